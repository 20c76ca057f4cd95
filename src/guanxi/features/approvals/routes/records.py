"""Approvals of one record: what it can be submitted to, and its requests."""

from __future__ import annotations

from uuid import UUID

from litestar import get, post

from guanxi.edge.support import READS
from guanxi.features.approvals.schemas.api import (
    ApprovalPreview,
    ApprovalRead,
    ApprovalsOfRecord,
    PreviewAsked,
    ToSubmit,
)
from guanxi.features.approvals.service.previewing import preview
from guanxi.features.approvals.service.reading import approvals_of_record, read_request
from guanxi.features.approvals.service.submitting import submit
from guanxi.kernel.tenancy import Scope

TAGS = ["Approvals"]
PATH = "/objects/{object_name:str}/records/{record_id:uuid}/approvals"


@get(PATH, summary="List the approvals of a record", tags=TAGS)
async def get_approvals_of_record(caller: Scope, object_name: str, record_id: UUID) -> ApprovalsOfRecord:
    """With the processes that the caller may submit it to now. `pending` is the request that is open, if any."""
    return await approvals_of_record(caller, object_name, record_id)


@post(PATH, summary="Submit a record for approval", tags=TAGS)
async def submit_record(caller: Scope, object_name: str, record_id: UUID, data: ToSubmit) -> ApprovalRead:
    """From now on the record can be changed only in what the process leaves open."""
    request = await submit(caller, object_name, data.process, record_id, data.comment, data.files)
    return await read_request(caller, request)


@post(f"{PATH}/preview", opt=READS, status_code=200, summary="Preview the steps of an approval", tags=TAGS)
async def preview_approval(
    caller: Scope, object_name: str, record_id: UUID, data: PreviewAsked
) -> ApprovalPreview:
    """Who would be asked, step by step, if the record stayed as it is. Nothing is written."""
    return await preview(caller, object_name, data.process, record_id)


handlers = [get_approvals_of_record, submit_record, preview_approval]
