"""Names of custom fields and objects, made of their labels."""

from __future__ import annotations

from collections.abc import Container

from guanxi.kernel.metadata import Label
from guanxi.kernel.metadata.custom_fields import PREFIX
from guanxi.kernel.search.api_names import LONGEST, numbered, words_of


def proposed_name(label: Label, taken: Container[str], otherwise: str = "field") -> str:
    """`Warranty until` becomes c_warranty_until, 质保期 c_zhibaoqi; a number follows where that is taken."""
    words = "_".join(words_of(label.en)) or "_".join(words_of(label.zh)) or otherwise
    return numbered(PREFIX + words[:LONGEST].strip("_"), taken)
