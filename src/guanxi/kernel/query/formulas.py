"""Formulas as fields: what their names stand for, wherever they are read from, and their values in SQL.

A formula is computed over all that it comes from, whoever asks: who may not see one of its inputs does not get as far.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from weakref import WeakKeyDictionary

from guanxi.kernel.expressions import (
    MOST_FORMULA_COST,
    Derived,
    ExpressionRefused,
    Reference,
    TypedValue,
    check_result,
    parse,
)
from guanxi.kernel.metadata import Conventions, Field, Formula, ObjectDef, Registry
from guanxi.kernel.metadata.field_types.mixed_lookup import OBJECT
from guanxi.kernel.metadata.mixed_lookups import object_part
from guanxi.kernel.query.paths import FieldPath, labels_of, leaf_of

_checked: WeakKeyDictionary[Formula, TypedValue | None] = WeakKeyDictionary()


class Seen(Protocol):
    """The fields that somebody sees, see `Fields`."""

    def find(self, name: str) -> FieldPath | None: ...

    def names(self) -> Iterable[str]: ...


class FormulaEnvironment:
    """What a formula may name: fields of its object and of the records that these look up, found by `way` from where it
    is used. `seen` limits it to fields that its author sees.
    """

    def __init__(
        self,
        registry: Registry,
        definition: ObjectDef,
        conventions: Conventions,
        way: FieldPath | None = None,
        *,
        seen: Seen | None = None,
    ) -> None:
        self._registry = registry
        self._definition = definition
        self._conventions = conventions
        self._way = way
        self._seen = seen
        self.money_exponent = conventions.money_exponent
        self.fiscal_month = conventions.fiscal_month
        self.work_calendar = conventions.work_calendar
        self.currency = conventions.currency

    def resolve(self, path: tuple[str, ...]) -> Reference | None:
        found = self._find(path)
        if found is None or not found.field.filterable or found.field.type.apart:
            return None
        full = tuple(found.name.split("."))
        if found.field.formula is not None:
            return Reference(full, found.kind, derived=derived(found))
        parts = {
            name: Reference((*full, name), part.kind, handle=part, is_part=True)
            for name in found.field.parts
            for part in (found.part(name),)
        }
        labels = labels_of(found.field, self._conventions.locale)
        is_part = found.field.whole is not None
        return Reference(full, found.kind, handle=found, labels=labels, parts=parts, is_part=is_part)

    def names(self) -> Iterable[str]:
        if self._seen is not None:
            return self._seen.names()
        return [field.name for field in self._definition.field_list]

    def _find(self, path: tuple[str, ...]) -> FieldPath | None:
        field = self._definition.field(path[0])
        if field is None:
            return None
        if self._seen is not None and self._seen.find(".".join(path)) is None:
            return None
        if len(path) == 1 or field.parts:
            own = leaf_of(field, path[1:])
            return None if own is None else self._from_here(own)
        if field.type.many_targets:
            return self._from_here(object_part(field, self._registry)) if path[1:] == (OBJECT,) else None
        if field.target is None or field.target not in self._registry:
            return None
        target = self._registry.object(field.target)
        leaf = leaf_of(target.field(path[1]), path[2:])
        return None if leaf is None else self._from_here(leaf, field, target)

    def _from_here(
        self, leaf: Field, through: Field | None = None, target: ObjectDef | None = None
    ) -> FieldPath:
        """Along the way to the record whose formula this is, and on."""
        names = [each.name for each in (through, leaf) if each is not None]
        way = self._way
        if way is None or way.through is None:
            return FieldPath(".".join(names), leaf, through, target)
        steps = way.beyond
        if through is not None and target is not None:
            steps = (*steps, (through, target))
        before = way.lookups
        return FieldPath(".".join([*before, *names]), leaf, way.through, way.target, beyond=steps)


def derived(path: FieldPath) -> Derived:
    """The formula at the end of a path, for the checker."""
    formula = path.field.formula
    assert formula is not None and formula.registry is not None
    definition = formula.registry.object(formula.object)
    environment = FormulaEnvironment(formula.registry, definition, formula.conventions, path)
    return Derived(f"{formula.object}.{path.field.name}", parse(formula.text), environment)


def check_formula(
    registry: Registry,
    definition: ObjectDef,
    name: str,
    text: str,
    conventions: Conventions,
    *,
    seen: Seen | None = None,
) -> TypedValue:
    """Raises ExpressionRefused. `seen` limits it to fields that its author sees."""
    environment = FormulaEnvironment(registry, definition, conventions, seen=seen)
    return check_result(
        parse(text), environment, as_formula=f"{definition.name}.{name}", most=MOST_FORMULA_COST
    )


def value_of_formula(field: Field) -> TypedValue | None:
    """Checked once for each loading of a company's objects. None where it can no longer be computed: it has no values."""
    formula = field.formula
    assert formula is not None and formula.registry is not None
    if formula not in _checked:
        definition = formula.registry.object(formula.object)
        try:
            _checked[formula] = check_formula(
                formula.registry, definition, field.name, formula.text, formula.conventions
            )
        except ExpressionRefused:
            _checked[formula] = None
    return _checked[formula]
