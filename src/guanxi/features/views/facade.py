"""What other features may ask about saved views."""

from __future__ import annotations

from guanxi.features.views.schemas import View
from guanxi.features.views.service import (
    count_shared_views,
    get_view,
    move_shared_views,
    names_of_views_of,
    names_of_views_with,
)

__all__ = [
    "View",
    "count_shared_views",
    "get_view",
    "move_shared_views",
    "names_of_views_of",
    "names_of_views_with",
]
