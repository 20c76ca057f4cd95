"""One record by its id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from guanxi.kernel.query.opened import Opened, open_object
from guanxi.kernel.query.outputs import output_paths
from guanxi.kernel.query.projection import as_json_text, record_json, stored_fields
from guanxi.kernel.query.statements import Remembered, Runnable
from guanxi.kernel.query.storage import HEAD, stored_values
from guanxi.kernel.tenancy import Scope

_statements: Remembered[Runnable] = Remembered()


@dataclass(frozen=True, slots=True)
class FoundRecord:
    body: bytes  # JSON
    version: int


async def fetch_record(
    scope: Scope, object_name: str, record_id: UUID, fields: Sequence[str] = (), *, deleted: bool = False
) -> FoundRecord | None:
    """None for a record that is absent, invisible or, unless `deleted` is asked for, in the bin."""
    opened = await open_object(scope, object_name)
    key = (opened.key, tuple(fields), deleted)
    runnable = _statements.or_make(key, lambda: _compile(opened, fields, deleted))
    row = await runnable.row(scope, {"record_id": record_id})
    return None if row is None else FoundRecord(row["body"].encode(), row["version"])


def _compile(opened: Opened, names: Sequence[str], deleted: bool) -> Runnable:
    source = opened.source()
    paths = output_paths(opened.fields, names)
    record_id: sa.BindParameter[UUID] = sa.bindparam("record_id", type_=sa.Uuid())
    found = (
        sa.select(*stored_values(source.table, stored_fields(paths), (*HEAD, "deleted_at")))
        .where(*source.scope(deleted), source.table.c.id == record_id)
        .subquery("found")
    )
    record = record_json(opened.fields, paths, found, opened.money_exponent, deleted=deleted)
    statement = sa.select(as_json_text(record).label("body"), found.c.version).select_from(
        found.join(record, sa.true())
    )
    return Runnable.of(statement)
