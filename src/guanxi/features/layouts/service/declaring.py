"""The kind of definition that a layout is: what may be declared, and what it uses.

Nothing is kept from being deleted by a layout: parts that are gone are left out of the page, and come back with what they name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from guanxi.features.layouts.schemas import MORE_KEY, Component, Layout
from guanxi.features.layouts.service.audiences import require_audience
from guanxi.features.layouts.service.components import components
from guanxi.features.layouts.service.walking import (
    conditions_of,
    items_of,
    keys_of,
    listed_fields,
    placed_fields,
    related_of,
    sections_of,
)
from guanxi.kernel.changes.conditions import compile_condition, fields_named
from guanxi.kernel.definitions import Declared, Definition, Kind, NamedPlace, Use, list_definitions
from guanxi.kernel.errors import Conflict, Invalid
from guanxi.kernel.expressions import ExpressionRefused
from guanxi.kernel.metadata import Conventions, Label, ObjectDef, Registry
from guanxi.kernel.tenancy import Scope

MOST_OF_OBJECT = 20
MOST_CONDITIONS = 100


async def check_layout(scope: Scope, registry: Registry, declared: Declared[Layout]) -> None:
    """As `check_body`, and raises 409 `layouts_too_many` and what is wrong with its audience."""
    await _require_room(scope, declared)
    await require_audience(scope, declared.body.audience)
    check_body(scope, registry, declared.object or "", declared.body)


def check_body(scope: Scope, registry: Registry, object_name: str, layout: Layout) -> None:
    """Raises with the place in the body 422 `required`, `field_unknown`, `layout_field_twice`, `layout_key_twice`, `layout_key_reserved`,
    `relation_unknown`, `layout_component_unknown`, `layout_conditions_too_many`, `layout_condition_old`, `expression_…`.
    """
    definition = registry.object(object_name)
    _require_labels(layout)
    _require_single(layout)
    _require_fields(scope, definition, layout)
    _require_parts(scope, registry, definition, layout)
    _require_conditions(scope, registry, definition, layout)


async def _require_room(scope: Scope, declared: Declared[Layout]) -> None:
    if isinstance(declared, Definition):
        return  # One that is kept has its place.
    others = await list_definitions(scope, LAYOUT, object_name=declared.object, most=MOST_OF_OBJECT + 1)
    if sum(each.name != declared.name for each in others) >= MOST_OF_OBJECT:
        raise Conflict("layouts_too_many", params={"limit": MOST_OF_OBJECT})


def _require_labels(layout: Layout) -> None:
    labels = [(f"body.tabs[{at}].label", tab.label) for at, tab in enumerate(layout.tabs)]
    labels += [(f"{place}.label", section.label) for place, section in sections_of(layout)]
    for place, label in labels:
        if label.is_blank:
            raise Invalid("required", field=place, params={"field": "label"})


def _require_single(layout: Layout) -> None:
    keys = Counter(key for _, key in keys_of(layout))
    for place, key in keys_of(layout):
        if key == MORE_KEY:
            raise Invalid("layout_key_reserved", field=place, params={"key": key})
        if keys[key] > 1:
            raise Invalid("layout_key_twice", field=place, params={"key": key})
    seen = set[str]()
    for place, placed in placed_fields(layout):
        if placed.name in seen:
            raise Invalid("layout_field_twice", field=place, params={"name": placed.name})
        seen.add(placed.name)


def _require_fields(scope: Scope, definition: ObjectDef, layout: Layout) -> None:
    named = [*((place, placed.name) for place, placed in placed_fields(layout)), *listed_fields(layout)]
    for place, name in named:
        _require_field(scope, definition, place, name)


def _require_field(scope: Scope, definition: ObjectDef, place: str, name: str) -> None:
    if definition.field(name) is None or not scope.actor.rights.sees(definition.name, name):
        raise Invalid("field_unknown", field=place, params={"name": name, "suggestion": ""})


def _require_parts(scope: Scope, registry: Registry, definition: ObjectDef, layout: Layout) -> None:
    for place, item in items_of(layout):
        if isinstance(item, Component) and item.component not in components():
            raise Invalid(
                "layout_component_unknown", field=f"{place}.component", params={"name": item.component}
            )
    relations = {each.name: each for each in definition.relations}
    for place, related in related_of(layout):
        relation = relations.get(related.relation)
        if relation is None:
            raise Invalid(
                "relation_unknown", field=f"{place}.relation", params={"relation": related.relation}
            )
        target = registry.object(relation.object)
        for number, name in enumerate(related.columns):
            _require_field(scope, target, f"{place}.columns[{number}]", name)
        for name in sorted_by(related.sort):
            _require_field(scope, target, f"{place}.sort", name)


def sorted_by(sort: str | None) -> list[str]:
    """The fields that a sort such as `-amount,name` names."""
    return [name for each in (sort or "").split(",") if (name := each.strip().removeprefix("-"))]


def _require_conditions(scope: Scope, registry: Registry, definition: ObjectDef, layout: Layout) -> None:
    found = list(conditions_of(layout))
    if len(found) > MOST_CONDITIONS:
        raise Invalid("layout_conditions_too_many", field="body", params={"limit": MOST_CONDITIONS})
    for place, text in found:
        try:
            condition = compile_condition(
                registry, definition, text, Conventions.of(scope.tenant), scope.actor.rights.sees
            )
        except ExpressionRefused as refused:
            refused.field = place
            raise
        if condition.reads_old:
            raise Invalid("layout_condition_old", field=place)


def uses_of_layout(registry: Registry, declared: Declared[Layout]) -> Iterable[Use]:
    layout, definition = declared.body, registry.object(declared.object or "")
    return {
        *(Use(definition.name, placed.name) for _, placed in placed_fields(layout)),
        *(Use(definition.name, name) for _, name in listed_fields(layout)),
        *(
            Use(*each)
            for _, text in conditions_of(layout)
            for each in fields_named(registry, definition, text)
        ),
        *_uses_of_lists(definition, layout),
    }


def _uses_of_lists(definition: ObjectDef, layout: Layout) -> Iterator[Use]:
    relations = {each.name: each for each in definition.relations}
    for _, related in related_of(layout):
        relation = relations.get(related.relation)
        if relation is not None:
            yield Use(definition.name if relation.outward else relation.object, relation.field)
            yield from (Use(relation.object, name) for name in (*related.columns, *sorted_by(related.sort)))


def places_of_layout(declared: Declared[Layout]) -> Iterator[NamedPlace]:
    audience = declared.body.audience
    yield from (NamedPlace("position", name) for name in audience.roles)
    yield from (NamedPlace("team", name) for name in audience.teams)


LAYOUT = Kind(
    "layout",
    Label("layout", "布局"),
    Label("layouts", "布局"),
    Layout,
    most=400,
    check=check_layout,
    holds=False,
    uses=uses_of_layout,
    places=places_of_layout,
)
