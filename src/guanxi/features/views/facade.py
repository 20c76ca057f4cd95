"""What other features may ask about saved views."""

from __future__ import annotations

from guanxi.features.views.schemas import View
from guanxi.features.views.service import get_view

__all__ = ["View", "get_view"]
