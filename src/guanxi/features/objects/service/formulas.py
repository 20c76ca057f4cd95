"""Formula fields: checked as they are declared, and kept from being broken by what else is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from guanxi.kernel.errors import Conflict, Invalid
from guanxi.kernel.expressions import ExpressionRefused, names_in, parse
from guanxi.kernel.metadata import Conventions, Field, Formula, ObjectDef, Registry, registry_of
from guanxi.kernel.metadata.field_types import BY_NAME
from guanxi.kernel.metadata.fields import FieldType
from guanxi.kernel.query import Fields
from guanxi.kernel.query.formulas import check_formula
from guanxi.kernel.tenancy import Scope

FORMULA = "formula"
MOST_FORMULAS = 50  # of an object: a page of records computes all of them
MOST_NAMED = 10


def checked_formula(
    scope: Scope, registry: Registry, definition: ObjectDef, name: str, text: str | None
) -> tuple[FieldType, Formula]:
    """The type of its value, and the formula. Raises 422 `formula_missing` and `expression_…` problems with the place."""
    text = (text or "").strip()
    if not text:
        raise Invalid("formula_missing", field=FORMULA)
    try:
        seen = Fields(registry, definition, scope.actor.rights.sees)
        typed = check_formula(registry, definition, name, text, Conventions.of(scope.tenant), seen=seen)
    except ExpressionRefused as refused:
        refused.field = FORMULA
        raise
    reads = tuple(sorted({each.dotted for each in names_in(parse(text).root)}))
    return BY_NAME[typed.kind], Formula(text, reads)


def kept_formula(type_: FieldType, formula: Formula) -> dict[str, Any]:
    """As part of a field's definition."""
    return {**formula.as_json(), "result": type_.name}


def with_formula(scope: Scope, registry: Registry, definition: ObjectDef, field: Field, text: str) -> Field:
    """The field with another formula. Raises also 409 `formula_type_differs`: what a field holds never changes."""
    if field.formula is None:
        params = {"option": FORMULA, "type": field.type.name}
        raise Invalid("field_option_unfit", field=FORMULA, params=params)
    type_, formula = checked_formula(scope, registry, definition, field.name, text)
    if type_.name != field.type.name:
        raise Conflict(
            "formula_type_differs", field=FORMULA, params={"type": field.type.name, "found": type_.name}
        )
    return replace(field, formula=formula)


async def require_sound_formulas(scope: Scope, changed: ObjectDef) -> None:
    """After fields of an object changed: every formula that has to do with it can still be computed, without circles.

    Raises 409 `formulas_too_many` and `field_in_formulas`, naming the formulas and what is wrong with the first.
    """
    registry = await registry_of(scope)
    own = [field for field in registry.object(changed.name).field_list if field.formula is not None]
    if len(own) > MOST_FORMULAS:
        raise Conflict("formulas_too_many", params={"limit": MOST_FORMULAS})
    broken: list[tuple[str, ExpressionRefused]] = []
    for definition, field, formula in _touched(registry, changed.name):
        try:
            typed = check_formula(registry, definition, field.name, formula.text, formula.conventions)
        except ExpressionRefused as refused:
            label = f"{definition.label.in_locale(scope.locale)} › {field.label.in_locale(scope.locale)}"
            broken.append((label, refused))
        else:
            if BY_NAME[typed.kind] is not field.type:
                raise Conflict(
                    "formula_type_differs", params={"type": field.type.name, "found": str(typed.kind)}
                )
    if broken:
        _, reason = broken[0]
        if reason.code in ("expression_circular", "expression_formulas_too_deep", "expression_too_costly"):
            reason.field = FORMULA
            raise reason
        raise Conflict(
            "field_in_formulas", params={"formulas": ", ".join(each for each, _ in broken[:MOST_NAMED])}
        )


def _touched(registry: Registry, object_name: str) -> Iterator[tuple[ObjectDef, Field, Formula]]:
    for definition in registry:
        for field in definition.field_list:
            formula = field.formula
            if formula is not None and (
                definition.name == object_name or any(name == object_name for name, _ in formula.inputs)
            ):
                yield definition, field, formula


def formulas_reading(
    registry: Registry, object_name: str, field_name: str
) -> Iterator[tuple[ObjectDef, Field]]:
    """Those that come from a field, directly or by way of others."""
    for definition, field, formula in _touched(registry, object_name):
        if (object_name, field_name) in formula.inputs:
            yield definition, field
