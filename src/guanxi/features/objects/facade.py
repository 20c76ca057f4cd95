"""What other features may do with objects."""

from __future__ import annotations

from guanxi.features.objects.service.options import AddedOptions, add_options

__all__ = ["AddedOptions", "add_options"]
