"""What must hold of a batch before it is written: versions, required fields, existing lookups, unique values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Uuid, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.changes.linking import pointed_to
from guanxi.kernel.changes.tables import audit_log
from guanxi.kernel.db import Prepared, each_of, prepare
from guanxi.kernel.metadata import Field, ObjectDef, Records, Registry
from guanxi.kernel.metadata.field_types.mixed_lookup import RecordReference
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
_EDITS_SINCE = prepare(
    select(audit_log.c.diff).where(
        audit_log.c.tenant_id == _TENANT,
        audit_log.c.record_id == bindparam("id", type_=Uuid),
        audit_log.c.version > bindparam("version"),
    )
)


async def check_versions(scope: Scope, drafts: Sequence[Draft]) -> None:
    """A lost race names the fields that the other writer changed."""
    for draft in drafts:
        seen = draft.change.version
        if seen is None or draft.current is None or seen == draft.current_version:
            continue
        params = {"tenant_id": scope.tenant.id, "id": draft.id, "version": seen}
        edited = {name for row in await scope.tx.fetch(_EDITS_SINCE, params) for name in row["diff"]}
        for name in sorted(edited & set(draft.change.values)) or [None]:
            draft.refuse(name, "version_conflict", current=draft.current_version, seen=seen)


def check_required(definition: ObjectDef, drafts: Sequence[Draft]) -> None:
    required = [field.name for field in definition.field_list if field.required]
    for draft in drafts:
        if draft.op not in ("create", "update"):
            continue
        for name in required:
            missing = draft.op == "create" or name in draft.values
            if missing and draft.values.get(name) is None and all(e.field != name for e in draft.errors):
                draft.refuse(name, "field_required")


def check_retired(scope: Scope, definition: ObjectDef, drafts: Sequence[Draft]) -> None:
    """A retired option stays where it is and is not chosen anew."""
    retired = {
        field.name: {
            option.value: option.label.in_locale(scope.locale) for option in field.options if option.retired
        }
        for field in definition.field_list
        if any(option.retired for option in field.options)
    }
    for name, labels in retired.items():
        for draft in drafts:
            value = draft.values.get(name) if draft.op in ("create", "update") else None
            if value is None:
                continue
            type_ = definition.fields[name].type
            before = None if draft.current is None else draft.current.get(name)
            had = () if before is None else type_.options_in(before)
            for chosen in type_.options_in(value):
                if chosen in labels and chosen not in had:
                    draft.refuse(name, "option_retired", value=labels[chosen])


def check_dependent(scope: Scope, definition: ObjectDef, drafts: Sequence[Draft]) -> None:
    """Options that depend on another choice must fit it. What a record has already is left alone until one of the two changes."""
    for field in definition.dependent_fields:
        assert field.depends_on is not None
        controlling = definition.fields.get(field.depends_on.field)
        if controlling is None:
            continue
        for draft in drafts:
            if draft.op not in ("create", "update") or draft.get(field.name) is None:
                continue
            given, chosen = draft.get(controlling.name), draft.get(field.name)
            if draft.current is not None and (given, chosen) == (
                draft.current.get(controlling.name),
                draft.current.get(field.name),
            ):
                continue
            values = () if given is None else controlling.type.options_in(given)
            for option in field.type.options_in(chosen):
                if not field.depends_on.admits(values, option):
                    _refuse_option(scope, draft, field, option, controlling, values)


def _refuse_option(
    scope: Scope, draft: Draft, field: Field, option: str, controlling: Field, values: Sequence[str]
) -> None:
    known = field.option_of.get(option)
    labels = [each.label.in_locale(scope.locale) for each in map(controlling.option_of.get, values) if each]
    seen = scope.actor.rights.sees(draft.definition.name, controlling.name)
    draft.refuse(
        field.name,
        "option_not_for" if labels and seen else "option_needs_other",
        value=known.label.in_locale(scope.locale) if known else option,
        other=controlling.label.in_locale(scope.locale) if seen else "…",
        chosen=", ".join(labels) if seen else "…",
    )


async def check_lookups(
    scope: Scope,
    registry: Registry,
    definition: ObjectDef,
    drafts: Sequence[Draft],
    pending: Mapping[str, set[UUID]],
) -> None:
    """Looked-up records must exist, be visible to the caller and not be in the bin, or be made by this very write."""
    wanted: defaultdict[str, defaultdict[UUID, list[tuple[Draft, str]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    lookups = [(field.name, field) for field in definition.field_list if field.pointed_at]
    for draft in drafts:
        if draft.op not in ("create", "update"):
            continue
        for name, field in lookups:
            value = draft.values.get(name)
            target = value.object if isinstance(value, RecordReference) else field.pointed_at[0]
            if draft.current is not None and draft.current.get(name) == value:
                continue
            for pointed in pointed_to(value):
                if pointed not in pending.get(target, ()):
                    wanted[target][pointed].append((draft, name))
    for target, places in wanted.items():
        # One of several objects may have been deleted since the lookup was declared.
        found = await _existing(scope, registry.object(target), list(places)) if target in registry else ()
        for value, asking in places.items():
            if value not in found:
                for draft, name in asking:
                    draft.refuse(name, "lookup_not_found", id=str(value))


async def check_unique(scope: Scope, definition: ObjectDef, drafts: Sequence[Draft]) -> None:
    """Of declared fields; custom ones are the matter of `uniqueness`."""
    for field in definition.field_list:
        if not field.unique or field.place is not None:
            continue
        owners: dict[Any, Draft] = {}
        for draft in drafts:
            value = draft.get(field.name) if draft.op != "delete" else None
            if value is None or draft.errors or (draft.op == "update" and field.name not in draft.values):
                continue
            if value in owners:
                draft.refuse(field.name, "value_not_unique", value=str(value)[:80])
            else:
                owners[value] = draft
        if owners:
            params = {"tenant_id": scope.tenant.id, "values": list(owners)}
            for value, holder in await scope.tx.fetch(_holders(definition.records, field.column), params):
                if value in owners and owners[value].id != holder:
                    owners[value].refuse(field.name, "value_not_unique", value=str(value)[:80])


async def _existing(scope: Scope, target: ObjectDef, ids: list[UUID]) -> set[UUID]:
    rows = await scope.tx.fetch(_present(target.records), {"tenant_id": scope.tenant.id, "ids": ids})
    return {row["id"] for row in rows}


@lru_cache(maxsize=1024)
def _present(records: Records) -> Prepared:
    table = records.rows
    return prepare(
        select(table.c.id).where(
            table.c.tenant_id == _TENANT,
            table.c.id == bindparam("ids", type_=ARRAY(Uuid)).any_(),
            table.c.deleted_at.is_(None),
        )
    )


@lru_cache(maxsize=256)
def _holders(records: Records, column: str) -> Prepared:
    table = records.rows
    held = each_of(
        bindparam("values", type_=ARRAY(table.c[column].type)),
        lambda value: select(table.c[column].label("value"), table.c.id).where(
            table.c.tenant_id == _TENANT, table.c[column] == value, table.c.deleted_at.is_(None)
        ),
    )
    return prepare(held)
