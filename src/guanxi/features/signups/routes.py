"""POST /signup."""

from __future__ import annotations

from litestar import Response, post

from guanxi.edge.client_addresses import counted_address
from guanxi.edge.entering import user_agent_of, with_session
from guanxi.edge.exchange import exchange_of
from guanxi.edge.requests import AnyRequest, address_of, database_of, edge_settings_of, limits_of
from guanxi.edge.tokens import csrf_token_of_session
from guanxi.features.sessions.facade import Browser, attempt_limits
from guanxi.features.signups import service
from guanxi.features.signups.schemas import FirstUser, NewCompany, SignedUp, SignUp
from guanxi.kernel.errors import Problem


@post("/signup", opt={"public": True}, summary="Sign up a company", tags=["Sign-in"])
async def create_signup(request: AnyRequest, data: SignUp) -> Response[SignedUp]:
    """Founds a company with its first administrator, who is signed in at once. `token` is a bearer API key."""
    edge = edge_settings_of(request)
    if not edge.sign_up_open:
        raise Problem("sign_up_closed", status=403)
    limits_of(request).sign_up.count(counted_address(address_of(request)), exchange_of(request))
    browser = Browser(address_of(request), user_agent_of(request))
    founded = await service.sign_up(database_of(request), data, browser, attempt_limits(edge))
    answer = SignedUp(
        tenant=NewCompany(founded.tenant_id, founded.company, founded.slug),
        user=FirstUser(founded.user_id, founded.name, founded.email, "admin"),
        token=founded.api_token,
        csrf_token=csrf_token_of_session(founded.session_token),
    )
    return with_session(request, answer, founded.session_token)


handlers = [create_signup]
