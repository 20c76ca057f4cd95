"""Lists of records, one record, related lists, boards, search."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import Response, get
from litestar.params import Parameter

from guanxi.edge.preconditions import etag_of_version
from guanxi.edge.preferences import PreferHeader, prefers_job, queued
from guanxi.edge.work import ONLY_READS, READS_ANYWHERE
from guanxi.features.records.routes.answers import described_as, raw_json
from guanxi.features.records.routes.parameters import (
    CountQuery,
    CursorQuery,
    DeletedQuery,
    FieldsQuery,
    FilterQuery,
    LimitQuery,
    SearchQuery,
    SortQuery,
    ViewQuery,
    names_of,
)
from guanxi.features.records.schemas import Board, Record, RecordPage, SearchAnswer, Timeline
from guanxi.features.records.service import reading
from guanxi.kernel.query import (
    BoardQuery,
    ListQuery,
    fetch_board,
    fetch_related,
    fetch_search,
    fetch_timeline,
)
from guanxi.kernel.tenancy import Scope

TAGS = ["Records"]


@get(
    "/objects/{object_name:str}/records",
    opt=READS_ANYWHERE,
    summary="List records",
    description=(
        "A page of the records that the caller sees. `count` says how many there are in all, up to a cap unless "
        "`exact` is asked for; with `Prefer: respond-async` a job counts exactly (202 with `job_id`). `next_cursor` continues the same list; a cursor of another one is refused."
    ),
    tags=TAGS,
    responses=described_as(RecordPage, "A page of records"),
)
async def list_records(
    caller: Scope,
    object_name: str,
    condition: FilterQuery = "",
    q: SearchQuery = "",
    sort: SortQuery = "",
    fields: FieldsQuery = "",
    limit: LimitQuery = 50,
    cursor: CursorQuery = "",
    count: CountQuery = "capped",
    view: ViewQuery = None,
    deleted: DeletedQuery = False,
    prefer: PreferHeader = None,
) -> Response[bytes]:
    query = ListQuery(object_name, condition, q, sort, names_of(fields), limit, cursor, count, deleted)
    if count == "exact" and prefers_job(prefer):
        return queued(await reading.queue_count(caller, query, view))
    return raw_json(await reading.list_records(caller, query, view))


@get(
    "/objects/{object_name:str}/records/{record_id:uuid}",
    opt=ONLY_READS,
    summary="Read a record",
    description="`ETag` is its version, for `If-Match` of a later change. Absent and invisible are the same 404.",
    tags=TAGS,
    responses=described_as(Record, "The record"),
)
async def get_record(
    caller: Scope, object_name: str, record_id: UUID, fields: FieldsQuery = "", deleted: DeletedQuery = False
) -> Response[bytes]:
    found = await reading.get_record(caller, object_name, record_id, names_of(fields), deleted=deleted)
    return raw_json(found.body, {"ETag": etag_of_version(found.version)})


@get(
    "/objects/{object_name:str}/records/{record_id:uuid}/related/{relation:str}",
    opt=READS_ANYWHERE,
    summary="List related records",
    description="The records of another object whose lookup points here; parameters are those of a list.",
    tags=TAGS,
    responses=described_as(RecordPage, "A page of records"),
)
async def list_related_records(
    caller: Scope,
    object_name: str,
    record_id: UUID,
    relation: str,
    condition: FilterQuery = "",
    q: SearchQuery = "",
    sort: SortQuery = "",
    fields: FieldsQuery = "",
    limit: LimitQuery = 50,
    cursor: CursorQuery = "",
    count: CountQuery = "capped",
) -> Response[bytes]:
    query = ListQuery(object_name, condition, q, sort, names_of(fields), limit, cursor, count)
    return raw_json(await fetch_related(caller, object_name, record_id, relation, query))


@get(
    "/objects/{object_name:str}/board",
    opt=READS_ANYWHERE,
    summary="Show records on a board",
    description=(
        "Columns by stage of a pipeline, or by another choice, yes-or-no or lookup (`group_by`), each with its first "
        "cards, their count and total. A column goes on as a list with its `filter`, the same sort and its cursor."
    ),
    tags=TAGS,
    responses=described_as(Board, "The columns"),
)
async def get_board(
    caller: Scope,
    object_name: str,
    group_by: Annotated[str, Parameter(query="group_by", max_length=120)] = "",
    pipeline: Annotated[str, Parameter(query="pipeline", max_length=60)] = "",
    condition: FilterQuery = "",
    q: SearchQuery = "",
    sort: SortQuery = "",
    fields: FieldsQuery = "",
    total: Annotated[
        str, Parameter(query="total", max_length=120, description="A field to sum per column")
    ] = "",
    limit: LimitQuery = 20,
) -> Response[bytes]:
    query = BoardQuery(
        object_name, group_by, pipeline, condition, q, sort, names_of(fields), total=total, limit=limit
    )
    return raw_json(await fetch_board(caller, query))


@get(
    "/objects/{object_name:str}/records/{record_id:uuid}/timeline",
    summary="What happened to a record",
    description=(
        "Its changes and the activities about it, the latest first. Values of changes are as in records: money as "
        "decimal strings, choices as their codes, lookups as {id, name}."
    ),
    tags=TAGS,
    responses=described_as(Timeline, "A page of entries"),
)
async def get_timeline(
    caller: Scope, object_name: str, record_id: UUID, cursor: CursorQuery = "", limit: LimitQuery = 50
) -> Response[bytes]:
    return raw_json(await fetch_timeline(caller, object_name, record_id, cursor=cursor, limit=limit))


@get(
    "/search",
    opt=READS_ANYWHERE,
    summary="Find records by words",
    description=(
        "Across all objects that the caller may read, the latest changed first. Chinese is also found by its "
        "pinyin and initials."
    ),
    tags=["Search"],
    responses=described_as(SearchAnswer, "What was found"),
)
async def search_records(
    caller: Scope,
    q: SearchQuery = "",
    objects: Annotated[
        str, Parameter(query="objects", max_length=400, description="Only these objects: `account,contact`")
    ] = "",
    limit: Annotated[int, Parameter(query="limit", ge=1, le=50)] = 20,
) -> Response[bytes]:
    return raw_json(await fetch_search(caller, q, names_of(objects), limit))


handlers = [list_records, get_record, list_related_records, get_board, get_timeline, search_records]
