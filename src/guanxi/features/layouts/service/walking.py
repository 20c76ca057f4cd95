"""The parts of a layout, in their order."""

from __future__ import annotations

from collections.abc import Iterator

from guanxi.features.layouts.schemas import Item, Layout, PlacedField, RelatedList, Section


def items_of(layout: Layout) -> Iterator[tuple[str, Item]]:
    """With the place in the body."""
    for at, tab in enumerate(layout.tabs):
        for number, item in enumerate(tab.items):
            yield f"body.tabs[{at}].items[{number}]", item


def sections_of(layout: Layout) -> Iterator[tuple[str, Section]]:
    for place, item in items_of(layout):
        if isinstance(item, Section):
            yield place, item


def related_of(layout: Layout) -> Iterator[tuple[str, RelatedList]]:
    for place, item in items_of(layout):
        if isinstance(item, RelatedList):
            yield place, item


def placed_fields(layout: Layout) -> Iterator[tuple[str, PlacedField]]:
    for place, section in sections_of(layout):
        for number, placed in enumerate(section.fields):
            yield f"{place}.fields[{number}]", placed


def conditions_of(layout: Layout) -> Iterator[tuple[str, str]]:
    """(place, text) of every condition, that of the layout itself first."""
    if layout.when is not None:
        yield "body.when", layout.when
    for at, tab in enumerate(layout.tabs):
        if tab.visible_when is not None:
            yield f"body.tabs[{at}].visible_when", tab.visible_when
    for place, item in (*items_of(layout), *placed_fields(layout)):
        if item.visible_when is not None:
            yield f"{place}.visible_when", item.visible_when


def keys_of(layout: Layout) -> Iterator[tuple[str, str]]:
    for at, tab in enumerate(layout.tabs):
        yield f"body.tabs[{at}].key", tab.key
    for place, item in items_of(layout):
        yield f"{place}.key", item.key


def listed_fields(layout: Layout) -> Iterator[tuple[str, str]]:
    """Names in the lists beside the page."""
    lists = {
        "omitted": layout.omitted,
        "quick_create": layout.quick_create or (),
        "card": layout.card or (),
        "header": layout.header or (),
    }
    for place, names in lists.items():
        for number, name in enumerate(names):
            yield f"body.{place}[{number}]", name
