"""Invitations: made, listed and withdrawn by administrators; read and accepted by whoever holds the link."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, post
from litestar.params import Parameter

from guanxi.edge.entering import caller_of_token, user_agent_of, with_session
from guanxi.edge.requests import AnyRequest, address_of, database_of, edge_settings_of
from guanxi.edge.tokens import csrf_token_of_session
from guanxi.features.invitations.schemas import (
    Acceptance,
    Invitation,
    InvitationCreate,
    InvitationDetails,
    InvitationList,
    NewInvitation,
)
from guanxi.features.invitations.service import accepting, inviting
from guanxi.features.sessions.facade import Browser, Session, attempt_limits, describe_entry
from guanxi.kernel.tenancy import Scope

TAGS = ["Sign-in"]
Token = Annotated[str, Parameter(max_length=100, description="The one-time token at the end of the link")]


@post("/invitations", opt={"holds_secret": True}, summary="Invite somebody", tags=TAGS)
async def create_invitation(request: AnyRequest, caller: Scope, data: InvitationCreate) -> NewInvitation:
    """The link in `url` works once, for seven days. An earlier link of the same user stops working."""
    invited = await inviting.invite(caller, data)
    return NewInvitation(
        id=invited.id,
        email=invited.email,
        url=f"{_site(request)}/invitations/{invited.token}",
        expires_at=invited.expires_at,
        user_id=invited.user_id,
    )


@get("/invitations", summary="List open invitations", tags=TAGS)
async def list_invitations(caller: Scope) -> InvitationList:
    rows = await inviting.list_invitations(caller)
    names = Invitation.__struct_fields__
    return InvitationList(data=[Invitation(**{name: row[name] for name in names}) for row in rows])


@delete("/invitations/{invitation_id:uuid}", summary="Withdraw an invitation", tags=TAGS)
async def delete_invitation(caller: Scope, invitation_id: UUID) -> None:
    await inviting.withdraw(caller, invitation_id)


@get("/invitations/{token:str}/details", opt={"public": True}, summary="Read an invitation", tags=TAGS)
async def get_invitation_details(request: AnyRequest, token: Token) -> InvitationDetails:
    found = await accepting.describe(database_of(request), token)
    return InvitationDetails(found.company, found.email, found.name, found.inviter, found.has_account)


@post("/invitations/{token:str}/acceptance", opt={"public": True}, summary="Accept an invitation", tags=TAGS)
async def create_acceptance(request: AnyRequest, token: Token, data: Acceptance) -> Response[Session]:
    """Signs the person in. Who has a sign-in with this e-mail already gives that password."""
    browser = Browser(address_of(request), user_agent_of(request))
    limits = attempt_limits(edge_settings_of(request))
    session_token = await accepting.accept(database_of(request), token, data, browser, limits)
    identity = await caller_of_token(request, session_token)
    answer = await describe_entry(database_of(request), identity, csrf_token_of_session(session_token))
    return with_session(request, answer, session_token)


def _site(request: AnyRequest) -> str:
    """Where people reach us: as the operator said, or as the inviting administrator did."""
    configured = edge_settings_of(request).public_url
    return configured or f"{request.url.scheme}://{request.headers.get('host', 'localhost')}"


handlers = [
    create_invitation,
    list_invitations,
    delete_invitation,
    get_invitation_details,
    create_acceptance,
]
