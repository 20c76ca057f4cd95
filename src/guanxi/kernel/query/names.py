"""Records by their names, many at once, as imports need them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by

from guanxi.kernel.expressions import fold_case
from guanxi.kernel.query.opened import Opened, open_object
from guanxi.kernel.query.statements import Remembered, Runnable
from guanxi.kernel.tenancy import Scope

MOST_PER_NAME = 5

_statements: Remembered[Runnable] = Remembered()


def normalise_name(name: str) -> str:
    """Names are equal whatever their case and spacing."""
    return fold_case(" ".join(name.split()))


async def resolve_names(
    scope: Scope, object_name: str, names: Iterable[str], *, field: str = ""
) -> dict[str, list[UUID]]:
    """For each name found, by its normalised form, up to five records that the caller sees, the oldest first.

    `field` matches another text field than the title, such as an e-mail address.
    """
    wanted = sorted({normalise_name(name) for name in names} - {""})
    if not wanted:
        return {}
    opened = await open_object(scope, object_name)
    runnable = _statements.or_make((opened.key, field), lambda: _compile(opened, field))
    rows = await runnable.rows(scope, {"names": wanted})
    return {row["name"]: row["ids"] for row in rows}


def _compile(opened: Opened, field: str) -> Runnable:
    fields, source = opened.fields, opened.source()
    column = source.column(fields.require(field or fields.definition.title_field))
    folded = sa.func.lower(column)
    ids = sa.func.array_agg(aggregate_order_by(source.table.c.id, source.table.c.id), type_=ARRAY(sa.Uuid()))
    statement = (
        sa.select(folded.label("name"), ids[1:MOST_PER_NAME].label("ids"))
        .where(*source.scope(), folded == sa.any_(sa.bindparam("names", type_=ARRAY(sa.Text()))))
        .group_by(folded)
    )
    return Runnable.of(statement)
