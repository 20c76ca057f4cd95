"""Links: a row for each record that a custom field points to, kept beside the values in the same write.

They are what makes related lists, conditions and joins by such fields a matter of an index. Records in the bin keep theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    BigInteger,
    DateTime,
    Integer,
    Text,
    Uuid,
    bindparam,
    literal_column,
    or_,
    select,
    text,
)

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.filling import Filled
from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.metadata.field_types.links import LinkChange
from guanxi.kernel.metadata.storing import CUSTOM
from guanxi.kernel.metadata.tables import record_link
from guanxi.kernel.tenancy import Scope

_KEEP = "ON CONFLICT (tenant_id, object_id, field_id, from_id, to_id) DO NOTHING"
_DELETE = prepare(
    text(
        "DELETE FROM guanxi.record_link AS l USING json_to_recordset(CAST(:rows AS json))"
        " AS v(field_id integer, from_id uuid, to_id uuid) WHERE l.tenant_id = :tenant_id"
        " AND l.object_id = :object_id AND l.field_id = v.field_id AND l.from_id = v.from_id AND l.to_id = v.to_id"
    ).bindparams(
        bindparam("tenant_id", type_=BigInteger),
        bindparam("object_id", type_=Integer),
        bindparam("rows", type_=Text),
    )
)


async def write_links(scope: Scope, definition: ObjectDef, drafts: Sequence[Draft]) -> None:
    """What the written values point to, in two statements for the whole batch."""
    fields = [field for field in definition.custom_fields if field.keeps_links]
    if not fields:
        return
    gone: list[dict[str, Any]] = []
    made: list[dict[str, Any]] = []
    for draft in drafts:
        if draft.op not in ("create", "update"):
            continue
        for field, old, new in _pointing(fields, draft):
            gone += [_link(field, draft.id, each) for each in old - new]
            made += [_link(field, draft.id, each) for each in new - old]
    await change_links(scope, definition, gone, made)


async def change_links(
    scope: Scope, definition: ObjectDef, gone: Sequence[dict[str, Any]], made: Iterable[dict[str, Any]]
) -> None:
    """Rows of {field_id, from_id, to_id}; those that are as asked already stay."""
    if gone:
        rows = msgspec.json.encode(gone).decode()
        params = {"tenant_id": scope.tenant.id, "object_id": definition.number, "rows": rows}
        await scope.tx.execute(_DELETE, params)
    shared = {"tenant_id": scope.tenant.id, "object_id": definition.number}
    await scope.tx.insert(record_link, [{**shared, **each} for each in made], on_conflict=_KEEP)


def _pointing(fields: Sequence[Field], draft: Draft) -> Iterable[tuple[Field, set[UUID], set[UUID]]]:
    if draft.op == "create":
        for field in fields:
            yield field, set(), pointed_to(draft.values.get(field.name))
        return
    changed = draft.changed()
    for field in fields:
        if field.name in changed:
            old, new = changed[field.name]
            yield field, pointed_to(old), pointed_to(new)


def pointed_to(value: Any) -> set[UUID]:
    """The ids in a stored value of a field that points to records, or those that a new list of them begins with."""
    if value is None:
        return set()
    if isinstance(value, LinkChange):
        return set(value.added)
    if isinstance(value, tuple):
        return set(value)
    return {value} if isinstance(value, UUID) else {value.id}


def _link(field: Field, from_id: UUID, to_id: UUID) -> dict[str, Any]:
    assert field.place is not None
    return {"field_id": field.place.number, "from_id": from_id, "to_id": to_id}


async def fill_links_next(
    scope: Scope, definition: ObjectDef, field: Field, after: UUID, limit: int, since: datetime | None = None
) -> Filled:
    """Writes the links of values that are older than links: of the next records in the order of ids, or only of those written
    `since`. Records with a value are held until the transaction ends, so that none changes in between; no table is.
    """
    assert field.place is not None
    params = {"tenant_id": scope.tenant.id, "after": after, "most": limit, "since": since}
    async with elevated(scope):
        rows = await scope.tx.fetch(_unlinked(definition.name, definition.table, field.place.key), params)
        made = [
            _link(field, row["id"], each)
            for row in rows
            for each in pointed_to(field.type.from_json(msgspec.json.decode(row["kept"])))
        ]
        await change_links(scope, definition, [], made)
    return Filled(rows[-1]["id"] if len(rows) == limit else None, len(rows), len(made))


@lru_cache(maxsize=512)
def _unlinked(object_name: str, table: Any, key: str) -> Prepared:
    since = bindparam("since", type_=DateTime(timezone=True))
    kept = table.c[CUSTOM].op("->")(literal_column(f"'{key}'"))
    return prepare(
        select(table.c.id, kept.cast(Text).label("kept"))
        .where(
            table.c.tenant_id == bindparam("tenant_id", type_=BigInteger),
            table.c.id > bindparam("after", type_=Uuid),
            or_(since.is_(None), table.c.updated_at >= since),
            kept.is_not(None),
        )
        .order_by(table.c.id)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(read=True)
    )
