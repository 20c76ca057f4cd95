"""The addresses at which other systems start workflows."""

from __future__ import annotations

from typing import Annotated

from litestar import get, post
from litestar.params import Parameter

from guanxi.edge.exchange import exchange_of
from guanxi.edge.rate_limits import RateLimit
from guanxi.edge.requests import AnyRequest, database_of
from guanxi.features.workflows.schemas.api import HookAddress, HookAnswer
from guanxi.features.workflows.service import hooks
from guanxi.kernel.tenancy import Scope

TAGS = ["Workflows"]
PER_ADDRESS = RateLimit("600/minute")
"""Of each workflow's address, at each process; callers' own addresses are counted besides."""


@get("/workflows/{name:str}/hook", summary="Read a workflow's address", tags=TAGS)
async def get_hook(request: AnyRequest, caller: Scope, name: str) -> HookAddress:
    """For administrators. Whoever knows it can start the workflow."""
    return await _address(request, caller, name)


@post("/workflows/{name:str}/hook", status_code=200, summary="Give a workflow a new address", tags=TAGS)
async def renew_hook(request: AnyRequest, caller: Scope, name: str) -> HookAddress:
    """For administrators. The one before leads nowhere any more."""
    return await _address(request, caller, name, anew=True)


@post(
    "/workflow-hooks/{token:str}",
    opt={"public": True},
    status_code=202,
    summary="Start a workflow from another system",
    tags=TAGS,
)
async def receive(
    request: AnyRequest, token: Annotated[str, Parameter(min_length=10, max_length=100)]
) -> HookAnswer:
    """A JSON object of 64 KiB at most; the workflow says which values it takes."""
    address = hooks.read_address(token, _secret(request))
    PER_ADDRESS.count(token, exchange_of(request.scope))
    return HookAnswer(await hooks.receive(database_of(request), address, await request.body()))


async def _address(request: AnyRequest, caller: Scope, name: str, *, anew: bool = False) -> HookAddress:
    token = await hooks.address_of(caller, name, _secret(request), anew=anew)
    return HookAddress(f"{request.app.state.settings.address}/api/v1/workflow-hooks/{token}")


def _secret(request: AnyRequest) -> bytes:
    key: str = request.app.state.settings.secret_key()
    return key.encode()


handlers = [get_hook, renew_hook, receive]
