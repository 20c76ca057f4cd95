"""GET /support-grants, POST /support-grants/{id}/approval, /refusal and /revocation; POST /support-sessions."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.params import Parameter

from guanxi.edge.entering import caller_of_token, user_agent_of, with_session
from guanxi.edge.requests import AnyRequest, address_of, database_of
from guanxi.edge.tokens import csrf_token_of_session
from guanxi.features.sessions.facade import Browser, Session, describe_entry
from guanxi.features.support.schemas import SupportApproval, SupportEntry, SupportGrant, SupportGrantPage
from guanxi.features.support.service import deciding, operating
from guanxi.kernel.tenancy import Scope

TAGS = ["Support access"]


@get("/support-grants", summary="List requests for support access", tags=TAGS)
async def list_support_grants(
    caller: Scope,
    cursor: Annotated[
        UUID | None, Parameter(query="cursor", description="`next_cursor` of the page before")
    ] = None,
    limit: Annotated[int, Parameter(query="limit", ge=1, le=200)] = 50,
) -> SupportGrantPage:
    """For administrators, the latest first. Nobody of the installation's operators enters without an approval."""
    return await deciding.list_grants(caller, cursor, limit)


@post(
    "/support-grants/{grant_id:uuid}/approval", status_code=200, summary="Approve support access", tags=TAGS
)
async def approve_support(caller: Scope, grant_id: UUID, data: SupportApproval) -> SupportGrant:
    """Access begins now and ends after `minutes`. Less than asked for may be given, never more."""
    return await deciding.approve(caller, grant_id, data)


@post("/support-grants/{grant_id:uuid}/refusal", status_code=200, summary="Refuse support access", tags=TAGS)
async def refuse_support(caller: Scope, grant_id: UUID) -> SupportGrant:
    return await deciding.refuse(caller, grant_id)


@post("/support-grants/{grant_id:uuid}/revocation", status_code=200, summary="End support access", tags=TAGS)
async def revoke_support(caller: Scope, grant_id: UUID) -> SupportGrant:
    """Sessions under it end at once."""
    return await deciding.revoke(caller, grant_id)


@post("/support-sessions", opt={"public": True}, summary="Enter with a support ticket", tags=TAGS)
async def create_support_session(request: AnyRequest, data: SupportEntry) -> Response[Session]:
    """For an operator whose access is approved. Sets the session cookie; the session is marked as support's."""
    browser = Browser(address_of(request), user_agent_of(request))
    token = await operating.redeem(database_of(request), data.ticket, browser)
    identity = await caller_of_token(request, token)
    described = await describe_entry(database_of(request), identity, csrf_token_of_session(token))
    return with_session(request, described, token)


handlers = [list_support_grants, approve_support, refuse_support, revoke_support, create_support_session]
