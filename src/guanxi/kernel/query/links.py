"""`record_link` in statements: what a custom field of one record points to, and what points to one."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.metadata.tables import record_link

Element = sa.ColumnElement[Any]

TENANT = "tenant_id"


def tenant_parameter() -> sa.BindParameter[int]:
    return sa.bindparam(TENANT, type_=sa.BigInteger())


class Links:
    """The links of one field of one object, under an alias of their own."""

    def __init__(self, definition: ObjectDef, field: Field, alias: str | None = None) -> None:
        assert field.place is not None
        self.table = record_link.alias(alias)
        self.from_id = self.table.c.from_id
        self.to_id = self.table.c.to_id
        self.scope: list[Element] = [
            self.table.c.tenant_id == tenant_parameter(),
            self.table.c.object_id == sa.literal_column(str(definition.number)),
            self.table.c.field_id == sa.literal_column(str(field.place.number)),
        ]


def points_to(
    definition: ObjectDef,
    field: Field,
    record_id: Element,
    targets: Element,
    seen: sa.FromClause | None = None,
) -> Element:
    """Whether this field of the record points to one of `targets`: an id, or `any_` of an array of them. With `seen`, the table
    of what is pointed to, only what the caller sees of it counts.
    """
    links = Links(definition, field)
    tables: list[sa.FromClause] = [links.table]
    where = [*links.scope, links.from_id == record_id, links.to_id == targets]
    if seen is not None:
        tables.append(seen)
        where += [
            seen.c.tenant_id == tenant_parameter(),
            seen.c.id == links.to_id,
            seen.c.deleted_at.is_(sa.null()),
        ]
    found: sa.Select[Any] = sa.select(sa.literal_column("1")).select_from(*tables).where(*where)
    return sa.exists(found.correlate_except(*tables))
