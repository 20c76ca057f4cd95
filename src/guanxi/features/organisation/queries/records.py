"""Records that a queue owns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.metadata import ObjectDef, Records
from guanxi.kernel.tenancy import Scope

MOST_COUNTED = 1_000

_TENANT = sa.bindparam("tenant_id", type_=sa.BigInteger())
_OWNER = sa.bindparam("owner", type_=sa.Uuid())


async def owner_of(scope: Scope, definition: ObjectDef, record_id: UUID) -> Any | None:
    """Owner and version of a record that the caller sees."""
    return await scope.tx.fetchrow(
        _owner_statement(definition.records), {"tenant_id": scope.tenant.id, "id": record_id}
    )


async def count_owned(
    scope: Scope, objects: Sequence[ObjectDef], owner: UUID, *, in_bin: bool = False
) -> dict[str, int]:
    """Of the records that the caller sees, by object; counted to one more than a thousand each. `in_bin`: with the recycle bin."""
    if not objects:
        return {}
    params = {"tenant_id": scope.tenant.id, "owner": owner}
    named = tuple((each.name, each.records) for each in objects)
    rows = await scope.tx.fetch(_counts(named, in_bin), params)
    return {row["object"]: row["count"] for row in rows if row["count"]}


async def count_all_owned(scope: Scope, objects: Sequence[ObjectDef], owner: UUID) -> dict[str, int]:
    """As `count_owned`, above record sharing and with the recycle bin: what is restored must not belong to nobody."""
    async with elevated(scope):
        return await count_owned(scope, objects, owner, in_bin=True)


@lru_cache(maxsize=256)
def _owner_statement(records: Records) -> Prepared:
    table = records.rows
    return prepare(
        sa.select(table.c.owner_id, table.c.version).where(
            table.c.tenant_id == _TENANT,
            table.c.id == sa.bindparam("id", type_=sa.Uuid()),
            table.c.deleted_at.is_(sa.null()),
        )
    )


@lru_cache(maxsize=256)
def _counts(objects: tuple[tuple[str, Records], ...], in_bin: bool) -> Prepared:
    return prepare(sa.union_all(*(_count(*each, in_bin) for each in objects)))


def _count(object_name: str, records: Records, in_bin: bool) -> sa.Select[str, int]:
    table = records.rows
    owned = sa.select(table.c.id).where(table.c.tenant_id == _TENANT, table.c.owner_id == _OWNER)
    if not in_bin:
        owned = owned.where(table.c.deleted_at.is_(sa.null()))
    some = owned.limit(MOST_COUNTED + 1).subquery()
    return sa.select(sa.literal(object_name).label("object"), sa.func.count().label("count")).select_from(
        some
    )
