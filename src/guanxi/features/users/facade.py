"""What other features may use of users."""

from __future__ import annotations

from guanxi.features.users.models import app_user

__all__ = ["app_user"]
