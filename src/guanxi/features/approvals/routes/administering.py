"""Everybody's requests, for administrators."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import get, post
from litestar.params import Parameter

from guanxi.edge.work import READS_ANYWHERE
from guanxi.features.approvals.schemas.api import ApprovalPage, ApprovalRead, DecisionOutcomes, Reassignment
from guanxi.features.approvals.service import administering, listing
from guanxi.features.approvals.service.reading import read_request
from guanxi.kernel.tenancy import Scope

TAGS = ["Approvals"]


@get("/open-approvals", opt=READS_ANYWHERE, summary="List all open approvals", tags=TAGS)
async def list_open(
    caller: Scope,
    process: Annotated[str | None, Parameter(max_length=80)] = None,
    approver: Annotated[UUID | None, Parameter(description="For whom they wait.")] = None,
    overdue: Annotated[bool, Parameter(description="Only those with a deadline that has passed.")] = False,
    cursor: Annotated[str, Parameter(max_length=2_000)] = "",
    limit: Annotated[int, Parameter(ge=1, le=100)] = 50,
) -> ApprovalPage:
    """For administrators. The latest first."""
    return await listing.list_open(caller, process, approver, overdue, cursor, limit)


@post("/approval-reassignments", status_code=200, summary="Let somebody else decide", tags=TAGS)
async def reassign(caller: Scope, data: Reassignment) -> DecisionOutcomes:
    """For administrators. Each by itself: what is refused keeps no other from being done."""
    return DecisionOutcomes(await administering.reassign(caller, data))


@post(
    "/approvals/{request_id:uuid}/settings",
    status_code=200,
    summary="Write again what an approval could not write",
    tags=TAGS,
)
async def set_again(caller: Scope, request_id: UUID) -> ApprovalRead:
    """For administrators. What its process sets by its outcome, once what stood in its way is mended."""
    await administering.set_again(caller, request_id)
    return await read_request(caller, request_id)


handlers = [list_open, reassign, set_again]
