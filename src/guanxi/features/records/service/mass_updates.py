"""The same change to many records: at once where they are few, else as a job in chunks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.records import queries
from guanxi.features.records.schemas import MassUpdate, MassUpdated, Refused, RefusedField
from guanxi.features.records.service.details import has_many_details
from guanxi.kernel.changes import Change, ChangeResult, Outcome, apply, preview
from guanxi.kernel.errors import Invalid, render
from guanxi.kernel.ids import new_id
from guanxi.kernel.jobs import enqueue
from guanxi.kernel.metadata import ObjectDef, registry_of
from guanxi.kernel.query import MOST_MATCHES, ListQuery, fetch_list, last_id, select_ids
from guanxi.kernel.tenancy import Scope

MOST_AT_ONCE = 1_000
JOB = "records.mass_update"


async def mass_update(scope: Scope, object_name: str, request: MassUpdate) -> MassUpdated:
    """Raises 403 without `<object>.mass_update`; 422 for a contradictory request."""
    definition = (await registry_of(scope)).object(object_name)
    require_rights(scope, object_name, delete=request.delete)
    _check(request)
    ids = await _ids(scope, object_name, request)
    many = len(ids) > MOST_AT_ONCE or (request.delete and await has_many_details(scope, object_name, ids))
    if many and not request.preview:
        return await _queue(scope, object_name, request, ids)
    changes = changes_of(object_name, ids[:MOST_AT_ONCE], request.values, delete=request.delete)
    if request.preview:
        return await _answer(scope, definition, await preview(scope, changes))
    return await _answer(scope, definition, await apply(scope, changes, partial=True))


def require_rights(scope: Scope, object_name: str, *, delete: bool) -> None:
    scope.require(f"{object_name}.mass_update")
    scope.require(f"{object_name}.{'delete' if delete else 'update'}")


async def count_matching(scope: Scope, object_name: str, filter: str) -> int:
    query = ListQuery(object_name, filter, limit=1, count="exact")
    count: int = msgspec.json.decode(await fetch_list(scope, query))["count"]["value"]
    return count


def changes_of(
    object_name: str, ids: Sequence[UUID], values: dict[str, Any] | None, *, delete: bool
) -> list[Change]:
    if delete:
        return [Change("delete", object_name, record_id) for record_id in ids]
    return [Change("update", object_name, record_id, values or {}) for record_id in ids]


def changed_count(outcome: Outcome) -> int:
    """Records that are now as asked, whether or not they were before."""
    return len(outcome.results) - len(outcome.refused)


async def describe_refusals(
    scope: Scope, definition: ObjectDef, results: Sequence[ChangeResult]
) -> list[Refused]:
    names = await queries.names_of(scope, definition, [result.id for result in results])
    return [
        Refused(
            result.id,
            names.get(result.id),
            [
                RefusedField(each.field, each.code, render(each.code, each.params, scope.locale))
                for each in result.errors
            ],
        )
        for result in results
    ]


def _check(request: MassUpdate) -> None:
    if (request.ids is None) == (request.filter is None and not request.q):
        raise Invalid("mass_update_target", field="ids")
    if request.delete == bool(request.values):
        raise Invalid("mass_update_values", field="values")


async def _ids(scope: Scope, object_name: str, request: MassUpdate) -> list[UUID]:
    """All that are named or found by words; of those found by a condition one more than can be changed at once."""
    if request.ids is not None:
        return list(dict.fromkeys(request.ids))
    filter = request.filter or ""
    if not request.q:
        return await select_ids(scope, object_name, filter, limit=MOST_AT_ONCE + 1)
    # Search looks no further than its limit, and a change may move what it finds: the records are settled now.
    if len(await select_ids(scope, object_name, q=request.q, limit=MOST_MATCHES)) >= MOST_MATCHES:
        raise Invalid("mass_update_words_too_common", field="q", params={"limit": MOST_MATCHES})
    return await select_ids(scope, object_name, filter, q=request.q, limit=MOST_MATCHES)


async def _queue(scope: Scope, object_name: str, request: MassUpdate, ids: Sequence[UUID]) -> MassUpdated:
    """Records made after this moment are nobody's intention: the condition reaches up to the last one there is."""
    change_set_id = new_id()
    settled = request.ids is not None or bool(request.q)
    args = {
        "object": object_name,
        "change_set_id": str(change_set_id),
        "source": scope.source,
        "values": request.values,
        "delete": request.delete,
        "ids": sorted(str(each) for each in ids) if settled else None,
        "filter": request.filter or "",
        "until": None if settled else str(await last_id(scope, object_name)),
        "total": len(ids) if settled else None,
    }
    return MassUpdated(change_set_id, job_id=await enqueue(scope, JOB, args))


async def _answer(scope: Scope, definition: ObjectDef, outcome: Outcome) -> MassUpdated:
    return MassUpdated(
        outcome.change_set_id,
        updated=changed_count(outcome),
        refused=await describe_refusals(scope, definition, outcome.refused),
    )
