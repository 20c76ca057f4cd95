"""What other features may ask about saved views."""

from __future__ import annotations

from guanxi.features.views.schemas import DeclaredView, View
from guanxi.features.views.service import (
    count_shared_views,
    get_view,
    move_shared_views,
    names_of_views_of,
    names_of_views_with,
)
from guanxi.features.views.service.declaring import declare_view, declared_views, remove_view

__all__ = [
    "DeclaredView",
    "View",
    "count_shared_views",
    "declare_view",
    "declared_views",
    "get_view",
    "move_shared_views",
    "names_of_views_of",
    "names_of_views_with",
    "remove_view",
]
