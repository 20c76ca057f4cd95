"""A package's sample records: written once, those that a company has already left as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from guanxi.features.packages.service.format import Sample
from guanxi.features.packages.service.reading import Package
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.changes.defaults import computed_value
from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import ExpressionRefused
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import Field, ObjectDef, Registry, registry_of
from guanxi.kernel.query import resolve_names
from guanxi.kernel.query.names import normalise_name
from guanxi.kernel.tenancy import Scope

Made = dict[tuple[str, str], UUID]
"""Ids of records written here, by object and folded name."""


async def write_samples(scope: Scope, package: Package) -> int:
    """How many were written. Raises 404 for an object that is not there, 422 `sample_name_unknown`, and as `apply`."""
    made: Made = {}
    written = 0
    for sample in package.samples:
        registry = await registry_of(scope)
        definition = registry.object(sample.object)
        fresh = await _fresh(scope, definition, sample)
        names = await _names(scope, registry, definition, fresh, made)
        changes = []
        for values in fresh:
            given = _computed(scope, _linked(definition, values, names))
            change = Change("create", definition.name, new_id(), given)
            changes.append(change)
            title = values.get(definition.title_field)
            if isinstance(title, str) and change.id is not None:
                made[definition.name, normalise_name(title)] = change.id
        if changes:
            await apply(scope, changes)
        written += len(changes)
    return written


async def _fresh(scope: Scope, definition: ObjectDef, sample: Sample) -> list[dict[str, Any]]:
    keys = [str(values.get(sample.match, "")) for values in sample.records]
    field = "" if sample.match == definition.title_field else sample.match
    known = await resolve_names(scope, definition.name, keys, field=field)
    return [
        values
        for values, key in zip(sample.records, keys, strict=True)
        if not key or normalise_name(key) not in known
    ]


async def _names(
    scope: Scope, registry: Registry, definition: ObjectDef, records: list[dict[str, Any]], made: Made
) -> Made:
    """Ids of the records that lookups name: of those written here first, of the company's otherwise."""
    asked: dict[str, set[str]] = defaultdict(set)
    for name, field in definition.fields.items():
        if field.target is not None and field.target in registry:
            asked[field.target] |= {each for values in records for each in _names_in(values.get(name))}
        if field.type.many_targets:
            for target, text in (_apart(each) for values in records for each in _names_in(values.get(name))):
                if target in field.targets and target in registry:
                    asked[target].add(text)
    found = dict(made)
    for target, names in asked.items():
        field_name = "email" if target == "user" else ""
        missing = {each for each in names if (target, normalise_name(each)) not in made}
        for name, ids in (await resolve_names(scope, target, missing, field=field_name)).items():
            found[target, name] = ids[0]
    return found


def _linked(definition: ObjectDef, values: Mapping[str, Any], names: Made) -> dict[str, Any]:
    linked = dict(values)
    for name, value in values.items():
        field = definition.field(name)
        if field is None or not field.pointed_at or not _names_in(value):
            continue
        found = [_named(field, each, names) for each in _names_in(value)]
        linked[name] = found if isinstance(value, list) else found[0]
    return linked


def _named(field: Field, text: str, names: Made) -> str:
    target, name = _apart(text) if field.type.many_targets else (field.pointed_at[0], text)
    key = (target, normalise_name(name))
    if key not in names:
        params = {"field": field.name, "name": name[:80], "object": target}
        raise Invalid("sample_name_unknown", field=field.name, params=params)
    return f"{target}:{names[key]}" if field.type.many_targets else str(names[key])


def _apart(text: str) -> tuple[str, str]:
    """`account:Acme` of a lookup to one of several objects."""
    target, _, name = text.partition(":")
    return target, name


def _computed(scope: Scope, values: dict[str, Any]) -> dict[str, Any]:
    """`{expression: today() + days(14)}` in place of a value: samples stay young. Raises what is wrong with an expression."""
    computed = dict(values)
    for name, value in values.items():
        if isinstance(value, dict) and value.keys() == {"expression"}:
            try:
                computed[name] = computed_value(scope, str(value["expression"]))
            except ExpressionRefused as refused:
                raise Invalid(refused.code, field=name, params=refused.params) from None
    return computed


def _names_in(value: Any) -> list[str]:
    """Of the one record that a lookup points to, or the several of links."""
    given = value if isinstance(value, list) else [value]
    return [each for each in given if isinstance(each, str) and each]
