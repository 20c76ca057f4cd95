"""Values that no two live records may share, of custom fields: one row of `unique_value` holds each.

A record in the recycle bin holds none; restored, it claims them anew. A value is claimed before the records are written, and
whoever asks for one that another transaction is just claiming waits for it: so each record is refused by itself, whatever the
others of its change-set do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import BigInteger, Integer, Text, Uuid, bindparam, delete, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.changes.tables import unique_value
from guanxi.kernel.db import Prepared, each_of, prepare
from guanxi.kernel.metadata import Field, ObjectDef, Records
from guanxi.kernel.tenancy import Scope

LONGEST_KEY = (
    200  # characters; longer ones are kept by their hash, because an index holds no more than 2,700 bytes
)

Key: TypeAlias = tuple[int, str]
"""The number of a field, and what tells its values apart."""

_TENANT = bindparam("tenant_id", type_=BigInteger)
_OBJECT = bindparam("object_id", type_=Integer)
_HOLDERS = prepare(
    each_of(
        bindparam("keys", type_=ARRAY(Text)),
        lambda key: select(unique_value.c.value_key, unique_value.c.record_id).where(
            unique_value.c.tenant_id == _TENANT,
            unique_value.c.object_id == _OBJECT,
            unique_value.c.field_id == bindparam("field_id", type_=Integer),
            unique_value.c.value_key == key,
        ),
    )
)
_GIVE_UP = prepare(
    text(
        "DELETE FROM guanxi.unique_value AS u USING unnest(:fields, :keys, :records) AS v(field_id, value_key, record_id)"
        " WHERE u.tenant_id = :tenant_id AND u.object_id = :object_id AND u.field_id = v.field_id"
        " AND u.value_key = v.value_key AND u.record_id = v.record_id"
    ).bindparams(
        _TENANT,
        _OBJECT,
        bindparam("fields", type_=ARRAY(Integer)),
        bindparam("keys", type_=ARRAY(Text)),
        bindparam("records", type_=ARRAY(Uuid)),
    )
)
_FORGET = prepare(
    delete(unique_value).where(
        unique_value.c.tenant_id == _TENANT,
        unique_value.c.object_id == _OBJECT,
        unique_value.c.field_id == bindparam("field_id", type_=Integer),
    )
)


@dataclass(frozen=True, slots=True)
class Claim:
    key: Key
    draft: Draft
    field: Field


def key_of(field: Field, value: Any) -> Key:
    assert field.place is not None
    text_ = field.type.key_of(value)
    hashed = "sha256:" + sha256(text_.encode()).hexdigest() if len(text_) > LONGEST_KEY else text_
    return field.place.number, hashed


async def check(scope: Scope, definition: ObjectDef, drafts: Sequence[Draft]) -> None:
    """Refuses who asks for a value that another record has, naming that record where the caller may see it."""
    if not definition.unique_custom_fields:
        return
    sound = [draft for draft in drafts if not draft.errors]
    given_up = {(claim.key, claim.draft.id) for draft in sound for claim in _given_up(definition, draft)}
    claims: dict[Key, Claim] = {}
    taken: list[tuple[Claim, UUID]] = []
    for claim in (each for draft in sound for each in _claimed(definition, draft)):
        first = claims.setdefault(claim.key, claim)
        if first is not claim:
            _refuse(claim, str(first.draft.get(definition.title_field) or ""))
    holders = await _holders(scope, definition, claims)
    for key, claim in claims.items():
        holder = holders.get(key)
        if holder not in (None, claim.draft.id) and (key, holder) not in given_up:
            assert holder is not None
            taken.append((claim, holder))
    await _refuse_all(scope, definition, taken)


async def claim(scope: Scope, definition: ObjectDef, drafts: Sequence[Draft]) -> None:
    """Gives up and claims what `drafts`, about to be written, leave and take; refuses those who come too late."""
    if not definition.unique_custom_fields:
        return
    given_up = [each for draft in drafts for each in _given_up(definition, draft)]
    claims = {each.key: each for draft in drafts for each in _claimed(definition, draft)}
    await _release(scope, definition, given_up)
    await hold(scope, definition, {key: each.draft.id for key, each in claims.items()})
    holders = await _holders(scope, definition, claims)
    lost = [
        (each, holders[key])
        for key, each in claims.items()
        if key in holders and holders[key] != each.draft.id
    ]
    await _refuse_all(scope, definition, lost)
    refused = {each.draft.id for each, _ in lost}
    if refused:
        await _release(scope, definition, [each for each in claims.values() if each.draft.id in refused])
        kept = {each.key: each.draft.id for each in given_up if each.draft.id in refused}
        await hold(scope, definition, kept)


async def hold(scope: Scope, definition: ObjectDef, wanted: Mapping[Key, UUID]) -> None:
    """Claims what nobody has. In the order of the keys, so that two writers cannot wait for each other."""
    rows = [
        {
            "tenant_id": scope.tenant.id,
            "object_id": definition.number,
            "field_id": number,
            "value_key": key,
            "record_id": wanted[number, key],
        }
        for number, key in sorted(wanted)
    ]
    await scope.tx.insert(unique_value, rows, on_conflict="ON CONFLICT DO NOTHING")


async def forget(scope: Scope, definition: ObjectDef, field: Field) -> None:
    """Nobody holds any value of the field any more."""
    assert field.place is not None
    params = {"tenant_id": scope.tenant.id, "object_id": definition.number, "field_id": field.place.number}
    await scope.tx.execute(_FORGET, params)


async def holder_of(scope: Scope, definition: ObjectDef, field: Field, value: Any) -> UUID | None:
    """The record that has a value, whoever may see it."""
    key = key_of(field, value)
    return (await _holders(scope, definition, [key])).get(key)


async def holders_of(
    scope: Scope, definition: ObjectDef, field: Field, values: Iterable[Any]
) -> dict[Key, UUID]:
    return await _holders(scope, definition, [key_of(field, value) for value in values])


def _claimed(definition: ObjectDef, draft: Draft) -> list[Claim]:
    if draft.op == "delete" or draft.change.in_bin:
        return []
    return [
        Claim(key_of(field, value), draft, field)
        for field in definition.unique_custom_fields
        if (draft.op != "update" or _changes(draft, field)) and (value := draft.get(field.name)) is not None
    ]


def _given_up(definition: ObjectDef, draft: Draft) -> list[Claim]:
    if draft.op not in ("update", "delete") or draft.current is None or draft.change.in_bin:
        return []
    return [
        Claim(key_of(field, value), draft, field)
        for field in definition.unique_custom_fields
        if (value := draft.current.get(field.name)) is not None
        and (draft.op == "delete" or _changes(draft, field))
    ]


def _changes(draft: Draft, field: Field) -> bool:
    return field.name in draft.values and (draft.current or {}).get(field.name) != draft.values[field.name]


async def _holders(scope: Scope, definition: ObjectDef, keys: Iterable[Key]) -> dict[Key, UUID]:
    by_field: dict[int, list[str]] = {}
    for number, key in keys:
        by_field.setdefault(number, []).append(key)
    found: dict[Key, UUID] = {}
    for number, texts in by_field.items():
        params = {"tenant_id": scope.tenant.id, "object_id": definition.number, "field_id": number}
        for row in await scope.tx.fetch(_HOLDERS, {**params, "keys": texts}):
            found[number, row["value_key"]] = row["record_id"]
    return found


async def _release(scope: Scope, definition: ObjectDef, claims: Sequence[Claim]) -> None:
    if not claims:
        return
    params = {
        "tenant_id": scope.tenant.id,
        "object_id": definition.number,
        "fields": [each.key[0] for each in claims],
        "keys": [each.key[1] for each in claims],
        "records": [each.draft.id for each in claims],
    }
    await scope.tx.execute(_GIVE_UP, params)


async def _refuse_all(scope: Scope, definition: ObjectDef, taken: Sequence[tuple[Claim, UUID]]) -> None:
    if not taken:
        return
    names = await _visible_names(scope, definition, [holder for _, holder in taken])
    for claim_, holder in taken:
        _refuse(claim_, names.get(holder, ""), holder if holder in names else None)


def _refuse(claim_: Claim, name: str, holder: UUID | None = None) -> None:
    """Of encrypted values only the mask is told, and never which record has one: whoever tries all that there are would read them."""
    type_ = claim_.field.type
    shown = str(type_.as_history(claim_.draft.get(claim_.field.name)))[:80]
    if not name or type_.sealed:
        claim_.draft.refuse(claim_.field.name, "value_not_unique", value=shown)
        return
    given = {} if holder is None else {"id": str(holder)}
    claim_.draft.refuse(claim_.field.name, "value_held_by", value=shown, name=name[:120], **given)


async def _visible_names(scope: Scope, definition: ObjectDef, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Of records that the caller sees, by a title that he sees."""
    if not scope.actor.rights.sees(definition.name, definition.title_field):
        return {}
    params = {"tenant_id": scope.tenant.id, "ids": list(ids)}
    rows = await scope.tx.fetch(
        _titles(definition.records, definition.fields[definition.title_field].column), params
    )
    return {row["id"]: row["name"] or "" for row in rows}


@lru_cache(maxsize=1024)
def _titles(records: Records, title: str) -> Prepared:
    table = records.rows
    return prepare(
        select(table.c.id, table.c[title].label("name")).where(
            table.c.tenant_id == _TENANT, table.c.id == bindparam("ids", type_=ARRAY(Uuid)).any_()
        )
    )
