"""Decisions about saved views."""

from guanxi.features.views.service.views import (
    count_shared_views,
    create_view,
    delete_view,
    get_view,
    list_views,
    move_shared_views,
    names_of_views_of,
    names_of_views_with,
    update_view,
)

__all__ = [
    "count_shared_views", "create_view", "delete_view", "get_view", "list_views", "move_shared_views",
    "names_of_views_of", "names_of_views_with", "update_view",
]  # fmt: skip
