"""Records that are parts of others: found for the ones that they are parts of, and held to who may be given parts.

A detail is deleted and restored with its master, in the same change-set, and shared as that is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Integer, Text, Uuid, bindparam, exists, literal_column, select
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.tables import audit_log
from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.metadata import Field, ObjectDef, registry_of
from guanxi.kernel.metadata.relations import details_of
from guanxi.kernel.metadata.tables import record_link
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
_IDS = bindparam("ids", type_=ARRAY(Uuid))
_LAST_DELETIONS = prepare(
    select(audit_log.c.record_id, audit_log.c.change_set_id)
    .where(audit_log.c.tenant_id == _TENANT, audit_log.c.record_id == _IDS.any_(), audit_log.c.op == "D")
    .ext(distinct_on(audit_log.c.record_id))
    .order_by(audit_log.c.record_id, audit_log.c.at.desc(), audit_log.c.id.desc())
)


@dataclass(frozen=True, slots=True)
class Detail:
    id: UUID
    master: UUID


async def live_details(
    scope: Scope, definition: ObjectDef, field: Field, masters: Sequence[UUID], limit: int
) -> list[Detail]:
    """Those of `definition` that are parts of these, whoever sees them. The transaction is above record sharing."""
    statement = _details(definition.name, definition.table, _number(definition), _place(field), "live")
    return await _fetched(scope, statement, masters, limit)


async def all_details(
    scope: Scope, definition: ObjectDef, field: Field, masters: Sequence[UUID], limit: int, after: UUID
) -> list[UUID]:
    """As `live_details`, in the bin too, in the order of ids."""
    statement = _ids_of_details(_number(definition), _place(field))
    params = {"tenant_id": scope.tenant.id, "ids": list(masters), "most": limit, "after": after}
    return [row["from_id"] for row in await scope.tx.fetch(statement, params)]


async def details_deleted_with(
    scope: Scope, definition: ObjectDef, field: Field, masters: Sequence[UUID], limit: int
) -> list[Detail]:
    """Those in the bin that the last deletion of their master took along."""
    params = {"tenant_id": scope.tenant.id, "ids": list(masters)}
    by_change_set: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for row in await scope.tx.fetch(_LAST_DELETIONS, params):
        by_change_set[row["change_set_id"]].append(row["record_id"])
    statement = _details(definition.name, definition.table, _number(definition), _place(field), "deleted")
    found: list[Detail] = []
    for change_set_id, ids in by_change_set.items():
        found += await _fetched(scope, statement, ids, limit - len(found), change_set_id)
        if len(found) >= limit:
            break
    return found


async def masters_kept_by_details(
    scope: Scope, definition: ObjectDef, masters: Sequence[UUID], change_set_id: UUID
) -> set[UUID]:
    """Those of `masters` that have live details which this change-set neither made nor restored."""
    kept: set[UUID] = set()
    async with elevated(scope):
        for detail, field in details_of(await registry_of(scope), definition):
            statement = _details(detail.name, detail.table, _number(detail), _place(field), "others")
            found = await _fetched(scope, statement, masters, len(masters) * 10, change_set_id)
            kept |= {each.master for each in found}
    return kept


async def check_masters(
    scope: Scope, definition: ObjectDef, drafts: Sequence[Draft], pending: Collection[UUID]
) -> None:
    """Who gives a record a master must be allowed to change that master, which stays as it is until this write is done: the
    record is shared as it is. `pending` are masters that this very write makes or restores.
    """
    field = definition.master_field
    if field is None or field.target is None:
        return
    asked: defaultdict[UUID, list[Draft]] = defaultdict(list)
    for draft in drafts:
        master = draft.get(field.name)
        current = None if draft.current is None else draft.current.get(field.name)
        if draft.op == "restore" and current is not None and current not in pending:
            asked[current].append(draft)
        elif draft.op in ("create", "update") and master != current and field.name in draft.values:
            if current is not None and not field.reparentable and not draft.change.system:
                draft.refuse(field.name, "detail_not_movable")
            elif master is not None and master not in pending:
                asked[master].append(draft)
    if not asked:
        return
    target = (await registry_of(scope)).object(field.target)
    params = {"tenant_id": scope.tenant.id, "ids": sorted(asked)}
    rows = await scope.tx.fetch(_held(target.name, target.table), params)
    held = {row["id"] for row in rows}
    for master, places in asked.items():
        if master in held:
            continue
        for draft in places:
            if all(error.field != field.name for error in draft.errors):
                code = "master_deleted" if draft.op == "restore" else "master_not_editable"
                draft.refuse(field.name, code, object=target.label.in_locale(scope.locale))


async def _fetched(
    scope: Scope, statement: Prepared, masters: Sequence[UUID], limit: int, change_set_id: UUID | None = None
) -> list[Detail]:
    params: dict[str, Any] = {"tenant_id": scope.tenant.id, "ids": list(masters), "most": limit}
    if change_set_id is not None:
        params["change_set_id"] = change_set_id
    return [Detail(row["from_id"], row["to_id"]) for row in await scope.tx.fetch(statement, params)]


def _number(definition: ObjectDef) -> int:
    return definition.number


def _place(field: Field) -> int:
    assert field.place is not None
    return field.place.number


@lru_cache(maxsize=512)
def _details(object_name: str, table: Any, object_id: int, field_id: int, which: str) -> Prepared:
    history = exists(
        select(literal_column("1")).where(
            audit_log.c.tenant_id == _TENANT,
            audit_log.c.change_set_id == bindparam("change_set_id", type_=Uuid),
            audit_log.c.record_id == table.c.id,
            audit_log.c.op.in_(
                [literal_column(f"'{op}'", Text) for op in ("D" if which == "deleted" else "CR")]
            ),
        )
    )
    conditions = {
        "live": [table.c.deleted_at.is_(None)],
        "deleted": [table.c.deleted_at.is_not(None), history],
        "others": [table.c.deleted_at.is_(None), ~history],
    }
    return prepare(
        select(record_link.c.from_id, record_link.c.to_id)
        .select_from(record_link.join(table, table.c.id == record_link.c.from_id))
        .where(table.c.tenant_id == _TENANT, *_links(object_id, field_id), *conditions[which])
        .limit(bindparam("most", type_=Integer))
    )


@lru_cache(maxsize=512)
def _ids_of_details(object_id: int, field_id: int) -> Prepared:
    return prepare(
        select(record_link.c.from_id)
        .where(*_links(object_id, field_id), record_link.c.from_id > bindparam("after", type_=Uuid))
        .order_by(record_link.c.from_id)
        .limit(bindparam("most", type_=Integer))
    )


def _links(object_id: int, field_id: int) -> list[Any]:
    return [
        record_link.c.tenant_id == _TENANT,
        record_link.c.object_id == literal_column(str(object_id)),
        record_link.c.field_id == literal_column(str(field_id)),
        record_link.c.to_id == _IDS.any_(),
    ]


@lru_cache(maxsize=256)
def _held(object_name: str, table: Any) -> Prepared:
    """Whoever hands one over, or shares it, waits for the end of this transaction; locks are taken in the order of ids."""
    return prepare(
        select(table.c.id)
        .where(table.c.tenant_id == _TENANT, table.c.id == _IDS.any_(), table.c.deleted_at.is_(None))
        .order_by(table.c.id)
        .with_for_update(read=True)
    )
