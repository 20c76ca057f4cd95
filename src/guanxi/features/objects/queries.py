"""SQL about custom fields, and about what records use of an object's fields, options and stages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from guanxi.kernel.changes.tables import object_count
from guanxi.kernel.db import Transaction, prepare
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.metadata.custom_objects import FIRST_NUMBER
from guanxi.kernel.metadata.places import MOST_NUMBERS
from guanxi.kernel.metadata.tables import field_def, object_def
from guanxi.kernel.query.storage import value_of
from guanxi.kernel.tenancy import Scope

MOST_COUNTED = 10_000

_CUSTOM_OBJECTS = (
    object_def.c.tenant_id == sa.bindparam("tenant_id", type_=sa.BigInteger()),
    object_def.c.object_id >= sa.literal_column(str(FIRST_NUMBER)),
)


async def count_uses(
    scope: Scope, definition: ObjectDef, field: Field, values: Sequence[str], *, in_bin: bool = True
) -> dict[str, int]:
    """How many records have each of these values, those in the recycle bin included: they may come back."""
    if not values:
        return {}
    source: sa.FromClause = definition.table
    column = value_of(definition.table, field)
    if isinstance(column.type, JSONB):
        each = sa.func.jsonb_array_elements_text(column).table_valued("value").render_derived().lateral()
        source, column = source.join(each, sa.true()), each.c.value
    statement = (
        sa.select(column.label("value"), sa.func.count().label("count"))
        .select_from(source)
        .where(
            definition.table.c.tenant_id == sa.bindparam("tenant_id", type_=sa.BigInteger()),
            column == sa.any_(sa.bindparam("wanted", type_=ARRAY(sa.Text()))),
        )
        .group_by(column)
    )
    if not in_bin:
        statement = statement.where(definition.table.c.deleted_at.is_(None))
    rows = await scope.tx.fetch(statement, {"tenant_id": scope.tenant.id, "wanted": list(values)})
    return {row["value"]: row["count"] for row in rows}


async def count_values(scope: Scope, definition: ObjectDef, field: Field) -> int:
    """How many records have a value, at most `MOST_COUNTED` + 1."""
    matches: sa.Select[Any] = (
        sa.select(sa.literal_column("1"))
        .where(
            definition.table.c.tenant_id == sa.bindparam("tenant_id", type_=sa.BigInteger()),
            value_of(definition.table, field).is_not(sa.null()),
        )
        .limit(MOST_COUNTED + 1)
    )
    statement = sa.select(sa.func.count()).select_from(matches.subquery())
    count: int = await scope.tx.fetchval(statement, {"tenant_id": scope.tenant.id})
    return count


async def distinct_values(scope: Scope, definition: ObjectDef, field: Field, most: int) -> list[Any]:
    """What records have in a custom field, as it is kept, each once; those in the recycle bin too."""
    assert field.place is not None
    kept = definition.table.c.custom.op("->")(sa.literal_column(f"'{field.place.key}'"))
    statement = (
        sa.select(sa.type_coerce(kept, JSONB).label("kept"))
        .where(
            definition.table.c.tenant_id == sa.bindparam("tenant_id", type_=sa.BigInteger()),
            kept.is_not(sa.null()),
        )
        .distinct()
        .limit(most)
    )
    return [row["kept"] for row in await scope.tx.fetch(statement, {"tenant_id": scope.tenant.id})]


_UNLINKED = prepare(
    sa.text("SELECT * FROM guanxi.unlinked_fields(0, :most)").bindparams(
        sa.bindparam("most", type_=sa.Integer())
    )
)


async def unlinked_fields(tx: Transaction, most: int) -> list[Any]:
    """Of all companies, one of each: lookups of which not every record's links have been written."""
    return await tx.fetch(_UNLINKED, {"most": most})


async def custom_fields_ever(scope: Scope, definition: ObjectDef) -> list[Any]:
    """Numbers, names and types of all custom fields, deleted ones too."""
    statement = sa.select(field_def.c.field_id, field_def.c.api_name, field_def.c.type).where(
        *_custom(definition)
    )
    return await scope.tx.fetch(statement, {"tenant_id": scope.tenant.id})


async def deleted_fields(scope: Scope, definition: ObjectDef) -> list[Any]:
    statement = _deleted(definition).order_by(sa.desc("deleted_at"), field_def.c.field_id)
    return await scope.tx.fetch(statement, {"tenant_id": scope.tenant.id})


async def deleted_field(scope: Scope, definition: ObjectDef, name: str) -> Any | None:
    statement = _deleted(definition).where(field_def.c.api_name == sa.bindparam("name", type_=sa.Text()))
    return await scope.tx.fetchrow(statement, {"tenant_id": scope.tenant.id, "name": name})


async def custom_objects_ever(scope: Scope) -> list[Any]:
    """Numbers and names of all custom objects, deleted ones too."""
    statement = sa.select(object_def.c.object_id, object_def.c.api_name).where(*_CUSTOM_OBJECTS)
    return await scope.tx.fetch(statement, {"tenant_id": scope.tenant.id})


async def deleted_objects(scope: Scope) -> list[Any]:
    """Names, since when they are deleted, and how many records each has; the latest first."""
    since = sa.cast(object_def.c.definition["deleted_at"].astext, sa.DateTime(timezone=True))
    records = (
        sa.select(sa.func.coalesce(sa.func.sum(object_count.c.n), sa.literal_column("0")))
        .where(
            object_count.c.tenant_id == sa.bindparam("tenant_id", type_=sa.BigInteger()),
            object_count.c.object_id == object_def.c.object_id,
        )
        .scalar_subquery()
    )
    statement = (
        sa.select(
            object_def.c.api_name,
            since.label("deleted_at"),
            sa.cast(records, sa.BigInteger()).label("records"),
        )
        .where(*_CUSTOM_OBJECTS, since.is_not(sa.null()))
        .order_by(sa.desc("deleted_at"), object_def.c.object_id)
    )
    return await scope.tx.fetch(statement, {"tenant_id": scope.tenant.id})


def _deleted(definition: ObjectDef) -> sa.Select[Any]:
    since = sa.cast(field_def.c.definition["deleted_at"].astext, sa.DateTime(timezone=True))
    return sa.select(
        field_def.c.api_name, field_def.c.type, field_def.c.definition, since.label("deleted_at")
    ).where(*_custom(definition), since.is_not(sa.null()))


def _custom(definition: ObjectDef) -> list[sa.ColumnElement[bool]]:
    return [
        field_def.c.tenant_id == sa.bindparam("tenant_id", type_=sa.BigInteger()),
        field_def.c.object_id == sa.literal_column(str(definition.number)),
        field_def.c.field_id < sa.literal_column(str(MOST_NUMBERS)),
    ]
