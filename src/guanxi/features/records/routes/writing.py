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
    caller: Scope, object_name: str, data: dict[str, Any] | list[dict[str, Any]]
) -> Response[bytes]:
    created = await writing.create_records(caller, object_name, data if isinstance(data, list) else [data])
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
    caller: Scope, object_name: str, record_id: UUID, data: dict[str, Any], if_match: IfMatch = None
) -> Response[bytes]:
    version = version_of_if_match(if_match)
    found, change_set_id = await writing.update_record(caller, object_name, record_id, data, version)
    headers = {"ETag": etag_of_version(found.version), **change_set_header(change_set_id)}
    return raw_json(found.body, headers)


@delete(
    "/objects/{object_name:str}/records/{record_id:uuid}",
    opt=CHANGES,
    status_code=200,
    summary="Delete a record",
    description="Into the recycle bin, from which it can be restored.",
    tags=TAGS,
)
async def delete_record(
    caller: Scope, object_name: str, record_id: UUID, if_match: IfMatch = None
) -> Response[Changed]:
    version = version_of_if_match(if_match)
    changed = await writing.delete_record(caller, object_name, record_id, version)
    return Response(changed, headers=change_set_header(changed.change_set_id))


@post(
    "/objects/{object_name:str}/records/{record_id:uuid}/restoration",
    opt=CHANGES,
    status_code=200,
    summary="Restore a record from the recycle bin",
    tags=TAGS,
)
async def restore_record(caller: Scope, object_name: str, record_id: UUID) -> Response[Changed]:
    changed = await writing.restore_record(caller, object_name, record_id)
    return Response(changed, headers=change_set_header(changed.change_set_id))


@post(
    "/objects/{object_name:str}/mass-updates",
    status_code=200,
    summary="Change or delete many records",
    description=(
        "The records named by `ids` or found by `filter` get the same `values`, or are deleted, as one change-set. Up to "
        "1,000 at once; more go on as a job (202 with `job_id`). Refused records are listed, the others are changed. "
        "`preview` changes nothing and says what would happen, looking at 1,000 records at most."
    ),
    tags=TAGS,
)
async def mass_update_records(caller: Scope, object_name: str, data: MassUpdate) -> Response[MassUpdated]:
    done = await mass_updates.mass_update(caller, object_name, data)
    status = 200 if done.job_id is msgspec.UNSET else 202
    return Response(done, status_code=status, headers=change_set_header(done.change_set_id))


handlers = [create_records, update_record, delete_record, restore_record, mass_update_records]
