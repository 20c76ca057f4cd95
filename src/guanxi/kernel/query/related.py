"""Related lists: the records that point here, or that a field here points to."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa

from guanxi.kernel.errors import NotFound
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.query.list import fetch_list
from guanxi.kernel.query.list_statement import Restriction
from guanxi.kernel.query.opened import open_object
from guanxi.kernel.query.requests import ListQuery
from guanxi.kernel.query.source import Source
from guanxi.kernel.query.statements import Remembered, Runnable
from guanxi.kernel.tenancy import Scope

_statements: Remembered[Runnable] = Remembered()


async def fetch_related(
    scope: Scope, object_name: str, record_id: UUID, relation: str, query: ListQuery
) -> bytes:
    """As `fetch_list`; the object of `query` is the relation's, whatever it says."""
    definition = (await registry_of(scope)).object(object_name)
    found = next((each for each in definition.relations if each.name == relation), None)
    if found is None:
        raise NotFound("relation_unknown", params={"relation": relation[:80]})
    opened = await open_object(scope, object_name if found.outward else found.object)
    pointing = opened.fields.find(found.field)
    if pointing is None:  # Hidden from the caller, and with it that the records are related.
        raise NotFound("relation_unknown", params={"relation": relation[:80]})
    await require_record(scope, object_name, record_id)
    restriction = Restriction(pointing, record_id, definition if found.outward else None)
    return await fetch_list(scope, replace(query, object=found.object), restriction=restriction)


async def require_record(scope: Scope, object_name: str, record_id: UUID) -> None:
    """Raises NotFound for a record that is absent or invisible; one in the bin passes."""
    opened = await open_object(scope, object_name)
    runnable = _statements.or_make(opened.key, lambda: _compile(opened.source()))
    if await runnable.row(scope, {"record_id": record_id}) is None:
        raise NotFound()


def _compile(source: Source) -> Runnable:
    record_id: sa.BindParameter[UUID] = sa.bindparam("record_id", type_=sa.Uuid())
    tenant, *_ = source.scope()
    statement: sa.Select[tuple[int]] = sa.select(sa.literal_column("1")).select_from(source.table)
    return Runnable.of(statement.where(tenant, source.table.c.id == record_id))
