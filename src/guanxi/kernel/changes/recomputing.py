"""Rewrites the principals on records after what gives them has changed, and nothing else: no version, no history.

Readers and writers go on meanwhile. A pass in the order of ids finds every row that was committed before it came by.
Writers that began earlier may still put down what held then: `running` and `have_ended` tell when they are through, and
a pass over the rows `written_since` finds what they left.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeAlias
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Boolean, DateTime, Integer, Text, Uuid, bindparam, func, or_, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.changes.details import all_details
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.history import EVENTS
from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.metadata import Field, ObjectDef, Records, registry_of
from guanxi.kernel.metadata.relations import details_of
from guanxi.kernel.permissions import (
    Owned,
    at_current_version,
    columns_for,
    grants_of,
    merged,
    owned_from,
    read_by_grants,
)
from guanxi.kernel.tenancy import Scope

FIRST = UUID(int=0)
MOST_FOLLOWING = 5_000

_TENANT = bindparam("tenant_id", type_=BigInteger)
# Two batches, or a batch and a share, must not both compute before either has written.
_LOCK = prepare(
    text("SELECT pg_advisory_xact_lock(hashtextextended('guanxi.sharing', :tenant_id))").bindparams(_TENANT)
)
_RUNNING = prepare(
    text(
        "SELECT l.virtualtransaction FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
        "WHERE l.locktype = 'virtualxid' AND l.granted AND l.pid <> pg_backend_pid()"
        " AND a.datname = current_database() AND a.usename = session_user"
    )
)
_STILL_RUNNING = prepare(
    text(
        "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'virtualxid' AND granted"
        " AND virtualtransaction = ANY(:those))"
    ).bindparams(bindparam("those", type_=ARRAY(Text)))
)
_SEARCHED = prepare(
    text(
        "UPDATE guanxi.search_doc AS s SET acl = v.acl FROM json_to_recordset(CAST(:rows AS json))"
        " AS v(id uuid, acl bigint[]) WHERE s.tenant_id = :tenant_id AND s.record_id = v.id"
    ).bindparams(_TENANT, bindparam("rows", type_=Text))
)


@dataclass(frozen=True, slots=True)
class Walk:
    """Which records to look at: all, or those of these owners, or those written since."""

    owners: Sequence[UUID] | None = None
    written_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recomputed:
    """`last` is None at the end of the walk."""

    last: UUID | None
    seen: int
    changed: int


async def recompute_next(
    scope: Scope, definition: ObjectDef, walk: Walk, after: UUID, limit: int
) -> Recomputed:
    """The next records in the order of ids. Only rows that differ are locked and written."""
    async with elevated(scope):
        await lock_sharing(scope)
        scope = await at_current_version(scope)
        found = await scope.tx.fetch(
            _select(definition.records, columns_for(definition, await read_by_grants(scope, definition)), False, False),
            {
                "tenant_id": scope.tenant.id, "after": after, "most": limit, "owners": list(walk.owners or ()),
                "any_owner": walk.owners is None, "since": walk.written_since,
            },
        )  # fmt: skip
        stale = [row["id"] for row, acl in await _principals(scope, definition, found) if row["acl"] != acl]
        changed = await _rewrite(scope, definition, stale)
    return Recomputed(found[-1]["id"] if len(found) == limit else None, len(found), changed)


async def recompute_records(scope: Scope, definition: ObjectDef, ids: Sequence[UUID]) -> int:
    """These records; returns how many have other principals now."""
    async with elevated(scope):
        await lock_sharing(scope)
        return await _rewrite(await at_current_version(scope), definition, ids)


async def lock_sharing(scope: Scope) -> None:
    """Until the transaction ends. Whoever writes shares takes it before he reads any."""
    await scope.tx.execute(_LOCK, {"tenant_id": scope.tenant.id})


async def count_records(scope: Scope, definition: ObjectDef, walk: Walk) -> int:
    async with elevated(scope):
        params = {
            "tenant_id": scope.tenant.id, "owners": list(walk.owners or ()), "any_owner": walk.owners is None,
        }  # fmt: skip
        count: int = await scope.tx.fetchval(_count(definition.records), params)
    return count


async def running(scope: Scope) -> list[str]:
    """The application's transactions that have begun and not yet ended, but for this one."""
    return [row["virtualtransaction"] for row in await scope.tx.fetch(_RUNNING)]


async def have_ended(scope: Scope, transactions: Sequence[str]) -> bool:
    return not transactions or not await scope.tx.fetchval(_STILL_RUNNING, {"those": transactions})


async def announce_recomputed(scope: Scope, definition: ObjectDef, ids: Sequence[UUID] | None = None) -> None:
    """For open screens: somebody may now see more or less of these records, or of many."""
    event = {
        "tenant": scope.tenant.id, "type": "change", "object": definition.name,
        "ids": None if ids is None else [str(each) for each in ids],
        "change_set_id": None, "actor": str(scope.actor.user_id),
    }  # fmt: skip
    await scope.tx.notify(EVENTS, msgspec.json.encode(event).decode())


async def read_owned(
    scope: Scope,
    definition: ObjectDef,
    names: Sequence[str],
    after: UUID,
    limit: int,
    *,
    owners: Sequence[UUID] | None = None,
) -> list[Owned]:
    """The next records, or those of these owners, as rules see them that read these fields, above record sharing."""
    statement = _select(definition.records, columns_for(definition, names), False, False)
    params = {
        "tenant_id": scope.tenant.id, "after": after, "most": limit, "owners": list(owners or ()),
        "any_owner": owners is None, "since": None,
    }  # fmt: skip
    async with elevated(scope):
        rows = await scope.tx.fetch(statement, params)
    return [owned_from(row, definition, names) for row in rows]


