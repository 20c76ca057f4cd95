"""What other features may use of users."""

from __future__ import annotations

from guanxi.features.users.models import app_user
from guanxi.features.users.queries import emails_of, names_of, principal_of

__all__ = ["app_user", "emails_of", "names_of", "principal_of"]
