"""GET /change-sets, GET /change-sets/{id}, POST /change-sets/{id}/undo."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.params import Parameter
from msgspec import UNSET

from guanxi.features.change_sets import service
from guanxi.features.change_sets.schemas import ChangeSet, ChangeSetPage, Undone
from guanxi.kernel.tenancy import Scope

TAGS = ["Changes"]


@get("/change-sets", summary="List what was changed", tags=TAGS)
async def list_change_sets(
    caller: Scope,
    cursor: Annotated[
        UUID | None, Parameter(query="cursor", description="`next_cursor` of the page before")
    ] = None,
    limit: Annotated[int, Parameter(query="limit", ge=1, le=200)] = 50,
) -> ChangeSetPage:
    """The caller's own changes, the latest first; everybody's for an administrator."""
    return await service.list_change_sets(caller, cursor, limit)


@get("/change-sets/{change_set_id:uuid}", summary="Read a change-set", tags=TAGS)
async def get_change_set(caller: Scope, change_set_id: UUID) -> ChangeSet:
    return await service.get_change_set(caller, change_set_id)


@post("/change-sets/{change_set_id:uuid}/undo", status_code=200, summary="Take a change-set back", tags=TAGS)
async def undo_change_set(caller: Scope, change_set_id: UUID) -> Response[Undone]:
    """For who made it, and for administrators. What somebody changed since is kept, and listed in `kept`.

    The undo is a change-set of its own. More than 1,000 records go on as a job (202 with `job_id`).
    """
    undone = await service.undo_change_set(caller, change_set_id)
    return Response(undone, status_code=200 if undone.job_id is UNSET else 202)


handlers = [list_change_sets, get_change_set, undo_change_set]
