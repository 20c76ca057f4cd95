"""Finds fields by the names that callers use. The one gate through which every named field must pass.

A field that the caller may not see is not found, exactly as one that does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import Reference, ValueType
from guanxi.kernel.expressions.problems import closest
from guanxi.kernel.metadata import Conventions, Field, ObjectDef, Registry
from guanxi.kernel.metadata.field_types.mixed_lookup import OBJECT
from guanxi.kernel.metadata.mixed_lookups import object_part, targets_of
from guanxi.kernel.query.formulas import derived
from guanxi.kernel.query.paths import FieldPath, labels_of, leaf_of
from guanxi.kernel.query.storage import is_nullable

Sees = Callable[[str, str], bool]
"""Whether the caller sees a field, by object and field name."""

ALWAYS = ("id", "version")

__all__ = ["ALWAYS", "FieldPath", "FieldUnknown", "Fields", "RecordEnvironment", "Sees"]


class FieldUnknown(Invalid):
    default_code = "field_unknown"


class Fields:
    """The fields of one object as one caller sees them."""

    def __init__(self, registry: Registry, definition: ObjectDef, sees: Sees) -> None:
        self.registry = registry
        self._sees = sees
        self.definition = definition

    def find(self, name: str) -> FieldPath | None:
        first, *rest = name.split(".")
        field = self._field(self.definition, first)
        if field is None or not rest:
            return None if field is None else self._path(field)
        if field.type.many_targets:
            return FieldPath(name, object_part(field, self.registry)) if rest == [OBJECT] else None
        if field.parts:
            part = leaf_of(field, rest)
            return None if part is None else FieldPath(name, part)
        if field.type.apart or field.target is None or field.target not in self.registry:
            return None
        target = self.registry.object(field.target)
        leaf = leaf_of(self._field(target, rest[0]), rest[1:])
        return None if leaf is None or leaf.type.apart else FieldPath(name, leaf, field, target)

    def _path(self, field: Field) -> FieldPath:
        if not field.type.apart or field.target is None or field.target not in self.registry:
            return FieldPath(field.name, field)
        return FieldPath(field.name, field, pointed=self.registry.object(field.target))

    def require(self, name: str) -> FieldPath:
        """Raises `field_unknown`, naming similar fields."""
        path = self.find(name)
        if path is None:
            suggestion = closest(name, self.names())
            raise FieldUnknown(field=name[:120], params={"name": name[:120], "suggestion": suggestion})
        return path

    def all(self) -> Iterator[FieldPath]:
        for field in self.definition.field_list:
            if self._is_seen(self.definition, field):
                yield self._path(field)

    def names(self) -> Iterator[str]:
        """Every name that a condition may use, the object's own before those one lookup further."""
        own = list(self.all())
        yield from (path.name for path in own)
        yield from (part.name for path in own for part in path.field.parts.values())
        for path in own:
            if path.field.type.apart:
                continue
            if path.field.type.many_targets:
                yield f"{path.name}.{OBJECT}"
            if path.field.target is not None and path.field.target in self.registry:
                target = self.registry.object(path.field.target)
                yield from (
                    f"{path.name}.{field.name}"
                    for field in target.field_list
                    if self._is_seen(target, field) and not field.type.apart
                )

    def target_of(self, path: FieldPath) -> ObjectDef | None:
        """The object that a lookup points to."""
        name = path.field.target
        return self.registry.object(name) if name is not None and name in self.registry else None

    def targets_of(self, path: FieldPath) -> list[tuple[ObjectDef, bool]]:
        """The objects that a lookup to one of several may point to, each with whether the caller reads its names."""
        targets = [self.registry.object(name) for name in targets_of(path.field, self.registry)]
        return [(target, self.shows_names_of(target)) for target in targets]

    def shows_names_of(self, target: ObjectDef) -> bool:
        return self._is_seen(target, target.fields[target.title_field])

    def _field(self, definition: ObjectDef, name: str) -> Field | None:
        field = definition.field(name)
        return field if field is not None and self._is_seen(definition, field) else None

    def _is_seen(self, definition: ObjectDef, field: Field) -> bool:
        """Of a formula or a roll-up, whatever it comes from must be seen too."""
        return self._sees(definition.name, field.name) and all(self._sees(*each) for each in field.origins)


class RecordEnvironment:
    """What conditions may refer to, for the expression checker.

    `reads_formulas`: formulas are read as fields are, and not put in place of their names; for evaluation in memory over
    values that `fetch_values` gives.
    """

    def __init__(self, fields: Fields, conventions: Conventions, *, reads_formulas: bool = False) -> None:
        self._fields = fields
        self._reads_formulas = reads_formulas
        self._conventions = conventions
        self.money_exponent = conventions.money_exponent
        self.fiscal_month = conventions.fiscal_month
        self.work_calendar = conventions.work_calendar
        self.currency = conventions.currency

    def resolve(self, path: tuple[str, ...]) -> Reference | None:
        if path == ("id",):
            return Reference(path, ValueType.LOOKUP, nullable=False)
        found = self._fields.find(".".join(path))
        if found is None or not found.field.filterable:
            return None
        if found.field.formula is not None and not self._reads_formulas:
            return Reference(path, found.kind, derived=derived(found))
        options = None
        if found.field.options and not found.field.open_options:
            options = found.field.option_of
        return Reference(
            path,
            found.kind,
            nullable=_is_nullable(self._fields, found),
            options=options,
            handle=found,
            labels=labels_of(found.field, self._conventions.locale),
            parts={name: self._part(path, found, name) for name in found.field.parts},
            is_part=found.field.whole is not None,
        )

    def _part(self, path: tuple[str, ...], whole: FieldPath, name: str) -> Reference:
        part = whole.part(name)
        return Reference((*path, name), part.kind, handle=part, is_part=True)

    def names(self) -> Iterable[str]:
        return self._fields.names()


def _is_nullable(fields: Fields, path: FieldPath) -> bool:
    if path.through is not None:
        return True  # The record looked up may be absent or invisible.
    return is_nullable(fields.definition.table, path.field)
