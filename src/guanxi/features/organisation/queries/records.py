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


async def count_owned(scope: Scope, objects: Sequence[ObjectDef], owner: UUID) -> dict[str, int]:
    """Of the records that the caller sees, by object; counted to one more than a thousand each."""
    if not objects:
        return {}
    params = {"tenant_id": scope.tenant.id, "owner": owner}
    rows = await scope.tx.fetch(_counts(tuple((each.name, each.records) for each in objects)), params)
    return {row["object"]: row["count"] for row in rows if row["count"]}


async def count_all_owned(scope: Scope, objects: Sequence[ObjectDef], owner: UUID) -> dict[str, int]:
    """As `count_owned`, above record sharing."""
    async with elevated(scope):
        return await count_owned(scope, objects, owner)


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
def _counts(objects: tuple[tuple[str, Records], ...]) -> Prepared:
    return prepare(sa.union_all(*(_count(*each) for each in objects)))


def _count(object_name: str, records: Records) -> sa.Select[str, int]:
    table = records.rows
    some = (
        sa.select(table.c.id)
        .where(table.c.tenant_id == _TENANT, table.c.owner_id == _OWNER, table.c.deleted_at.is_(sa.null()))
        .limit(MOST_COUNTED + 1)
        .subquery()
    )
    return sa.select(sa.literal(object_name).label("object"), sa.func.count().label("count")).select_from(
        some
    )
