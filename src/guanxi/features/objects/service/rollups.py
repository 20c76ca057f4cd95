"""Roll-up fields: checked as they are declared, and filled for the records that are there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guanxi.features.objects.schemas import RollupText
from guanxi.kernel.errors import Conflict, Invalid
from guanxi.kernel.expressions import (
    ExpressionRefused,
    TypedValue,
    ValueType,
    names_in,
    parse,
    to_values,
)
from guanxi.kernel.jobs import enqueue
from guanxi.kernel.metadata import Conventions, Field, ObjectDef, Registry, Rollup, registry_of
from guanxi.kernel.metadata.field_types import BY_NAME
from guanxi.kernel.metadata.fields import FieldType
from guanxi.kernel.query import Fields
from guanxi.kernel.query.formulas import check_formula
from guanxi.kernel.tenancy import Scope

ROLLUP = "rollup"
JOB = "objects.fill_rollup"
MOST_ROLLUPS = 25  # of an object
MOST_NAMED = 10

_NUMBERS = frozenset({"integer", "number", "money"})
_ORDERED = _NUMBERS | {"date", "datetime"}
_TAKEN = {"sum": _NUMBERS, "avg": _NUMBERS, "min": _ORDERED, "max": _ORDERED}


def checked_rollup(
    scope: Scope, registry: Registry, definition: ObjectDef, asked: RollupText | None
) -> tuple[FieldType, Rollup]:
    """The type of the figure, and the roll-up. Raises 404 for an object, and 422 `rollup_…`, `field_unknown`, `expression_…`."""
    if asked is None:
        raise Invalid("rollup_missing", field=ROLLUP)
    child = registry.object(asked.object)
    scope.require(f"{child.name}.read")
    seen = Fields(registry, child, scope.actor.rights.sees)
    lookup = seen.require(asked.lookup).field
    if (
        asked.lookup != lookup.name
        or lookup.type.value_kind != "lookup"
        or definition.name not in lookup.pointed_at
    ):
        params = {
            "field": lookup.label.in_locale(scope.locale),
            "object": definition.label.in_locale(scope.locale),
        }
        raise Invalid("rollup_lookup_unfit", field="rollup.lookup", params=params)
    reads: set[str] = set()
    if asked.condition:
        reads = _checked_condition(scope, registry, child, asked.condition, seen)
    type_ = _type_of(scope, registry, child, asked, seen)
    rollup = Rollup(
        child.name, lookup.name, asked.function, asked.field, asked.condition or None, tuple(sorted(reads))
    )
    return type_, rollup


def kept_rollup(type_: FieldType, rollup: Rollup) -> dict[str, Any]:
    """As part of a field's definition."""
    return {**rollup.as_json(), "result": type_.name}


async def require_sound_rollups(scope: Scope, changed: ObjectDef) -> None:
    """After fields of an object changed: what roll-ups read is there, and none leads back to itself.

    Raises 409 `rollups_too_many`, `field_in_rollups`, 422 `rollup_circular`.
    """
    registry = await registry_of(scope)
    if changed.name in registry:
        own = [field for field in registry.object(changed.name).custom_fields if field.rollup is not None]
        if len(own) > MOST_ROLLUPS:
            raise Conflict("rollups_too_many", params={"limit": MOST_ROLLUPS})
    broken = [
        f"{definition.label.in_locale(scope.locale)} › {field.label.in_locale(scope.locale)}"
        for definition, field in _all(registry)
        if _is_broken(registry, field)
    ]
    if broken:
        raise Conflict("field_in_rollups", params={"rollups": ", ".join(broken[:MOST_NAMED])})
    for definition, field in _all(registry):
        _require_no_circle(registry, (definition.name, field.name), ())


async def fill(scope: Scope, definition: ObjectDef, field: Field) -> None:
    """In a job, for the records that are there. From now on writes keep the figure."""
    assert field.place is not None
    options = {"object": definition.name, "field": field.name, "number": field.place.number}
    await enqueue(scope, JOB, options)


def _all(registry: Registry) -> Iterator[tuple[ObjectDef, Field]]:
    for definition in registry:
        for field in definition.custom_fields:
            if field.rollup is not None:
                yield definition, field


def _is_broken(registry: Registry, field: Field) -> bool:
    rollup = field.rollup
    assert rollup is not None
    if rollup.object not in registry:
        return False  # The object has been deleted, and comes back with its fields.
    child = registry.object(rollup.object)
    wanted = (rollup.lookup, rollup.field, *rollup.reads)
    return any(name is not None and child.field(name) is None for name in wanted)


def _require_no_circle(registry: Registry, here: tuple[str, str], chain: tuple[tuple[str, str], ...]) -> None:
    if here in chain:
        circle = [*chain[chain.index(here) :], here]
        text = " → ".join(f"{object_name}.{name}" for object_name, name in circle)
        raise Invalid("rollup_circular", field=ROLLUP, params={"chain": text})
    field = registry.object(here[0]).field(here[1]) if here[0] in registry else None
    if field is None or field.rollup is None:
        return
    for name in sorted(field.rollup.inputs):
        _require_no_circle(registry, (field.rollup.object, name), (*chain, here))


def _checked_condition(
    scope: Scope, registry: Registry, child: ObjectDef, text: str, seen: Fields
) -> set[str]:
    try:
        typed = check_formula(registry, child, "", text, Conventions.of(scope.tenant), seen=seen)
    except ExpressionRefused as refused:
        refused.field = "rollup.condition"
        raise
    if typed.kind is not ValueType.BOOLEAN:
        raise Invalid("rollup_condition_unfit", field="rollup.condition")
    _require_settled(typed, "rollup.condition")
    return {each.path[0] for each in names_in(parse(text).root)}


def _require_settled(typed: TypedValue, place: str) -> None:
    """Of the record's own fields, and the same tomorrow: else the figure would change without anybody writing."""
    if any(len(reference.path) > 1 for reference in typed.references):
        raise Invalid("rollup_reads_elsewhere", field=place)
    try:
        to_values(typed).evaluate([])
    except LookupError:
        raise Invalid("rollup_depends_on_time", field=place) from None


def _type_of(
    scope: Scope, registry: Registry, child: ObjectDef, asked: RollupText, seen: Fields
) -> FieldType:
    if asked.function == "count":
        if asked.field is not None:
            raise Invalid("rollup_field_unfit", field="rollup.field", params={"function": asked.function})
        return BY_NAME["integer"]
    if asked.field is None:
        raise Invalid("rollup_field_missing", field="rollup.field", params={"function": asked.function})
    path = seen.require(asked.field)
    kind = path.field.type.value_kind
    if path.through is not None or kind not in _TAKEN[asked.function]:
        raise Invalid("rollup_field_unfit", field="rollup.field", params={"function": asked.function})
    if path.field.formula is not None:
        _require_settled(
            check_formula(
                registry, child, path.field.name, path.field.formula.text, Conventions.of(scope.tenant)
            ),
            "rollup.field",
        )
    if asked.function in ("min", "max"):
        return path.field.type
    return BY_NAME["money"] if kind == "money" else BY_NAME["number"]
