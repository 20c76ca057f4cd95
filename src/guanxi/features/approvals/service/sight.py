"""Who may see a request: those concerned, and whoever sees the record.

Somebody who is asked sees what the process summarises of the record while the task is his, also where he does not see the
record; fields that are hidden from him stay hidden.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanxi.features.approvals.queries import requests as queries
from guanxi.kernel.errors import Forbidden, NotFound
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.query import fetch_values
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Sight:
    """`record`: whether the record itself is visible to the caller; `asked`: whether a task of the request is his now."""

    record: bool
    asked: bool
    concerned: bool


async def require_sight(scope: Scope, request_id: UUID) -> Sight:
    """Raises 404 where the caller may not know of it."""
    found = await sight_of(scope, request_id)
    if found is None:
        raise NotFound("approval_unknown")
    return found


async def sight_of(scope: Scope, request_id: UUID) -> Sight | None:
    rows = await queries.read(scope, [request_id])
    registry = await registry_of(scope)
    if not rows or not registry.has_number(rows[0]["object_id"]):
        return None
    row, user = rows[0], scope.actor.user_id
    visible = await sees_record(scope, registry.by_number(row["object_id"]).name, row["record_id"])
    tasks = await queries.tasks_of(scope, [request_id])
    asked = row["state"] == "pending" and any(
        task["user_id"] == user and task["state"] in ("waiting", "held") for task in tasks
    )
    concerned = row["submitted_by"] == user or await queries.is_concerned(scope, request_id, user)
    return Sight(visible, asked, concerned) if visible or concerned else None


async def sees_record(scope: Scope, object_name: str, record_id: UUID) -> bool:
    try:
        return record_id in await fetch_values(scope, object_name, [record_id], [])
    except Forbidden:
        return False
