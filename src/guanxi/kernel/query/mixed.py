"""Lookups to one of several objects as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from guanxi.kernel.metadata import ObjectDef
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
    found = [
        (object_name == sa.literal_column(f"'{target.name}'"), _found(target, object_name, record_id))
        for target, named in targets
        if named
    ]
    known = sa.case(*found) if found else sa.null()
    return sa.case((record_id.is_not(sa.null()), sa.func.coalesce(known, restricted)))


def _found(target: ObjectDef, object_name: Element, record_id: Element) -> Element:
    table = target.table.alias()
    return (
        sa.select(_json(object_name, table.c.id, value_of(table, target.fields[target.title_field])))
        .where(table.c.tenant_id == tenant_parameter(), table.c.id == record_id)
        .correlate_except(table)
        .scalar_subquery()
    )


def _json(object_name: Element, record_id: Element, name: Any, *, restricted: bool = False) -> Element:
    parts: list[Any] = [sa.literal_column("'object'"), object_name, sa.literal_column("'id'"), record_id]
    parts += [sa.literal_column("'name'"), name]
    if restricted:
        parts += [sa.literal_column("'restricted'"), sa.true()]
    return sa.func.json_build_object(*parts, type_=sa.JSON())
