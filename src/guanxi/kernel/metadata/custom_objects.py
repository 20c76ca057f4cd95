"""Objects that a company added, and what it changed of the standard ones, as they are kept and as the program uses them.

A custom object has a name, an owner and the stamps that all records have; the rest are custom fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from guanxi.kernel.metadata.declare import common_fields, text
from guanxi.kernel.metadata.labels import Label
from guanxi.kernel.metadata.objects import MORE_SECTION, Board, CustomObject, Layouts, ObjectDef, Section
from guanxi.kernel.metadata.records import Records
from guanxi.kernel.metadata.tables import custom_record

FIRST_NUMBER = 1_000
"""Custom objects are numbered from here, the standard ones below."""

NAME = Label("Name", "名称")
_MOST_LISTED = 6
_MOST_ON_CARD = 3
_LONG = frozenset({"long_text", "rich_text"})


def custom_object(number: int, kept: Mapping[str, Any]) -> ObjectDef:
    """Without its custom fields, to be given to `laid_out` with them. `kept` is the definition as JSON, see `object_as_json`."""
    label = Label.from_json(kept["label"])
    name_label = Label.from_json(kept["name_label"]) if "name_label" in kept else NAME
    description = kept.get("description")
    return ObjectDef(
        name=kept["name"],
        number=number,
        label=label,
        plural_label=Label.from_json(kept["plural_label"]),
        icon=kept["icon"],
        records=Records(custom_record, number),
        field_list=(
            text("name", name_label.en, name_label.zh, required=True, searchable=True),
            *common_fields(),
        ),
        layouts=Layouts(list=("name",), form=(Section(MORE_SECTION, label, ("name",)),)),
        custom=CustomObject(
            color=kept.get("color", "gray"),
            description=None if description is None else Label.from_json(description),
            in_search=kept.get("in_search", True),
            in_navigation=kept.get("in_navigation", True),
            position=kept.get("position", 0),
        ),
    )


def laid_out(definition: ObjectDef) -> ObjectDef:
    """With a layout that shows the fields in the order in which they were made, and a board by the first choice."""
    fields = [each for each in definition.custom_fields if each.type.name not in _LONG]
    names = [each.name for each in fields]
    choices = [each.name for each in fields if each.type.name == "choice"]
    sums = [each.name for each in fields if each.type.name == "money"]
    first, *more = definition.layouts.form
    board = None
    if choices:
        card = [name for name in names if name not in (choices[0], *sums[:1])][:_MOST_ON_CARD]
        board = Board(choices[0], next(iter(sums), None), (*card, "owner"))
    layouts = Layouts(
        list=("name", *names[:_MOST_LISTED], "owner", "updated_at"),
        header=(*names[:_MOST_ON_CARD], "owner"),
        form=(replace(first, fields=(*first.fields, "owner")), *more),
        board=board,
    )
    return replace(definition, layouts=layouts, subtitle_fields=tuple(choices[:1]))


def object_as_json(definition: ObjectDef) -> dict[str, Any]:
    """What can be changed of an object itself, complete; its fields and pipelines are kept apart."""
    kept: dict[str, Any] = {
        "name": definition.name,
        "label": definition.label.as_json(),
        "plural_label": definition.plural_label.as_json(),
        "icon": definition.icon,
    }
    custom = definition.custom
    if custom is None:
        return kept
    return kept | {
        "name_label": definition.fields["name"].label.as_json(),
        "color": custom.color,
        "description": None if custom.description is None else custom.description.as_json(),
        "in_search": custom.in_search,
        "in_navigation": custom.in_navigation,
        "position": custom.position,
    }


def renamed(definition: ObjectDef, kept: Mapping[str, Any]) -> ObjectDef:
    """A standard object with the names and the icon that a company gave it."""
    if "label" not in kept:
        return definition
    return replace(
        definition,
        label=Label.from_json(kept["label"]),
        plural_label=Label.from_json(kept["plural_label"]),
        icon=kept["icon"],
    )
