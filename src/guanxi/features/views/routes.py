"""GET and POST /views, PATCH and DELETE /views/{id}."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import delete, get, patch, post
from litestar.params import Parameter

from guanxi.features.views import service
from guanxi.features.views.schemas import View, ViewCreate, ViewList, ViewUpdate
from guanxi.kernel.tenancy import Scope

TAGS = ["Views"]
ObjectQuery = Annotated[
    str | None, Parameter(query="object", max_length=60, description="Only views of this object")
]


@get("/views", summary="List my views and the shared ones", tags=TAGS)
async def list_views(caller: Scope, object_name: ObjectQuery = None) -> ViewList:
    return ViewList(data=await service.list_views(caller, object_name))


@post("/views", summary="Save a view", tags=TAGS)
async def create_view(caller: Scope, data: ViewCreate) -> View:
    return await service.create_view(caller, data)


@patch("/views/{view_id:uuid}", summary="Change a view", tags=TAGS)
async def update_view(caller: Scope, view_id: UUID, data: ViewUpdate) -> View:
    return await service.update_view(caller, view_id, data)


@delete("/views/{view_id:uuid}", summary="Delete a view", tags=TAGS)
async def delete_view(caller: Scope, view_id: UUID) -> None:
    await service.delete_view(caller, view_id)


handlers = [list_views, create_view, update_view, delete_view]
