"""Changes of how a company is run (rights, roles, rules): kept in history with before and after, described, taken back.

They are change-sets of no record. A history row with the operation A holds the kind of thing, and the thing before and
after; None stands for one that is not there. Whoever owns a kind says how it is described and put back.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Uuid, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.history import record_change_set
from guanxi.kernel.changes.tables import audit_log
from guanxi.kernel.changes.undo import Kept
from guanxi.kernel.db import prepare
from guanxi.kernel.ids import new_id
from guanxi.kernel.tenancy import Scope

ADMINISTRATION = "A"
NO_OBJECT = 0

_FIND = prepare(
    select(audit_log.c.id, audit_log.c.change_set_id, audit_log.c.record_id, audit_log.c.diff)
    .where(
        audit_log.c.tenant_id == bindparam("tenant_id", type_=BigInteger),
        audit_log.c.change_set_id == bindparam("ids", type_=ARRAY(Uuid)).any_(),
        audit_log.c.op == ADMINISTRATION,
    )
    .order_by(audit_log.c.id)
)


@dataclass(frozen=True, slots=True)
class AdministrativeChange:
    kind: str
    subject: UUID
    before: Any
    after: Any


Describe = Callable[[AdministrativeChange, str], str]
"""A sentence in the given language. It speaks of what the change kept: names as they were then."""

TakeBack = Callable[[Scope, AdministrativeChange, UUID], Awaitable[UUID | None]]
"""Puts `before` back as a change-set that undoes the one given; None where the thing is no longer as `after` says."""


@dataclass(frozen=True, slots=True)
class _Kind:
    describe: Describe
    name: Callable[[AdministrativeChange], str]
    take_back: TakeBack


_kinds: dict[str, _Kind] = {}


def administers(
    kind: str, *, describe: Describe, name: Callable[[AdministrativeChange], str], take_back: TakeBack
) -> None:
    _kinds[kind] = _Kind(describe, name, take_back)


async def record_administration(
    scope: Scope, kind: str, subject: UUID, before: Any, after: Any, *, undoes: UUID | None = None
) -> UUID:
    """The change-set of one change that is written in this transaction. `subject` must not be the id of a record."""
    change_set_id = scope.joins or new_id()
    source = scope.source if undoes is None else "undo"
    async with elevated(scope):
        await record_change_set(scope, change_set_id, [], source, None, undoes)
        history = {
            "tenant_id": scope.tenant.id, "actor_id": scope.actor.user_id, "source": source, "at": scope.now,
            "id": new_id(), "object_id": NO_OBJECT, "record_id": subject, "change_set_id": change_set_id, "op": ADMINISTRATION, "version": 0,
            "diff": msgspec.json.encode({kind: [before, after]}).decode(),
        }  # fmt: skip
        await scope.tx.insert(audit_log, [history])
    return change_set_id


async def describe_administration(scope: Scope, change_set_ids: Sequence[UUID]) -> dict[UUID, str]:
    """What those of these change-sets that changed how the company is run did, in the reader's language."""
    found = await _changes_of(scope, change_set_ids)
    return {
        change_set_id: " ".join(_kinds[each.kind].describe(each, scope.locale) for each in changes)
        for change_set_id, changes in found.items()
    }


async def administrative_changes_of(
    scope: Scope, change_set_id: UUID
) -> list[tuple[UUID, AdministrativeChange]]:
    """What a change-set changed of how the company is run, each with its place in history."""
    return [
        (row["id"], change) for row in await _rows_of(scope, [change_set_id]) for change in _changes_in(row)
    ]


async def take_back_administration(
    scope: Scope, change: AdministrativeChange, change_set_id: UUID
) -> Kept | None:
    """What somebody edited since, or None where it was put back. What is written belongs to the change-set that the scope joins.

    Raises whatever forbids the inverse.
    """
    kind = _kinds[change.kind]
    if await kind.take_back(scope, change, change_set_id) is not None:
        return None
    return Kept(change.kind, change.subject, kind.name(change), (), "edited_since")


async def _rows_of(scope: Scope, change_set_ids: Sequence[UUID]) -> list[Any]:
    params = {"tenant_id": scope.tenant.id, "ids": list(change_set_ids)}
    return await scope.tx.fetch(_FIND, params) if change_set_ids else []


def _changes_in(row: Any) -> list[AdministrativeChange]:
    return [
        AdministrativeChange(kind, row["record_id"], before, after)
        for kind, (before, after) in row["diff"].items()
    ]


async def _changes_of(scope: Scope, change_set_ids: Sequence[UUID]) -> dict[UUID, list[AdministrativeChange]]:
    found: dict[UUID, list[AdministrativeChange]] = {}
    for row in await _rows_of(scope, change_set_ids):
        found.setdefault(row["change_set_id"], []).extend(_changes_in(row))
    return found
