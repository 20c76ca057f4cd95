"""Naming who is asked in one's place while one is away; administrators may do it for others.

It holds for what is asked from then on. What waits already stays, and can be given on by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from guanxi.features.approvals.queries import stand_ins as queries
from guanxi.features.approvals.schemas.api import NewStandIn, PersonRead, StandInRead
from guanxi.features.users.facade import names_of
from guanxi.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from guanxi.kernel.ids import new_id
from guanxi.kernel.tenancy import Scope

MOST_LISTED = 500
MOST_OF_PERSON = 50
MANAGE = "company.manage"


async def list_stand_ins(scope: Scope, *, everybody: bool) -> list[StandInRead]:
    """Raises 403, also where an administrator's view is asked for by somebody else."""
    scope.require("user.read")
    if everybody:
        scope.require(MANAGE)
    return await _read(scope, await queries.list_for(scope, _today(scope), MOST_LISTED, everybody=everybody))


async def add_stand_in(scope: Scope, given: NewStandIn) -> StandInRead:
    """Raises 403, 409 `approval_stand_ins_too_many`, 422 `approval_person_unknown`, `approval_stand_in_days`."""
    scope.require("user.read")
    user = given.user or scope.actor.user_id
    if user != scope.actor.user_id:
        scope.require(MANAGE)
    if given.last < given.first:
        raise Invalid("approval_stand_in_days", field="last")
    if given.to == user:
        raise Invalid("approval_to_oneself", field="to")
    known = await names_of(scope, {user, given.to})
    for place, each in (("to", given.to), ("user", user)):
        if each not in known or not known[each][1]:
            raise Invalid("approval_person_unknown", field=place)
    if await queries.count_of(scope, user, _today(scope)) >= MOST_OF_PERSON:
        raise Conflict("approval_stand_ins_too_many", params={"limit": MOST_OF_PERSON})
    row = {
        "tenant_id": scope.tenant.id, "id": new_id(), "user_id": user, "to_id": given.to, "first": given.first,
        "last": given.last, "processes": given.processes, "created_at": scope.now, "created_by": scope.actor.user_id,
    }  # fmt: skip
    await queries.insert(scope, row)
    return (await _read(scope, [row]))[0]


async def remove_stand_in(scope: Scope, stand_in_id: UUID) -> None:
    """One's own, or as an administrator anybody's. Raises 404."""
    found = await queries.find(scope, stand_in_id)
    if found is None or (found["user_id"] != scope.actor.user_id and not scope.may(MANAGE)):
        if found is not None and found["to_id"] == scope.actor.user_id:
            raise Forbidden("approval_not_allowed")
        raise NotFound("approval_stand_in_unknown")
    await queries.delete(scope, stand_in_id)


async def _read(scope: Scope, rows: Sequence[Any]) -> list[StandInRead]:
    users = {row[name] for row in rows for name in ("user_id", "to_id", "created_by")}
    names = await names_of(scope, users)

    def person(user: UUID) -> PersonRead:
        return PersonRead(user, names[user][0] if user in names else "")

    return [
        StandInRead(
            row["id"], person(row["user_id"]), person(row["to_id"]), row["first"], row["last"], row["processes"],
            person(row["created_by"]),
        )
        for row in rows
    ]  # fmt: skip


def _today(scope: Scope) -> date:
    return scope.now.astimezone(ZoneInfo(scope.tenant.timezone)).date()
