"""Text with merge fields: ``Dear {{contact.name | default: "friend"}}``. No loops, no conditions, no code.

``read`` finds the merge fields, ``render`` puts values in their places, escaped for where the text will stand. Knows
nothing of records or people: which fields there are, and for whom, is asked of the caller.
"""

from guanxi.kernel.templates.escaping import Target
from guanxi.kernel.templates.formats import Setting, Value
from guanxi.kernel.templates.reading import Merge, Place, Template, read
from guanxi.kernel.templates.rendering import Rendered, render

__all__ = ["Merge", "Place", "Rendered", "Setting", "Target", "Template", "Value", "read", "render"]
