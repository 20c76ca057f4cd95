"""What records that strangers chose are called, for whoever reads what was sent: one statement for each object of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from guanxi.features.forms.service.preparing import PreparedForm
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import Field, Registry, registry_of
from guanxi.kernel.query import fetch_values
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class ChosenNames:
    registry: Registry
    names: Mapping[UUID, str]

    def shown(self, object_name: str, field_name: str, value: Any) -> Any:
        """{id, name} of a record, as records show it; the name is null where the reader does not see it. Else the value."""
        field = _pointing(self.registry, object_name, field_name)
        if field is None or not isinstance(value, str):
            return value
        return {"id": value, "name": self.names.get(UUID(value))}


async def names_of_chosen(scope: Scope, sent: Iterable[tuple[int, Mapping[str, Any]]]) -> ChosenNames:
    """Of values by field, each with the number of its object."""
    registry = await registry_of(scope)
    wanted: dict[str, set[UUID]] = {}
    for number, values in sent:
        name = registry.by_number(number).name if registry.has_number(number) else ""
        for key, value in values.items():
            field = _pointing(registry, name, key)
            if field is not None and isinstance(value, str):
                wanted.setdefault(field.target or "", set()).add(UUID(value))
    found: dict[UUID, str] = {}
    for target, ids in wanted.items():
        title = registry.object(target).title_field
        try:
            rows = await fetch_values(scope, target, ids, [title])
        except Problem:  # Whoever may not read the object, or its names, reads ids.
            continue
        found |= {key: str(row[title]) for key, row in rows.items() if row[title]}
    return ChosenNames(registry, found)


async def names_of_records(scope: Scope, form: PreparedForm, values: Mapping[str, Any]) -> Mapping[UUID, str]:
    """Of the records that these values name by their ids, for the conditions of the form."""
    named = {name: value for name, value in values.items() if isinstance(value, str) and _is_id(value)}
    registry = await registry_of(scope)
    return (await names_of_chosen(scope, [(registry.object(form.object).number, named)])).names


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _pointing(registry: Registry, object_name: str, field_name: str) -> Field | None:
    """The field, where its values are ids of records of one object."""
    definition = registry.object(object_name) if object_name in registry else None
    field = None if definition is None else definition.field(field_name)
    if field is None or not field.type.pointing or field.target is None or field.target not in registry:
        return None
    return field
