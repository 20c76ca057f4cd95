"""Finds fields by the names that callers use. The one gate through which every named field must pass.

A field that the caller may not see is not found, exactly as one that does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import Reference, ValueType
from guanxi.kernel.expressions.problems import closest
from guanxi.kernel.metadata import Field, ObjectDef, Registry
from guanxi.kernel.query.storage import is_nullable

Sees = Callable[[str, str], bool]
"""Whether the caller sees a field, by object and field name."""

ALWAYS = ("id", "version")


@dataclass(frozen=True, slots=True)
class FieldPath:
    """A field of the object, or of the record that its lookup `through` points to."""

    name: str
    field: Field
    through: Field | None = None
    target: ObjectDef | None = None
    pointed: ObjectDef | None = None  # the object of the records in a list of links

    @property
    def kind(self) -> ValueType:
        return ValueType(self.field.type.value_kind)


class FieldUnknown(Invalid):
    default_code = "field_unknown"


class Fields:
    """The fields of one object as one caller sees them."""

    def __init__(self, registry: Registry, definition: ObjectDef, sees: Sees) -> None:
        self.registry = registry
        self._sees = sees
        self.definition = definition

    def find(self, name: str) -> FieldPath | None:
        first, dot, second = name.partition(".")
        field = self._field(self.definition, first)
        if field is None or not dot:
            return None if field is None else self._path(field)
        if field.type.apart or field.target is None or field.target not in self.registry:
            return None
        target = self.registry.object(field.target)
        leaf = self._field(target, second)
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
            if self._sees(self.definition.name, field.name):
                yield self._path(field)

    def names(self) -> Iterator[str]:
        """Every name that a condition may use, the object's own before those one lookup further."""
        own = list(self.all())
        yield from (path.name for path in own)
        for path in own:
            if path.field.type.apart:
                continue
            if path.field.target is not None and path.field.target in self.registry:
                target = self.registry.object(path.field.target)
                yield from (
                    f"{path.name}.{field.name}"
                    for field in target.field_list
                    if self._sees(target.name, field.name) and not field.type.apart
                )

    def target_of(self, path: FieldPath) -> ObjectDef | None:
        """The object that a lookup points to."""
        name = path.field.target
        return self.registry.object(name) if name is not None and name in self.registry else None

    def shows_names_of(self, target: ObjectDef) -> bool:
        return self._sees(target.name, target.title_field)

    def _field(self, definition: ObjectDef, name: str) -> Field | None:
        field = definition.field(name)
        return field if field is not None and self._sees(definition.name, name) else None


class RecordEnvironment:
    """What conditions may refer to, for the expression checker."""

    def __init__(self, fields: Fields, money_exponent: int) -> None:
        self._fields = fields
        self.money_exponent = money_exponent

    def resolve(self, path: tuple[str, ...]) -> Reference | None:
        if path == ("id",):
            return Reference(path, ValueType.LOOKUP, nullable=False)
        found = self._fields.find(".".join(path)) if len(path) <= 2 else None
        if found is None or not found.field.filterable:
            return None
        options = None
        if found.field.options and not found.field.open_options:
            options = found.field.option_of
        return Reference(
            path, found.kind, nullable=_is_nullable(self._fields, found), options=options, handle=found
        )

    def names(self) -> Iterable[str]:
        return self._fields.names()


def _is_nullable(fields: Fields, path: FieldPath) -> bool:
    if path.through is not None:
        return True  # The record looked up may be absent or invisible.
    return is_nullable(fields.definition.table, path.field)
