"""Lists with saved views, and single records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from guanxi.features.records.service import in_background
from guanxi.features.views import facade as views
from guanxi.kernel.errors import Invalid, NotFound
from guanxi.kernel.expressions import conjoin
from guanxi.kernel.query import FoundRecord, ListQuery, fetch_list, fetch_record
from guanxi.kernel.tenancy import Scope


async def list_records(scope: Scope, query: ListQuery, view_id: UUID | None = None) -> bytes:
    """The page as JSON. The view's filter holds beside the caller's; its sort is taken where the caller names none."""
    if view_id is not None:
        query = await _with_view(scope, query, view_id)
    return await fetch_list(scope, query)


async def queue_count(scope: Scope, query: ListQuery, view_id: UUID | None = None) -> UUID:
    """The job that counts the list exactly."""
    if view_id is not None:
        query = await _with_view(scope, query, view_id)
    return await in_background.queue_count(scope, query)


async def get_record(
    scope: Scope, object_name: str, record_id: UUID, fields: Sequence[str] = (), *, deleted: bool = False
) -> FoundRecord:
    found = await fetch_record(scope, object_name, record_id, fields, deleted=deleted)
    if found is None:
        raise NotFound()
    return found


async def _with_view(scope: Scope, query: ListQuery, view_id: UUID) -> ListQuery:
    view = await views.get_view(scope, view_id)
    if view.object != query.object:
        raise Invalid("view_of_other_object", field="view", params={"object": view.object})
    if "filter" in view.unavailable:
        raise Invalid("view_not_available", field="view")
    return replace(query, filter=conjoin(view.filter or "", query.filter), sort=query.sort or view.sort or "")
