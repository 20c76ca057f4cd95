"""Keys by record and records by key: a few statements for a batch of any size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import BigInteger, Integer, Uuid, bindparam, delete, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.duplicates.models import duplicate_key
from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.metadata import Field, ObjectDef, Records
from guanxi.kernel.query.links import Links
from guanxi.kernel.query.storage import value_of
from guanxi.kernel.tenancy import Scope

MOST_OF_KEY = 20  # candidates of one key

_TENANT = bindparam("tenant_id", type_=BigInteger)
_IDS = bindparam("ids", type_=ARRAY(Uuid))
_MATCHES = bindparam("matches", type_=ARRAY(Uuid))
_FORGET = prepare(
    delete(duplicate_key).where(
        duplicate_key.c.tenant_id == _TENANT, duplicate_key.c.record_id == _IDS.any_()
    )
)
_FORGET_MATCHES = prepare(
    text(
        "DELETE FROM guanxi.duplicate_key WHERE tenant_id = :tenant_id AND object_id = :object_id "
        "AND NOT match = ANY (:matches)"
    ).bindparams(_TENANT, _MATCHES, bindparam("object_id", type_=Integer))
)
_SHARING = prepare(
    text(
        "SELECT w.match, w.key, c.record_id FROM unnest(CAST(:matches AS uuid[]), CAST(:keys AS uuid[])) AS w(match, key) "
        "CROSS JOIN LATERAL (SELECT k.record_id FROM guanxi.duplicate_key k WHERE k.tenant_id = :tenant_id "
        f"AND k.match = w.match AND k.key = w.key ORDER BY k.record_id LIMIT {MOST_OF_KEY}) c"
    ).bindparams(_TENANT, _MATCHES, bindparam("keys", type_=ARRAY(Uuid)))
)
_GROUPS = prepare(
    text(
        "SELECT k.match, k.key, count(*) AS n, (array_agg(k.record_id ORDER BY k.record_id))[1:50] AS ids "
        "FROM guanxi.duplicate_key k WHERE k.tenant_id = :tenant_id AND k.match = ANY (:matches) "
        "AND (k.match, k.key) > (:match, :key) GROUP BY k.match, k.key HAVING count(*) > 1 "
        "ORDER BY k.match, k.key LIMIT :most"
    ).bindparams(
        _TENANT, _MATCHES, bindparam("match", type_=Uuid), bindparam("key", type_=Uuid), bindparam("most", type_=Integer)
    )
)  # fmt: skip


def _of(scope: Scope, **more: Any) -> dict[str, Any]:
    return {"tenant_id": scope.tenant.id, **more}


async def forget(scope: Scope, record_ids: Sequence[UUID]) -> None:
    await scope.tx.execute(_FORGET, _of(scope, ids=list(record_ids)))


async def forget_other_matches(scope: Scope, object_number: int, matches: Sequence[UUID]) -> None:
    await scope.tx.execute(_FORGET_MATCHES, _of(scope, object_id=object_number, matches=list(matches)))


async def remember(scope: Scope, rows: Sequence[Mapping[str, Any]]) -> None:
    await scope.tx.insert(
        duplicate_key, [_of(scope, **row) for row in rows], on_conflict="ON CONFLICT DO NOTHING"
    )


async def sharing(scope: Scope, pairs: Sequence[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], list[UUID]]:
    """The records that have each of these (match, key), at most `MOST_OF_KEY`."""
    found: dict[tuple[UUID, UUID], list[UUID]] = {}
    if pairs:
        params = _of(scope, matches=[match for match, _ in pairs], keys=[key for _, key in pairs])
        for row in await scope.tx.fetch(_SHARING, params):
            found.setdefault((row["match"], row["key"]), []).append(row["record_id"])
    return found


async def groups(scope: Scope, matches: Sequence[UUID], after: tuple[UUID, UUID], most: int) -> list[Any]:
    """Keys that several records have, of each at most 50 of them."""
    params = _of(scope, matches=list(matches), match=after[0], key=after[1], most=most)
    return await scope.tx.fetch(_GROUPS, params)


async def names_of(scope: Scope, definition: ObjectDef, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Those that the role of the transaction may see."""
    if not ids:
        return {}
    statement = _names(definition.records, definition.fields[definition.title_field])
    return {row["id"]: row["name"] for row in await scope.tx.fetch(statement, _of(scope, ids=list(ids)))}


async def pointing_at(
    scope: Scope, definition: ObjectDef, field: Field, targets: Sequence[UUID], most: int
) -> list[UUID]:
    """Records whose lookup `field` holds one of these."""
    rows = await scope.tx.fetch(
        _pointing(definition.records, field), _of(scope, ids=list(targets), most=most)
    )
    return [row["id"] for row in rows]


async def linking_to(
    scope: Scope, definition: ObjectDef, field: Field, targets: Sequence[UUID], most: int
) -> list[tuple[UUID, UUID]]:
    """Records whose links `field` hold one of these, and which."""
    params = _of(scope, ids=list(targets), most=most)
    return [tuple(row) for row in await scope.tx.fetch(_linking(definition, field), params)]


async def linked_from(
    scope: Scope, definition: ObjectDef, field: Field, records: Sequence[UUID], most: int
) -> list[UUID]:
    """What the links `field` of these records hold."""
    params = _of(scope, ids=list(records), most=most)
    return [row["to_id"] for row in await scope.tx.fetch(_linked(definition, field), params)]


@lru_cache(maxsize=512)
def _linking(definition: ObjectDef, field: Field) -> Prepared:
    links, rows = Links(definition, field), definition.records.rows
    return prepare(
        sa.select(links.from_id, links.to_id)
        .join_from(
            links.table, rows, (rows.c.tenant_id == links.table.c.tenant_id) & (rows.c.id == links.from_id)
        )
        .where(*links.scope, links.to_id == _IDS.any_(), rows.c.deleted_at.is_(None))
        .order_by(links.from_id)
        .limit(bindparam("most", type_=Integer))
    )


@lru_cache(maxsize=512)
def _linked(definition: ObjectDef, field: Field) -> Prepared:
    links = Links(definition, field)
    return prepare(
        sa.select(links.to_id)
        .where(*links.scope, links.from_id == _IDS.any_())
        .distinct()
        .order_by(links.to_id)
        .limit(bindparam("most", type_=Integer))
    )


@lru_cache(maxsize=512)
def _names(records: Records, title: Field) -> Prepared:
    table = records.rows
    return prepare(
        sa.select(table.c.id, value_of(table, title).label("name")).where(
            table.c.tenant_id == _TENANT, table.c.id == _IDS.any_(), table.c.deleted_at.is_(None)
        )
    )


@lru_cache(maxsize=512)
def _pointing(records: Records, field: Field) -> Prepared:
    table = records.rows
    return prepare(
        sa.select(table.c.id)
        .where(
            table.c.tenant_id == _TENANT,
            value_of(table, field) == _IDS.any_(),
            table.c.deleted_at.is_(None),
        )
        .order_by(table.c.id)
        .limit(bindparam("most", type_=Integer))
    )
