"""What a tenant changed: kept as rows of object_def and field_def, laid over the standard objects, remembered by
version. A tenant that changed nothing shares the one standard registry.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import BigInteger, bindparam, select

from guanxi.kernel.db import prepare
from guanxi.kernel.metadata.binding import bind_formulas
from guanxi.kernel.metadata.catalogue import declared_objects, standard_registry
from guanxi.kernel.metadata.conventions import Conventions
from guanxi.kernel.metadata.custom_fields import custom_field, option_from_json, place_of
from guanxi.kernel.metadata.custom_objects import FIRST_NUMBER, custom_object, laid_out, renamed
from guanxi.kernel.metadata.fields import Field
from guanxi.kernel.metadata.labels import Label
from guanxi.kernel.metadata.mixed_lookups import everywhere
from guanxi.kernel.metadata.objects import ObjectDef
from guanxi.kernel.metadata.pipelines import pipeline_from_json
from guanxi.kernel.metadata.places import MOST_NUMBERS
from guanxi.kernel.metadata.registry import Registry
from guanxi.kernel.metadata.relations import with_relations
from guanxi.kernel.metadata.tables import field_def, object_def
from guanxi.kernel.tenancy import Scope

MOST_REMEMBERED = 2_000
_remembered: OrderedDict[tuple[int, int, Conventions], Registry] = OrderedDict()

_TENANT = bindparam("tenant_id", type_=BigInteger)
_OBJECTS = prepare(
    select(object_def.c.object_id, object_def.c.definition).where(object_def.c.tenant_id == _TENANT)
)
_FIELDS = prepare(
    select(
        field_def.c.object_id,
        field_def.c.field_id,
        field_def.c.api_name,
        field_def.c.type,
        field_def.c.slot,
        field_def.c.slot_state,
        field_def.c.definition,
    )
    .where(field_def.c.tenant_id == _TENANT)
    .order_by(field_def.c.object_id, field_def.c.field_id)
)


async def registry_of(scope: Scope) -> Registry:
    """The objects of the caller's company."""
    if scope.tenant.meta_version == 1:
        return standard_registry()
    key = (scope.tenant.id, scope.tenant.meta_version, Conventions.of(scope.tenant))
    registry = _remembered.get(key)
    if registry is None:
        registry = await _load(scope)
        _remembered[key] = registry
        while len(_remembered) > MOST_REMEMBERED:
            _remembered.popitem(last=False)
    return registry


async def _load(scope: Scope) -> Registry:
    params = {"tenant_id": scope.tenant.id}
    kept: dict[int, Mapping[str, Any]] = dict(await scope.tx.fetch(_OBJECTS, params))
    registry = registry_from(kept, await scope.tx.fetch(_FIELDS, params))
    return bind_formulas(registry, Conventions.of(scope.tenant))


def registry_from(kept: Mapping[int, Mapping[str, Any]], field_rows: Sequence[Mapping[str, Any]]) -> Registry:
    """Of a company, from its rows of object_def by their numbers and those of field_def in the order of objects and numbers."""
    fields = {number: list(rows) for number, rows in groupby(field_rows, itemgetter("object_id"))}
    standard = [renamed(each, kept.get(each.number, {})) for each in declared_objects()]
    custom = [custom_object(number, kept[number]) for number in sorted(kept) if number >= FIRST_NUMBER]
    custom.sort(key=_place)
    deleted = {each.name for each in custom if "deleted_at" in kept[each.number]}
    known = {each.name for each in (*standard, *custom)} - deleted
    objects = {
        each.name: _with_fields(each, kept.get(each.number, {}), fields.get(each.number, ()), known)
        for each in (*standard, *custom)
    }
    living = {name: each for name, each in objects.items() if name in known}
    return with_relations(everywhere(Registry(living, {name: objects[name] for name in deleted})))


def _place(item: ObjectDef) -> tuple[float, int]:
    return (item.custom.position if item.custom is not None else 0, item.number)


def _with_fields(
    item: ObjectDef, kept: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], objects: Container[str]
) -> ObjectDef:
    """With what the company changed of its fields and pipelines. A lookup at an object that was deleted is out of sight as
    long as that is.
    """
    standard = {row["api_name"]: row["definition"] for row in rows if row["field_id"] >= MOST_NUMBERS}
    custom = [
        custom_field(
            row["api_name"],
            row["type"],
            place_of(row["field_id"], row["slot"], row["slot_state"], row["definition"].get("generation")),
            row["definition"],
        )
        for row in rows
        if row["field_id"] < MOST_NUMBERS and "deleted_at" not in row["definition"]
        if _points_somewhere(row["definition"], objects)
    ]
    changed = {name: _field_with(item.fields[name], kept) for name, kept in standard.items()}
    item = item.with_fields(changed).with_custom_fields(custom)
    item = item if item.custom is None else laid_out(item)
    if "pipelines" not in kept:
        return item
    return item.with_pipelines(tuple(pipeline_from_json(each) for each in kept["pipelines"]))


def _points_somewhere(kept: Mapping[str, Any], objects: Container[str]) -> bool:
    """Whether it points to nothing at all, or to some object that there is."""
    targets = kept.get("targets") or [kept.get("target")]
    return any(target is None or target in objects for target in targets)


def _field_with(field: Field, definition: Mapping[str, Any]) -> Field:
    if "label" in definition:
        field = replace(field, label=Label.from_json(definition["label"]))
    if "options" not in definition:
        return field
    return replace(field, options=tuple(option_from_json(each) for each in definition["options"]))
