"""Creating, changing, deleting and restoring records; many at once."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Response, delete, patch, post
from litestar.params import Parameter

from guanxi.edge.preconditions import etag_of_version, version_of_if_match
from guanxi.edge.support import CHANGES
from guanxi.features.records.routes.answers import change_set_header, described_as, raw_json
from guanxi.features.records.schemas import Changed, Created, MassUpdate, MassUpdated, Record
from guanxi.features.records.service import mass_updates, writing
from guanxi.kernel.tenancy import Scope

TAGS = ["Records"]
IfMatch = Annotated[
    str | None,
    Parameter(header="If-Match", description="The version that the writer saw, as its `ETag` said"),
]
AllowDuplicates = Annotated[
    bool,
    Parameter(
        header="X-Allow-Duplicates",
        description="`true`: a duplicate rule that warns has been read and is passed over",
    ),
]


@post(
    "/objects/{object_name:str}/records",
    opt=CHANGES,
    summary="Create records",
    description=(
        "One record, or an array of up to 200 that are created together or not at all. Lookups are given as an id or "
        "{id}. The header `X-Change-Set` names the change, which can be undone."
    ),
    tags=TAGS,
    responses=described_as(Created, "The ids, in the order of the records", 201),
)
async def create_records(
    caller: Scope,
    object_name: str,
    data: dict[str, Any] | list[dict[str, Any]],
    allow_duplicates: AllowDuplicates = False,
) -> Response[bytes]:
    records = data if isinstance(data, list) else [data]
    created = await writing.create_records(caller, object_name, records, allow_duplicates)
    return raw_json(msgspec.json.encode(created), change_set_header(created.change_set_id), 201)


@patch(
    "/objects/{object_name:str}/records/{record_id:uuid}",
    opt=CHANGES,
    summary="Change a record",
    description=(
        "Only the fields sent are changed. With `If-Match` a change that somebody else made meanwhile is refused with "
        "409, naming the fields. Answers the record as it is now; `X-Change-Set` names the change."
    ),
    tags=TAGS,
    responses=described_as(Record, "The record as it is now"),
)
async def update_record(
    caller: Scope,
    object_name: str,
    record_id: UUID,
    data: dict[str, Any],
    if_match: IfMatch = None,
    allow_duplicates: AllowDuplicates = False,
) -> Response[bytes]:
    version = version_of_if_match(if_match)
    found, change_set_id = await writing.update_record(
        caller, object_name, record_id, data, version, allow_duplicates
    )
    headers = {"ETag": etag_of_version(found.version), **change_set_header(change_set_id)}
    return raw_json(found.body, headers)


@delete(
    "/objects/{object_name:str}/records/{record_id:uuid}",
    opt=CHANGES,
    status_code=200,
    summary="Delete a record",
    description=(
        "Into the recycle bin, from which it can be restored. Records that are parts of it go along, in the same "
        "change-set; more than 5,000 go as a job: 202 with `job_id`."
    ),
    responses=described_as(Changed, "Goes on as a job", 202),
    tags=TAGS,
)
async def delete_record(
    caller: Scope, object_name: str, record_id: UUID, if_match: IfMatch = None
) -> Response[Changed]:
    version = version_of_if_match(if_match)
    return _changed(await writing.delete_record(caller, object_name, record_id, version))


@post(
    "/objects/{object_name:str}/records/{record_id:uuid}/restoration",
    opt=CHANGES,
    status_code=200,
    summary="Restore a record from the recycle bin",
    description="With the records that were parts of it and deleted with it; more than 5,000 as a job.",
    responses=described_as(Changed, "Goes on as a job", 202),
    tags=TAGS,
)
async def restore_record(caller: Scope, object_name: str, record_id: UUID) -> Response[Changed]:
    return _changed(await writing.restore_record(caller, object_name, record_id))


def _changed(changed: Changed) -> Response[Changed]:
    status = 200 if changed.job_id is msgspec.UNSET else 202
    return Response(changed, status_code=status, headers=change_set_header(changed.change_set_id))


@post(
    "/objects/{object_name:str}/mass-updates",
    status_code=200,
    summary="Change or delete many records",
    description=(
        "Either `ids` (up to 10,000) or `filter`, `q` or both say which records; `values` are set in all of them, or "
        "`delete` puts them into the recycle bin. It is one change-set, named in `X-Change-Set`, which can be undone "
        "whatever its size. Up to 1,000 records are changed at once: refused ones are listed, the others are changed. "
        "More go on as a job: 202 with `job_id`, and `GET /jobs/{id}` tells how far it is and in the end its `result` "
        "(`updated`, `refused_count`, the first 200 `refused`); it can be stopped, and what it changed until then undone. "
        "The condition reaches records that were there at the request; one that somebody takes out of it before its turn "
        "is left alone. Records found by words are settled at the request. `preview` changes nothing and says what "
        "would happen, looking at 1,000 records at most. Needs the rights to mass update and to change or delete."
    ),
    responses=described_as(MassUpdated, "Goes on as a job", 202),
    tags=TAGS,
)
async def mass_update_records(caller: Scope, object_name: str, data: MassUpdate) -> Response[MassUpdated]:
    done = await mass_updates.mass_update(caller, object_name, data)
    status = 200 if done.job_id is msgspec.UNSET else 202
    return Response(done, status_code=status, headers=change_set_header(done.change_set_id))


handlers = [create_records, update_record, delete_record, restore_record, mass_update_records]
