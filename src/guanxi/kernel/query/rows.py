"""Values of many records as Python holds them, for conditions and texts that are computed in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.query.opened import Opened, open_object
from guanxi.kernel.query.statements import Remembered, Runnable
from guanxi.kernel.tenancy import Scope

_statements: Remembered[Runnable] = Remembered()


async def fetch_values(
    scope: Scope, object_name: str, ids: Collection[UUID], names: Iterable[str], *, deleted: bool = False
) -> dict[UUID, dict[str, Any]]:
    """By id, the named fields (dotted names reach one lookup further) of the records that the caller sees, and `id`.

    Money is in minor units. Raises `field_unknown`.
    """
    if not ids:
        return {}
    opened = await open_object(scope, object_name)
    wanted = tuple(sorted({*names} - {"id"}))
    runnable = _statements.or_make(
        (opened.key, wanted, deleted), lambda: _compile(opened, wanted, deleted=deleted)
    )
    rows = await runnable.rows(scope, {"ids": list(ids)})
    return {
        row[0]: {"id": row[0], **{name: row[place] for place, name in enumerate(wanted, 1)}} for row in rows
    }


def _compile(opened: Opened, names: tuple[str, ...], *, deleted: bool) -> Runnable:
    source = opened.source()
    columns = [
        source.column(opened.fields.require(name)).label(f"v{place}") for place, name in enumerate(names)
    ]
    ids: sa.BindParameter[Any] = sa.bindparam("ids", type_=ARRAY(sa.Uuid()))
    statement = (
        sa.select(source.table.c.id, *columns)
        .select_from(source.from_clause)
        .where(*source.scope(deleted), source.table.c.id == sa.any_(ids))
    )
    return Runnable.of(statement)
