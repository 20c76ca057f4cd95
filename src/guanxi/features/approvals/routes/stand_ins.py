"""/approval-delegations: who is asked while somebody is away."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import delete, get, post
from litestar.params import Parameter

from guanxi.features.approvals.schemas.api import NewStandIn, StandInRead, StandIns
from guanxi.features.approvals.service import stand_ins as service
from guanxi.kernel.tenancy import Scope

TAGS = ["Approvals"]


@get("/approval-delegations", summary="List stand-ins", tags=TAGS)
async def list_stand_ins(
    caller: Scope, everybody: Annotated[bool, Parameter(query="all")] = False
) -> StandIns:
    """Whom the caller has named and who has named him; with `all`, for administrators, everybody's."""
    return StandIns(await service.list_stand_ins(caller, everybody=everybody))


@post("/approval-delegations", summary="Name a stand-in", tags=TAGS)
async def add_stand_in(caller: Scope, data: NewStandIn) -> StandInRead:
    """For what is asked from then on. Administrators may name one for others."""
    return await service.add_stand_in(caller, data)


@delete("/approval-delegations/{stand_in_id:uuid}", summary="Remove a stand-in", tags=TAGS)
async def remove_stand_in(caller: Scope, stand_in_id: UUID) -> None:
    await service.remove_stand_in(caller, stand_in_id)


handlers = [list_stand_ins, add_stand_in, remove_stand_in]
