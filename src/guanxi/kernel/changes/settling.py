"""What a write really changes of lists of linked records: what is there already, or is not, needs no writing; what the writer
does not see stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Integer, Uuid, bindparam, literal_column, select
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.metadata import Field, ObjectDef, Registry
from guanxi.kernel.metadata.field_types.links import LinkChange
from guanxi.kernel.metadata.tables import record_link
from guanxi.kernel.tenancy import Scope

MOST_REPLACED = 1_000
"""Records that a list given whole may take the place of; a longer one is edited by what is added and removed."""
_ROOM = 200_000  # links read for a batch

Linked = Mapping[UUID, set[UUID]]


async def settle_links(
    scope: Scope, registry: Registry, definition: ObjectDef, drafts: Sequence[Draft]
) -> None:
    """As the caller, who may link to and unlink what he sees."""
    for field in definition.custom_fields:
        if not field.type.apart or field.target is None or field.target not in registry:
            continue
        asking = [
            draft for draft in drafts if draft.op in ("create", "update") and field.name in draft.values
        ]
        if asking:
            await _settle(scope, definition, field, registry.object(field.target), asking)


async def _settle(
    scope: Scope, definition: ObjectDef, field: Field, target: ObjectDef, drafts: Sequence[Draft]
) -> None:
    whole = [draft for draft in drafts if draft.op == "update" and _change(draft, field).whole]
    named = {
        each for draft in drafts for each in (*_change(draft, field).added, *_change(draft, field).removed)
    }
    listed = await _seen_links(scope, definition, field, target, [draft.id for draft in whole], None)
    among = await _seen_links(
        scope, definition, field, target, [draft.id for draft in drafts if draft.op == "update"], named
    )
    for draft in drafts:
        change = _change(draft, field)
        there = among.get(draft.id, set()) | listed.get(draft.id, set())
        if len(listed.get(draft.id, ())) > MOST_REPLACED:
            draft.refuse(field.name, "links_too_many_to_replace", limit=MOST_REPLACED)
            continue
        added = tuple(each for each in change.added if each not in there)
        removed = (
            listed.get(draft.id, set()) - set(change.added)
            if change.whole
            else {each for each in change.removed if each in there}
        )
        if added or removed:
            draft.values[field.name] = LinkChange(added, tuple(sorted(removed)))
        else:
            del draft.values[field.name]


def _change(draft: Draft, field: Field) -> LinkChange:
    """None, as an empty list, asks for no record at all."""
    value = draft.values[field.name]
    return LinkChange(whole=True) if value is None else value


async def _seen_links(
    scope: Scope,
    definition: ObjectDef,
    field: Field,
    target: ObjectDef,
    from_ids: Sequence[UUID],
    among: set[UUID] | None,
) -> Linked:
    """Of these records, to live ones that the caller sees; all of them, or those to `among`."""
    if not from_ids or (among is not None and not among):
        return {}
    assert field.place is not None
    statement = _seen(definition.number, field.place.number, target.name, target.table, among is not None)
    params: dict[str, Any] = {"tenant_id": scope.tenant.id, "from_ids": list(from_ids), "most": _ROOM}
    if among is not None:
        params["to_ids"] = list(among)
    return _by_record(await scope.tx.fetch(statement, params))


async def links_among(
    scope: Scope, definition: ObjectDef, field: Field, from_ids: Sequence[UUID], to_ids: Sequence[UUID]
) -> Linked:
    """Which of these records are linked to which of those, whoever sees them."""
    if not from_ids or not to_ids:
        return {}
    assert field.place is not None
    statement = _among(definition.number, field.place.number)
    params = {"tenant_id": scope.tenant.id, "from_ids": list(from_ids), "to_ids": list(to_ids)}
    return _by_record(await scope.tx.fetch(statement, params))


def _by_record(rows: Sequence[Any]) -> Linked:
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for row in rows:
        found[row["from_id"]].add(row["to_id"])
    return found


@lru_cache(maxsize=512)
def _seen(object_id: int, field_id: int, target_name: str, target: Any, among: bool) -> Prepared:
    statement = (
        _links(object_id, field_id)
        .select_from(record_link.join(target, target.c.id == record_link.c.to_id))
        .where(target.c.tenant_id == bindparam("tenant_id", type_=BigInteger), target.c.deleted_at.is_(None))
    )
    if among:
        statement = statement.where(_to_ids())
    return prepare(statement.limit(bindparam("most", type_=Integer)))


@lru_cache(maxsize=512)
def _among(object_id: int, field_id: int) -> Prepared:
    return prepare(_links(object_id, field_id).where(_to_ids()))


def _links(object_id: int, field_id: int) -> Any:
    return select(record_link.c.from_id, record_link.c.to_id).where(
        record_link.c.tenant_id == bindparam("tenant_id", type_=BigInteger),
        record_link.c.object_id == literal_column(str(object_id)),
        record_link.c.field_id == literal_column(str(field_id)),
        record_link.c.from_id == bindparam("from_ids", type_=ARRAY(Uuid)).any_(),
    )


def _to_ids() -> Any:
    return record_link.c.to_id == bindparam("to_ids", type_=ARRAY(Uuid)).any_()
