"""What other features may ask about saved views."""

from __future__ import annotations

from guanxi.features.views.schemas import View
from guanxi.features.views.service import get_view, names_of_views_with

__all__ = ["View", "get_view", "names_of_views_with"]
