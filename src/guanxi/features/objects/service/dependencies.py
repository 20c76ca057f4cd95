"""Choices whose options depend on another choice of the same object."""

from __future__ import annotations

from guanxi.features.objects.schemas import DependsOn
from guanxi.kernel.errors import Conflict, Invalid
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.metadata.fields import Dependency
from guanxi.kernel.tenancy import Scope


def dependency_of(
    scope: Scope, definition: ObjectDef, field: Field, given: DependsOn | None
) -> Dependency | None:
    """Raises 422 `field_option_unfit`, `depends_on_unknown`, `depends_in_circle`, `depends_option_unknown`."""
    if given is None:
        return None
    if not field.type.has_options:
        params = {"option": "depends_on", "type": field.type.name}
        raise Invalid("field_option_unfit", field="depends_on", params=params)
    controlling = definition.field(given.field)
    if controlling is None or not controlling.type.has_options:
        raise Invalid("depends_on_unknown", field="depends_on", params={"field": given.field})
    _require_no_circle(definition, field, controlling)
    for value, options in given.allowed.items():
        for known, option in ((controlling, value), *((field, each) for each in options)):
            if option not in known.option_of:
                params = {"option": option, "field": known.label.in_locale(scope.locale)}
                raise Invalid("depends_option_unknown", field="depends_on", params=params)
    return Dependency(given.field, {value: tuple(each) for value, each in given.allowed.items()})


def require_nothing_depends(scope: Scope, definition: ObjectDef, field: Field) -> None:
    """Raises 409 `field_controls`, naming the choices that depend on it."""
    names = [
        each.label.in_locale(scope.locale)
        for each in definition.dependent_fields
        if each.depends_on is not None and each.depends_on.field == field.name
    ]
    if names:
        raise Conflict("field_controls", params={"fields": ", ".join(names)})


def _require_no_circle(definition: ObjectDef, field: Field, controlling: Field) -> None:
    seen, at = {field.name}, controlling
    while at.name not in seen:
        seen.add(at.name)
        following = definition.field(at.depends_on.field) if at.depends_on is not None else None
        if following is None:
            return
        at = following
    raise Invalid("depends_in_circle", field="depends_on", params={"field": controlling.name})