@dataclass(frozen=True, slots=True)
class Shared:
    """A record as rules see it, and the principals that stand on it."""

    owned: Owned
    acl: list[int]


async def read_shared(
    scope: Scope, definition: ObjectDef, record_id: UUID, *, above_sharing: bool = False
) -> Shared | None:
    """None for a record that is absent, in the bin or, unless asked for, invisible to the caller."""
    if above_sharing:
        async with elevated(scope):
            return await read_shared(scope, definition, record_id)
    names = await read_by_grants(scope, definition)
    statement = _select(definition.records, columns_for(definition, names), True, False)
    row = await scope.tx.fetchrow(statement, {"tenant_id": scope.tenant.id, "ids": [record_id]})
    if row is None or row["deleted_at"] is not None:
        return None
    return Shared(owned_from(row, definition, names), row["acl"])


async def _rewrite(scope: Scope, definition: ObjectDef, ids: Sequence[UUID]) -> int:
    if not ids:
        return 0
    columns = columns_for(definition, await read_by_grants(scope, definition))
    statement = _select(definition.records, columns, True, True)
    locked = await scope.tx.fetch(statement, {"tenant_id": scope.tenant.id, "ids": list(ids)})
    changed = [
        {"id": row["id"], "acl": acl}
        for row, acl in await _principals(scope, definition, locked)
        if row["acl"] != acl
    ]
    if changed:
        rows = msgspec.json.encode(changed).decode()
        await scope.tx.execute(_update(definition.records), {"tenant_id": scope.tenant.id, "rows": rows})
        await scope.tx.execute(_SEARCHED, {"tenant_id": scope.tenant.id, "rows": rows})
        await follow_masters(scope, definition, [each["id"] for each in changed])
    return len(changed)


async def follow_masters(scope: Scope, definition: ObjectDef, ids: Sequence[UUID]) -> None:
    """Shares the details of these records as they are shared now; those of very many in the background.

    The transaction is above record sharing, and has locked the records.
    """
    if not ids:
        return
    for detail, field in details_of(await registry_of(scope), definition):
        found = await all_details(scope, detail, field, ids, MOST_FOLLOWING + 1, FIRST)
        if len(found) > MOST_FOLLOWING:
            assert _when_many is not None
            await _when_many(scope, definition.name, ids)
        elif found and await _rewrite(scope, detail, found):
            await announce_recomputed(scope, detail)


async def recompute_details_next(
    scope: Scope, detail: ObjectDef, field: Field, masters: Sequence[UUID], after: UUID, limit: int
) -> Recomputed:
    """The next details of these records, in the order of ids."""
    async with elevated(scope):
        await lock_sharing(scope)
        scope = await at_current_version(scope)
        found = await all_details(scope, detail, field, masters, limit, after)
        changed = await _rewrite(scope, detail, found)
    return Recomputed(found[-1] if len(found) == limit else None, len(found), changed)


Queue: TypeAlias = Callable[[Scope, str, Sequence[UUID]], Awaitable[None]]
_when_many: Queue | None = None


def when_many_follow(queue: Queue) -> None:
    """Registers what queues `recompute_details_next` for the details of these records of an object."""
    global _when_many
    _when_many = queue


async def _principals(
    scope: Scope, definition: ObjectDef, rows: Sequence[Any]
) -> list[tuple[Any, list[int]]]:
    names = await read_by_grants(scope, definition)
    records = [owned_from(row, definition, names) for row in rows]
    grants = await grants_of(scope, definition, records) if records else []
    return [(row, merged(grant.entry for grant in each)) for row, each in zip(rows, grants, strict=True)]


@lru_cache(maxsize=512)
def _select(records: Records, read: tuple[str, ...], given: bool, lock: bool) -> Prepared:
    """Also what is in the bin: it may be restored, and is listed there. Locks are taken in the order of ids."""
    table = records.rows
    columns = dict.fromkeys(("id", "owner_id", "acl", "deleted_at", *read))
    statement = select(*(table.c[name] for name in columns)).where(table.c.tenant_id == _TENANT)
    if given:
        statement = statement.where(table.c.id == bindparam("ids", type_=ARRAY(Uuid)).any_())
    else:
        since = bindparam("since", type_=DateTime(timezone=True))
        statement = statement.where(
            table.c.id > bindparam("after", type_=Uuid),
            _owned(table),
            or_(since.is_(None), table.c.updated_at >= since),
        ).limit(bindparam("most", type_=Integer))
    statement = statement.order_by(table.c.id)
    return prepare(statement.with_for_update() if lock else statement)


@lru_cache(maxsize=256)
def _count(records: Records) -> Prepared:
    table = records.rows
    return prepare(select(func.count()).select_from(table).where(table.c.tenant_id == _TENANT, _owned(table)))


def _owned(table: Any) -> Any:
    return or_(
        bindparam("any_owner", type_=Boolean),
        table.c.owner_id == bindparam("owners", type_=ARRAY(Uuid)).any_(),
    )


@lru_cache(maxsize=256)
def _update(records: Records) -> Prepared:
    table = records.table
    return prepare(
        text(
            f'UPDATE guanxi."{table.name}" AS r SET acl = v.acl FROM json_to_recordset(CAST(:rows AS json))'
            f" AS v(id uuid, acl bigint[]) WHERE r.tenant_id = :tenant_id{records.condition('r')} AND r.id = v.id"
        ).bindparams(_TENANT, bindparam("rows", type_=Text))
    )
