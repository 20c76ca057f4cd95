"""From the document of `guanxi.actor` to a caller."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from guanxi.edge.identities import Identity, Kind, Profile
from guanxi.kernel.tenancy import seed_from


def identity_of_actor(
    kind: Kind, credential_id: UUID, identity_id: UUID | None, actor: Mapping[str, Any] | None
) -> Identity | None:
    """None for a user who is gone or deactivated."""
    if actor is None or actor["user"].get("status") != "active":
        return None
    user = actor["user"]
    profile = Profile(title=user.get("title"), theme=user.get("theme"))
    return Identity(kind, credential_id, identity_id, seed_from(actor), profile)
