"""GET /sharing, PUT /sharing/{object}, POST /sharing/recomputation, GET /sharing-principals."""

from __future__ import annotations

from typing import Annotated

from litestar import get, post, put
from litestar.params import Parameter

from guanxi.features.sharing.schemas import (
    DefaultChange,
    DefaultChanged,
    PrincipalPage,
    Queued,
    SharingOverview,
)
from guanxi.features.sharing.service import defaults, principals
from guanxi.kernel.tenancy import Scope

TAGS = ["Access"]


@get("/sharing", summary="What the company shares by default", tags=TAGS)
async def get_sharing(caller: Scope) -> SharingOverview:
    """Needs `sharing.manage`. One entry for each kind of record that can be shared; a list as long as there are kinds."""
    return await defaults.get_overview(caller)


@put("/sharing/{object_name:str}", summary="Change what is shared by default", tags=TAGS)
async def change_default(caller: Scope, object_name: str, data: DefaultChange) -> DefaultChanged:
    """Needs `sharing.manage`. New records are shared so at once, those there are by the job `job_id`."""
    return await defaults.change_default(caller, object_name, data.sharing)


@post("/sharing/recomputation", status_code=202, summary="Bring all records up to date", tags=TAGS)
async def recompute(caller: Scope) -> Queued:
    """Needs `sharing.manage`. For when earlier work was stopped or failed."""
    return await defaults.recompute_all(caller)


@get("/sharing-principals", summary="Find people, teams and roles to share with", tags=TAGS)
async def list_principals(
    caller: Scope,
    q: Annotated[str, Parameter(query="q", max_length=120, description="Part of the name")] = "",
    kinds: Annotated[
        str, Parameter(query="kinds", max_length=120, description="Only these kinds: `user,team`")
    ] = "",
    cursor: Annotated[str, Parameter(query="cursor", max_length=4_000)] = "",
    limit: Annotated[int, Parameter(query="limit", ge=1, le=100)] = 20,
) -> PrincipalPage:
    """Everyone, then people, teams of all kinds and roles, each by name."""
    wanted = [kind.strip() for kind in kinds.split(",") if kind.strip()]
    return await principals.search(caller, q.strip(), wanted, cursor, limit)


handlers = [get_sharing, change_default, recompute, list_principals]
