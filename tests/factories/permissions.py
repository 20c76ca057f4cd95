"""Definitions of permission sets, and people who hold them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

ALL_VERBS = ["create", "read", "update", "delete", "import", "export", "mass_update"]


@dataclass
class Holder:
    client: httpx.AsyncClient
    user_id: str
    email: str
    set_id: str = ""


def all_but(object_name: str, **limits: str) -> dict[str, Any]:
    """Everything that a member may do, with these limits of fields."""
    return {
        "objects": {"*": ALL_VERBS, "user": ["read", "export"]},
        "fields": {object_name: limits},
    }


MANAGES_RIGHTS = {
    "objects": {"*": ["read", "update"], "user": ["create", "read", "update"]},
    "areas": ["permission.manage", "invitation.create"],
}
