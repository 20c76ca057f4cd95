"""Requests: lists of the caller's own, one of them, and what he does with it."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from litestar import get, post
from litestar.params import Parameter

from guanxi.edge.work import READS_ANYWHERE
from guanxi.features.approvals.schemas.api import (
    ApprovalPage,
    ApprovalRead,
    Decision,
    DecisionOutcomes,
    ManyDecisions,
)
from guanxi.features.approvals.service import listing
from guanxi.features.approvals.service.deciding import decide, decide_many
from guanxi.features.approvals.service.reading import read_request
from guanxi.kernel.tenancy import Scope

TAGS = ["Approvals"]
Which = Literal["waiting", "done", "submitted"]
PATH = "/approvals/{request_id:uuid}"


@get("/approvals", opt=READS_ANYWHERE, summary="List my approvals", tags=TAGS)
async def list_approvals(
    caller: Scope,
    which: Annotated[Which, Parameter(query="state")] = "waiting",
    cursor: Annotated[str, Parameter(max_length=2_000)] = "",
    limit: Annotated[int, Parameter(ge=1, le=100)] = 50,
) -> ApprovalPage:
    """Those that wait for the caller, those that he has decided, or those that he submitted. The latest first."""
    return await listing.list_own(caller, which, cursor, limit)


@get(PATH, summary="Read an approval", tags=TAGS)
async def get_approval(caller: Scope, request_id: UUID) -> ApprovalRead:
    """For those concerned, and for whoever sees the record. Who is asked sees its summary while the task is his."""
    return await read_request(caller, request_id)


@post(f"{PATH}/approve", status_code=200, summary="Approve", tags=TAGS)
async def approve(caller: Scope, request_id: UUID, data: Decision) -> ApprovalRead:
    await decide(caller, request_id, "approve", data.comment, data.files, data.task)
    return await read_request(caller, request_id)


@post(f"{PATH}/reject", status_code=200, summary="Reject", tags=TAGS)
async def reject(caller: Scope, request_id: UUID, data: Decision) -> ApprovalRead:
    await decide(caller, request_id, "reject", data.comment, data.files, data.task)
    return await read_request(caller, request_id)


@post("/approvals/decisions", status_code=200, summary="Decide many approvals", tags=TAGS)
async def decide_all(caller: Scope, data: ManyDecisions) -> DecisionOutcomes:
    """Each by itself: what is refused keeps no other from being done."""
    return DecisionOutcomes(await decide_many(caller, data.decisions))


handlers = [list_approvals, get_approval, approve, reject, decide_all]
