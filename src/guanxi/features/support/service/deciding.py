"""The administrator's part: see what was asked for, approve it, refuse it, end it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from guanxi.edge.roles import global_tables
from guanxi.features.sessions.facade import end_sessions_of_grant
from guanxi.features.support import queries
from guanxi.features.support.schemas import (
    SupportApproval,
    SupportGrant,
    SupportGrantPage,
    SupportPerson,
)
from guanxi.features.support.service.states import state_of
from guanxi.features.support.service.telling import tell
from guanxi.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from guanxi.kernel.tenancy import Scope


async def list_grants(scope: Scope, before: UUID | None, limit: int) -> SupportGrantPage:
    _require_administrator(scope)
    rows = await queries.list_grants(scope, before, limit + 1)
    cursor = str(rows[limit - 1]["id"]) if len(rows) > limit else None
    return SupportGrantPage([_grant_from(scope, row) for row in rows[:limit]], cursor)


async def approve(scope: Scope, grant_id: UUID, approval: SupportApproval) -> SupportGrant:
    """From now on, for so many minutes. Raises 403, 404, 409 `support_not_waiting`, 422 for more than was asked for."""
    grant = await _lock(scope, grant_id, "waiting")
    minutes, level = approval.minutes or grant["minutes"], approval.level or grant["level"]
    if minutes > grant["minutes"]:
        raise Invalid("support_more_than_asked", field="minutes")
    if level == "change" and grant["level"] == "read":
        raise Invalid("support_more_than_asked", field="level")
    expires_at = scope.now + timedelta(minutes=minutes)
    decision = {"approved": True, "expires_at": expires_at, "minutes": minutes, "level": level}
    return await _decide(scope, grant_id, decision)


async def refuse(scope: Scope, grant_id: UUID) -> SupportGrant:
    """Raises 403, 404, 409 `support_not_waiting`."""
    grant = await _lock(scope, grant_id, "waiting")
    decision = {"approved": False, "expires_at": None, "minutes": grant["minutes"], "level": grant["level"]}
    return await _decide(scope, grant_id, decision)


async def revoke(scope: Scope, grant_id: UUID) -> SupportGrant:
    """Ends its sessions at once. Raises 403, 404, 409 `support_not_active`."""
    grant = await _lock(scope, grant_id, "active")
    await queries.end(scope.tx, scope.tenant.id, grant_id, scope.actor.user_id, scope.now)
    async with global_tables(scope) as tx:
        await end_sessions_of_grant(tx, scope.tenant.id, grant_id, grant["user_id"])
    await tell(scope.tx, scope.tenant.id, grant_id)
    return await _get(scope, grant_id)


def _require_administrator(scope: Scope) -> None:
    """Not an operator who acts as one: his rights are limited."""
    if not scope.actor.rights.unlimited:
        raise Forbidden("support_administrators_only")


async def _lock(scope: Scope, grant_id: UUID, state: str) -> Mapping[str, Any]:
    _require_administrator(scope)
    grant: Mapping[str, Any] | None = await queries.lock_grant(scope.tx, scope.tenant.id, grant_id)
    if grant is None:
        raise NotFound("support_unknown")
    if state_of(grant, scope.now) != state:
        raise Conflict("support_not_waiting" if state == "waiting" else "support_not_active")
    return grant


async def _decide(scope: Scope, grant_id: UUID, decision: dict[str, Any]) -> SupportGrant:
    values = {**decision, "by": scope.actor.user_id, "now": scope.now}
    await queries.decide(scope.tx, scope.tenant.id, grant_id, values)
    await tell(scope.tx, scope.tenant.id, grant_id)
    return await _get(scope, grant_id)


async def _get(scope: Scope, grant_id: UUID) -> SupportGrant:
    return _grant_from(scope, await queries.get_grant(scope, grant_id))


def _grant_from(scope: Scope, row: Any) -> SupportGrant:
    return SupportGrant(
        id=row["id"],
        state=state_of(row, scope.now),
        operator=row["operator"],
        reason=row["reason"],
        user=SupportPerson(row["user_id"], row["acted_as_name"]),
        level=row["level"],
        minutes=row["minutes"],
        requested_at=row["requested_at"],
        decided_at=row["decided_at"],
        decided_by=_person(row["decided_by"], row["decider_name"]),
        expires_at=row["expires_at"],
        ended_at=row["revoked_at"],
        ended_by=_person(row["revoked_by"], row["ender_name"]),
        entries=row["entries"],
        entered_at=row["entered_at"],
        changes=row["changes"],
    )


def _person(user_id: UUID | None, name: str | None) -> SupportPerson | None:
    return None if user_id is None else SupportPerson(user_id, name)
