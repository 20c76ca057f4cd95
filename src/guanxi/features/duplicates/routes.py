"""/objects/{object}/duplicates, …/duplicate-checks and …/merges. Rules themselves are definitions: /definitions/duplicate_rule."""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get, post
from litestar.params import Parameter

from guanxi.edge.support import CHANGES, READS
from guanxi.features.duplicates.schemas import Candidates, DuplicateCheck, DuplicateGroups, Merge, Merged
from guanxi.features.duplicates.service.finding import find_candidates
from guanxi.features.duplicates.service.groups import list_groups
from guanxi.features.duplicates.service.merging import merge
from guanxi.kernel.tenancy import Scope

TAGS = ["Duplicates"]


@post(
    "/objects/{object_name:str}/duplicate-checks",
    opt=READS,
    status_code=200,
    summary="Look for records like these values",
    tags=TAGS,
)
async def check_duplicates(caller: Scope, object_name: str, data: DuplicateCheck) -> Candidates:
    """While a form is filled in: records that the caller sees and that agree by a duplicate rule, at most 10. Nothing is written."""
    return Candidates(await find_candidates(caller, object_name, data))


@get("/objects/{object_name:str}/duplicates", summary="List duplicates", tags=TAGS)
async def list_duplicates(
    caller: Scope,
    object_name: str,
    cursor: Annotated[str, Parameter(max_length=2_000)] = "",
    limit: Annotated[int, Parameter(ge=1, le=100)] = 25,
) -> DuplicateGroups:
    """Groups of records that agree by a duplicate rule, as far as the caller sees them; a page may hold fewer than asked for."""
    return await list_groups(caller, object_name, cursor, limit)


@post("/objects/{object_name:str}/merges", opt=CHANGES, status_code=200, summary="Merge records", tags=TAGS)
async def merge_records(caller: Scope, object_name: str, data: Merge) -> Response[Merged]:
    """The losers go into the recycle bin; whatever pointed to them points to the winner. `X-Change-Set` names the change, which
    can be undone: all of them are then as they were.
    """
    merged = await merge(caller, object_name, data)
    return Response(merged, headers={"X-Change-Set": str(merged.change_set_id)})


handlers = [check_duplicates, list_duplicates, merge_records]
