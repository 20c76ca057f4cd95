"""POST, GET, PATCH and DELETE /session; GET /sessions and DELETE /sessions/{id}."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, delete, get, patch, post

from guanxi.edge.entering import caller_of_token, session_token, user_agent_of, with_session, without_session
from guanxi.edge.identities import Identity
from guanxi.edge.requests import AnyRequest, address_of, database_of, edge_settings_of, identities_of
from guanxi.edge.support import READS
from guanxi.edge.tokens import csrf_token_of_session
from guanxi.edge.transactions import identity_of
from guanxi.features.sessions.schemas import (
    CompanySwitch,
    OpenSession,
    OpenSessionList,
    Session,
    SignIn,
)
from guanxi.features.sessions.service import open_sessions
from guanxi.features.sessions.service.attempts import attempt_limits
from guanxi.features.sessions.service.descriptions import describe_entry
from guanxi.features.sessions.service.open_sessions import Browser
from guanxi.features.sessions.service.sign_in import Credentials, sign_in
from guanxi.features.sessions.service.switching import switch_company

TAGS = ["Sign-in"]


@post("/session", opt={"public": True}, summary="Sign in", tags=TAGS)
async def create_session(request: AnyRequest, data: SignIn) -> Response[Session]:
    """Sets the session cookie. Send the returned `csrf_token` as X-CSRF-Token with every unsafe call."""
    limits = attempt_limits(edge_settings_of(request))
    browser = Browser(address_of(request), user_agent_of(request))
    credentials = Credentials(data.email, data.password, data.tenant)
    token = await sign_in(database_of(request), credentials, browser, limits)
    await _end_previous_session(request)
    identity = await caller_of_token(request, token)
    return with_session(request, await _describe(request, identity, token), token)


@get("/session", summary="Who am I?", tags=TAGS)
async def get_session(request: AnyRequest) -> Session:
    return await _describe(request, identity_of(request), session_token(request))


@patch("/session", summary="Go to another of my companies", tags=TAGS)
async def change_session(request: AnyRequest, data: CompanySwitch) -> Response[Session]:
    """Ends this browser session and begins one there: a new cookie, a new `csrf_token`. Not for API keys."""
    browser = Browser(address_of(request), user_agent_of(request))
    token = await switch_company(database_of(request), identity_of(request), data.tenant, browser)
    identity = await caller_of_token(request, token)
    return with_session(request, await _describe(request, identity, token), token, status=200)


@delete("/session", status_code=204, opt=READS, summary="Sign out", tags=TAGS)
async def delete_session(request: AnyRequest) -> Response[None]:
    """Ends this browser session; an API key is not affected."""
    identity = identity_of(request)
    if identity.kind == "session":
        await _end_own(request, identity)
    return without_session(request)


@get("/sessions", summary="List the places where I am signed in", tags=TAGS)
async def list_sessions(request: AnyRequest) -> OpenSessionList:
    identity = identity_of(request)
    if identity.identity_id is None:
        return OpenSessionList(data=[])
    rows = await open_sessions.list_sessions(database_of(request), identity.identity_id)
    return OpenSessionList(
        data=[
            OpenSession(
                id=row["id"],
                created_at=row["created_at"],
                seen_at=row["seen_at"],
                user_agent=row["user_agent"],
                ip=row["ip"],
                is_current=row["id"] == identity.credential_id,
            )
            for row in rows
        ]
    )


@delete("/sessions/{session_id:uuid}", summary="Sign out somewhere else", tags=TAGS)
async def delete_other_session(request: AnyRequest, session_id: UUID) -> None:
    await _end(request, identity_of(request), session_id)


async def _describe(request: AnyRequest, identity: Identity, token: str | None) -> Session:
    csrf_token = csrf_token_of_session(token) if token and identity.kind == "session" else None
    return await describe_entry(database_of(request), identity, csrf_token)


async def _end(request: AnyRequest, identity: Identity, session_id: UUID) -> None:
    if identity.identity_id is None:
        return
    await open_sessions.end_session(database_of(request), identity.identity_id, session_id)


async def _end_previous_session(request: AnyRequest) -> None:
    """The browser's earlier session ends, so that a planted cookie cannot live on beside the new one."""
    token = session_token(request)
    if token is None:
        return
    previous = await identities_of(request).find("session", token)
    if previous is not None:
        await _end_own(request, previous)


async def _end_own(request: AnyRequest, identity: Identity) -> None:
    if identity.support is not None:
        await open_sessions.leave_support(database_of(request), identity)
    else:
        await _end(request, identity, identity.credential_id)


handlers = [
    create_session,
    get_session,
    change_session,
    delete_session,
    list_sessions,
    delete_other_session,
]
