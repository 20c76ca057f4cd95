"""Layouts as their reader has them: in his language, without what he does not see, with the fields that have no place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import UNSET, UnsetType

from guanxi.features.layouts.schemas import (
    MORE_KEY,
    Area,
    Audience,
    Component,
    Item,
    ItemMeta,
    Layout,
    LayoutMeta,
    PlacedField,
    PlacedFieldMeta,
    RelatedList,
    Section,
    Tab,
    TabMeta,
)
from guanxi.features.layouts.service.declaring import sorted_by
from guanxi.features.layouts.service.walking import conditions_of, placed_fields
from guanxi.kernel.definitions import Declared, Sentence
from guanxi.kernel.metadata import ObjectDef, Registry, Relation
from guanxi.kernel.metadata.objects import MORE_LABEL
from guanxi.kernel.metadata.seen import sees
from guanxi.kernel.tenancy import Scope

AREAS: tuple[Area, ...] = ("left", "main", "side")  # from left to right
ENDLESS = ("timeline",)  # goes on as one scrolls, so that nothing below it would be reached


def describe_layout(scope: Scope, registry: Registry, declared: Declared[Layout]) -> LayoutMeta:
    reader, layout = _Reader(scope, registry, declared.object or ""), declared.body
    tabs = [_tab(reader, tab) for tab in layout.tabs]
    _add_the_rest(reader, layout, tabs)
    return LayoutMeta(
        name=declared.name,
        label=declared.label.in_locale(scope.locale),
        conditional=any(place != "body.when" for place, _ in conditions_of(layout)),
        tabs=[tab for tab in tabs if tab.items],
        quick_create=reader.seen(layout.quick_create),
        card=reader.seen(layout.card),
        header=reader.seen(layout.header),
    )


class _Reader:
    def __init__(self, scope: Scope, registry: Registry, object_name: str) -> None:
        self.locale = scope.locale
        self._rights = scope.actor.rights
        self._registry = registry
        self.definition: ObjectDef = registry.object(object_name)
        self._relations = {each.name: each for each in self.definition.relations}

    def sees(self, name: str, definition: ObjectDef | None = None) -> bool:
        of = definition or self.definition
        field = of.field(name)
        return field is not None and sees(self._rights, of.name, field)

    def seen(self, names: Sequence[str] | None) -> list[str] | None:
        return None if names is None else [name for name in names if self.sees(name)]

    def relation(self, name: str) -> tuple[Relation, ObjectDef] | None:
        """With the object of its records."""
        found = self._relations.get(name)
        if found is None or not self._rights.allow(f"{found.object}.read"):
            return None
        target = self._registry.object(found.object)
        pointing = self.definition if found.outward else target
        return (found, target) if self.sees(found.field, pointing) else None

    def words(self, sentence: Sentence | None) -> str | UnsetType:
        return UNSET if sentence is None or sentence.is_blank else sentence.in_locale(self.locale)


def _tab(reader: _Reader, tab: Tab) -> TabMeta:
    items = [each for item in tab.items if (each := _item(reader, item)) is not None]
    across = sorted(items, key=lambda each: (each.component in ENDLESS, AREAS.index(each.area)))
    order = in_order([each.key for each in across], tab.phone_order)
    return TabMeta(tab.key, tab.label.in_locale(reader.locale), items, order, _if_conditional(tab))


def _if_conditional(part: Tab | Item | PlacedField) -> bool | UnsetType:
    return True if part.visible_when is not None else UNSET


def in_order(names: Sequence[str], first: Sequence[str]) -> list[str]:
    """Those named first, the others behind them as they stand."""
    known = set(names)
    return list(dict.fromkeys([*(name for name in first if name in known), *names]))


def _item(reader: _Reader, item: Item) -> ItemMeta | None:
    match item:
        case Section():
            return _section(reader, item)
        case RelatedList():
            return _related(reader, item)
        case Component():
            return ItemMeta(
                "component",
                item.key,
                item.area,
                component=item.component,
                conditional=_if_conditional(item),
            )


def _section(reader: _Reader, section: Section) -> ItemMeta | None:
    """None where all of its fields are gone or hidden."""
    fields = [_placed(reader, each) for each in section.fields if reader.sees(each.name)]
    if not fields:
        return None
    return ItemMeta(
        "section",
        section.key,
        section.area,
        label=section.label.in_locale(reader.locale),
        columns=section.columns,
        collapsed=section.collapsed or UNSET,
        fields=fields,
        phone_order=in_order([each.name for each in fields], section.phone_order),
        conditional=_if_conditional(section),
    )


def _placed(reader: _Reader, placed: PlacedField) -> PlacedFieldMeta:
    return PlacedFieldMeta(
        placed.name,
        placed.width,
        placed.required or UNSET,
        placed.read_only or UNSET,
        reader.words(placed.help),
        _if_conditional(placed),
    )


def _related(reader: _Reader, related: RelatedList) -> ItemMeta | None:
    found = reader.relation(related.relation)
    if found is None:
        return None
    _, target = found
    shown = [name for name in related.columns if reader.sees(name, target)]
    sortable = related.sort and all(reader.sees(name, target) for name in sorted_by(related.sort))
    return ItemMeta(
        "related",
        related.key,
        related.area,
        label=reader.words(related.label),
        relation=related.relation,
        shown=shown or UNSET,
        rows=related.rows,
        sort=related.sort if related.sort and sortable else UNSET,
        conditional=_if_conditional(related),
    )


def _add_the_rest(reader: _Reader, layout: Layout, tabs: list[TabMeta]) -> None:
    """Fields of the object's form that have no place, and are not left out, become the last section of the first tab that has
    sections, beside its last one: what was added yesterday must not be missing.
    """
    placed = {each.name for _, each in placed_fields(layout)} | {*layout.omitted}
    names = [name for section in reader.definition.layouts.form for name in section.fields]
    rest = [name for name in names if name not in placed and reader.sees(name)]
    if not rest or not tabs:
        return
    tab = next((each for each in tabs if any(item.type == "section" for item in each.items)), tabs[0])
    last = max((at for at, item in enumerate(tab.items) if item.type == "section"), default=-1)
    beside = tab.items[last] if last >= 0 else None
    fields = [PlacedFieldMeta(name, 1) for name in rest]
    more = ItemMeta(
        "section",
        MORE_KEY,
        "main" if beside is None else beside.area,
        label=MORE_LABEL.in_locale(reader.locale),
        columns=1 if beside is None else beside.columns,
        fields=fields,
        phone_order=rest,
    )
    tab.items.insert(last + 1, more)
    at = 0 if beside is None else tab.phone_order.index(beside.key) + 1
    tab.phone_order.insert(at, MORE_KEY)


def audience_has(
    audience: Audience,
    access: str,
    roles: Iterable[str],
    teams: Iterable[str],
    permission_sets: Iterable[str],
) -> bool:
    if audience.is_everybody:
        return True
    return (
        access in audience.access
        or not set(audience.roles).isdisjoint(roles)
        or not set(audience.teams).isdisjoint(teams)
        or not set(audience.permission_sets).isdisjoint(permission_sets)
    )
