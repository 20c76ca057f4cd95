"""Decisions about saved views."""

from guanxi.features.views.service.views import (
    create_view,
    delete_view,
    get_view,
    list_views,
    names_of_views_with,
    update_view,
)

__all__ = ["create_view", "delete_view", "get_view", "list_views", "names_of_views_with", "update_view"]
