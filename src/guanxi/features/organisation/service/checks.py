"""What changes of roles and of teams have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from guanxi.features.organisation.queries import people, places
from guanxi.kernel.errors import Conflict, Invalid
from guanxi.kernel.tenancy import Scope

READ, MANAGE = "user.read", "sharing.manage"


def name_from(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise Invalid("blank", field="name")
    return name


async def require_persons(scope: Scope, user_ids: Sequence[UUID], field: str) -> list[UUID]:
    """Each once. Raises 422 `members_unknown` for who is absent, deleted, or a queue."""
    asked = list(dict.fromkeys(user_ids))
    if asked:
        unknown = set(asked) - await people.persons_among(scope, asked)
        if unknown:
            raise Invalid("members_unknown", field=field, params={"count": len(unknown)})
    return asked


async def require_unnamed(scope: Scope, principal: int) -> None:
    """Raises 409 `principal_in_rules`: a rule would go on sharing with nobody, or silently stop."""
    rules = await places.rules_naming(scope, principal)
    if rules:
        raise Conflict("principal_in_rules", params={"rules": ", ".join(rules)})


def require_version(row: Any, seen: int | None, code: str) -> None:
    """Raises 409 with this code when somebody changed it since the version that the writer saw."""
    if seen is not None and seen != row["version"]:
        raise Conflict(code, params={"current": row["version"], "seen": seen, "name": row["name"]})
