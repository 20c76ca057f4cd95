"""Decisions about saved views."""

from guanxi.features.views.service.views import create_view, delete_view, get_view, list_views, update_view

__all__ = ["create_view", "delete_view", "get_view", "list_views", "update_view"]
