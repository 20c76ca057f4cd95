"""Lookups to one of several objects as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.metadata.records import OBJECT
from guanxi.kernel.metadata.tables import custom_record
from guanxi.kernel.query.links import tenant_parameter
from guanxi.kernel.query.storage import value_of

Element = sa.ColumnElement[Any]


def mixed_json(
    targets: Sequence[tuple[ObjectDef, bool]], object_name: Element, record_id: Element
) -> Element:
    """`{object, id, name}`; without the name, but marked, where the caller may not see the record. `targets` are the objects,
    each with whether the caller may read its names.
    """
    restricted = _json(object_name, record_id, sa.null(), restricted=True)
    name = mixed_name(targets, object_name, record_id, lambda found: _json(object_name, record_id, found))
    return sa.case((record_id.is_not(sa.null()), sa.func.coalesce(name, restricted)))


def mixed_name(
    targets: Sequence[tuple[ObjectDef, bool]], object_name: Element, record_id: Element, shown: Any = None
) -> Element:
    """The name of the record, or what `shown` makes of it; null where the caller may not see it.

    All custom objects take one sub-select, since their records share a table: a lookup may point to two hundred of them.
    """
    named = [target for target, is_named in targets if is_named]
    custom = [target for target in named if target.records.object_id is not None]
    found = [
        (object_name == _literal(target.name), _found(target, record_id, shown))
        for target in named
        if target.records.object_id is None
    ]
    if custom:
        number = sa.case(
            *(
                (object_name == _literal(each.name), sa.literal_column(str(each.records.object_id)))
                for each in custom
            )
        )
        found.append((number.is_not(sa.null()), _found_custom(number, record_id, shown)))
    return sa.case(*found) if found else sa.null()


def joined_reference(object_name: Element, record_id: Element) -> Element:
    """Object and id as one value to group by, null where there is none."""
    return object_name.op("||")(sa.literal_column("':'")).op("||")(sa.cast(record_id, sa.Text()))


def split_reference(joined: Element) -> tuple[Element, Element]:
    """What was joined: the name of the object, and the id."""
    colon: Element = sa.literal_column("':'")

    def part(number: int) -> Element:
        return sa.func.split_part(joined, colon, sa.literal_column(str(number)), type_=sa.Text())

    return part(1), sa.cast(sa.func.nullif(part(2), sa.literal_column("''")), sa.Uuid())


def _found(target: ObjectDef, record_id: Element, shown: Any) -> Element:
    table = target.table.alias()
    name = value_of(table, target.fields[target.title_field])
    return _of(table, name, shown, table.c.id == record_id)


def _found_custom(number: Element, record_id: Element, shown: Any) -> Element:
    """Each has its name in the same column. `number` says of which object the record is, and of no other one is read."""
    table = custom_record.alias()
    return _of(table, table.c.name, shown, table.c[OBJECT] == number, table.c.id == record_id)


def _of(table: sa.FromClause, name: Element, shown: Any, *where: Element) -> Element:
    return (
        sa.select(name if shown is None else shown(name))
        .where(table.c.tenant_id == tenant_parameter(), *where)
        .correlate_except(table)
        .scalar_subquery()
    )


def _literal(name: str) -> Element:
    return sa.literal_column(f"'{name}'", sa.Text())


def _json(object_name: Element, record_id: Element, name: Any, *, restricted: bool = False) -> Element:
    parts: list[Any] = [sa.literal_column("'object'"), object_name, sa.literal_column("'id'"), record_id]
    parts += [sa.literal_column("'name'"), name]
    if restricted:
        parts += [sa.literal_column("'restricted'"), sa.true()]
    return sa.func.json_build_object(*parts, type_=sa.JSON())
