"""Permission sets, who holds them, effective rights, licences."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, patch, post, put
from litestar.params import Parameter

from guanxi.edge.preconditions import etag_of_version, version_of_if_match
from guanxi.features.permissions.schemas import (
    AssignedSets,
    HolderPage,
    LicenceList,
    PermissionSet,
    PermissionSetCreate,
    PermissionSetPage,
    PermissionSetUpdate,
    PreviewRequest,
    RightsOfUser,
    RightsPreview,
    SetRemoved,
    SetsOfUser,
)
from guanxi.features.permissions.service import assignments, effective, licences, previews, sets
from guanxi.kernel.tenancy import Scope

TAGS = ["Permissions"]
CHANGE_SET = "X-Change-Set"
IfMatch = Annotated[
    str | None,
    Parameter(header="If-Match", description="The version that the writer saw, as its `ETag` said"),
]
Cursor = Annotated[UUID | None, Parameter(query="cursor", description="`next_cursor` of the page before")]
Limit = Annotated[int, Parameter(query="limit", ge=1, le=200)]
SetId = Annotated[str, Parameter(max_length=60, description="The id, or `member` or `viewer`")]


@get("/permission-sets", summary="List permission sets", tags=TAGS)
async def list_permission_sets(caller: Scope, cursor: Cursor = None, limit: Limit = 50) -> PermissionSetPage:
    """With the right to manage permissions. The sets that come with the roles member and viewer stand first."""
    return await sets.list_sets(caller, cursor, limit)


@post("/permission-sets", summary="Make a permission set", tags=TAGS)
async def create_permission_set(caller: Scope, data: PermissionSetCreate) -> Response[PermissionSet]:
    """It can hold no more than the caller may do. The header `X-Change-Set` names the change, which can be undone."""
    made, change_set_id = await sets.create_set(caller, data)
    return Response(made, status_code=201, headers=_headers(made.version, change_set_id))


@get("/permission-sets/{set_id:str}", summary="Read a permission set", tags=TAGS)
async def get_permission_set(caller: Scope, set_id: SetId) -> Response[PermissionSet]:
    found = await sets.get_set(caller, set_id)
    return Response(found, headers=_headers(found.version, None))


@patch("/permission-sets/{set_id:str}", summary="Change a permission set", tags=TAGS)
async def update_permission_set(
    caller: Scope, set_id: SetId, data: PermissionSetUpdate, if_match: IfMatch = None
) -> Response[PermissionSet]:
    """Holds for everybody who has it from their next request on. With `If-Match`, 409 when somebody changed it meanwhile."""
    changed, change_set_id = await sets.update_set(caller, set_id, data, version_of_if_match(if_match))
    return Response(changed, headers=_headers(changed.version, change_set_id))


@delete(
    "/permission-sets/{set_id:str}", status_code=200, summary="Delete or reset a permission set", tags=TAGS
)
async def delete_permission_set(
    caller: Scope, set_id: SetId, if_match: IfMatch = None
) -> Response[SetRemoved]:
    """A set is taken from all who have it. That of a role becomes again as it came."""
    change_set_id = await sets.remove_set(caller, set_id, version_of_if_match(if_match))
    return Response(SetRemoved(change_set_id), headers={CHANGE_SET: str(change_set_id)})


@post(
    "/permission-sets/{set_id:str}/preview",
    status_code=200,
    summary="Preview a change of a permission set",
    tags=TAGS,
)
async def preview_permission_set(caller: Scope, set_id: SetId, data: PreviewRequest) -> RightsPreview:
    """Who would gain and lose which rights; nothing is changed. People whose rights change alike are one group."""
    return await previews.preview_change(caller, set_id, data)


@get("/permission-sets/{set_id:str}/users", summary="List who has a permission set", tags=TAGS)
async def list_users_of_permission_set(
    caller: Scope, set_id: SetId, cursor: Cursor = None, limit: Limit = 50
) -> HolderPage:
    return await sets.list_users(caller, set_id, cursor, limit)


@get("/users/{user_id:uuid}/permission-sets", summary="List the permission sets of a user", tags=TAGS)
async def list_permission_sets_of_user(caller: Scope, user_id: UUID) -> SetsOfUser:
    return await assignments.get_sets_of_user(caller, user_id)


@put("/users/{user_id:uuid}/permission-sets", summary="Assign permission sets to a user", tags=TAGS)
async def assign_permission_sets(caller: Scope, user_id: UUID, data: AssignedSets) -> Response[SetsOfUser]:
    """All sets that the user has besides that of the role. What is added can be no more than the caller may do."""
    assigned, change_set_id = await assignments.assign_sets(caller, user_id, data.permission_sets)
    return Response(assigned, headers={} if change_set_id is None else {CHANGE_SET: str(change_set_id)})


@get("/users/{user_id:uuid}/rights", summary="Show the rights of a user", tags=TAGS)
async def get_rights_of_user(caller: Scope, user_id: UUID) -> RightsOfUser:
    """One's own, or anybody's for who manages permissions: every verb, field and area, with the sets that give it."""
    return await effective.get_rights(caller, user_id)


@get("/licences", summary="List licences and seats used", tags=TAGS)
async def list_licences(caller: Scope) -> LicenceList:
    """A user's licence is a field of the user."""
    return await licences.list_licences(caller)


def _headers(version: int, change_set_id: UUID | None) -> dict[str, str]:
    etag = {"ETag": etag_of_version(version)}
    return etag if change_set_id is None else {**etag, CHANGE_SET: str(change_set_id)}


handlers = [
    list_permission_sets,
    create_permission_set,
    get_permission_set,
    update_permission_set,
    delete_permission_set,
    preview_permission_set,
    list_users_of_permission_set,
    list_permission_sets_of_user,
    assign_permission_sets,
    get_rights_of_user,
    list_licences,
]
