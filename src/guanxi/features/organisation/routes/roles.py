"""/org-roles, their holders, and the place of a user."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, patch, post, put
from litestar.params import Parameter

from guanxi.edge.preconditions import version_of_if_match
from guanxi.features.organisation.routes.parameters import (
    TAGS,
    CursorQuery,
    IfMatch,
    LimitQuery,
    NameQuery,
    changed,
    versioned,
)
from guanxi.features.organisation.schemas import (
    Followed,
    MemberPage,
    MembersChange,
    MembersChanged,
    OrgRole,
    OrgRoleCreate,
    OrgRolePage,
    OrgRolePlaced,
    OrgRoleUpdate,
    UserPlace,
)
from guanxi.features.organisation.service import holders, roles
from guanxi.kernel.tenancy import Scope


@get("/org-roles", summary="List the roles of the company", tags=TAGS)
async def list_roles(
    caller: Scope,
    cursor: Annotated[
        UUID | None, Parameter(query="cursor", description="`next_cursor` of the page before")
    ] = None,
    limit: Annotated[int, Parameter(query="limit", ge=1, le=500)] = 200,
) -> OrgRolePage:
    """In the order in which they were made; `parent_id` makes a tree of them."""
    return await roles.list_roles(caller, cursor, limit)


@post("/org-roles", summary="Add a role", tags=TAGS)
async def create_role(caller: Scope, data: OrgRoleCreate) -> Response[OrgRole]:
    """Needs `sharing.manage`, as all changes of the organisation do."""
    made, change_set_id = await roles.create_role(caller, data)
    return changed(made, change_set_id, 201, version=made.version)


@get("/org-roles/{role_id:uuid}", summary="Read a role", tags=TAGS)
async def get_role(caller: Scope, role_id: UUID) -> Response[OrgRole]:
    """`ETag` is its version, for `If-Match` of a later change."""
    found = await roles.get_role(caller, role_id)
    return versioned(found, found.version)


@patch("/org-roles/{role_id:uuid}", summary="Rename or move a role", tags=TAGS)
async def update_role(
    caller: Scope, role_id: UUID, data: OrgRoleUpdate, if_match: IfMatch = None
) -> Response[OrgRole]:
    """All roles below move along. What people see follows at once: no record has to be written again.

    With `If-Match`, 409 when somebody changed it meanwhile.
    """
    seen = version_of_if_match(if_match)
    after, change_set_id = await roles.update_role(caller, role_id, data, seen)
    return changed(after, change_set_id, version=after.version)


@delete("/org-roles/{role_id:uuid}", status_code=200, summary="Delete a role", tags=TAGS)
async def delete_role(
    caller: Scope,
    role_id: UUID,
    move_to: Annotated[
        UUID | None,
        Parameter(query="move_to", description="The role that takes in its holders and the roles below it"),
    ] = None,
    release: Annotated[
        bool,
        Parameter(
            query="release", description="Its holders have no role then; the roles below stand at the top"
        ),
    ] = False,
    if_match: IfMatch = None,
) -> Followed:
    """A role with holders or roles below it is refused unless `move_to` or `release` says what becomes of them."""
    seen = version_of_if_match(if_match)
    return Followed(*await roles.delete_role(caller, role_id, move_to=move_to, release=release, seen=seen))


@get("/org-roles/{role_id:uuid}/holders", summary="List the holders of a role", tags=TAGS)
async def list_holders(
    caller: Scope, role_id: UUID, q: NameQuery = "", cursor: CursorQuery = "", limit: LimitQuery = 50
) -> MemberPage:
    """By name."""
    return await holders.list_holders(caller, role_id, q, cursor, limit)


@post("/org-roles/{role_id:uuid}/holders", status_code=200, summary="Give or take a role", tags=TAGS)
async def change_holders(caller: Scope, role_id: UUID, data: MembersChange) -> MembersChanged:
    """A person holds one role at most: those added leave the one that they held."""
    return await holders.change_holders(caller, role_id, data)


@get("/users/{user_id:uuid}/organisation", summary="Where does a person stand?", tags=TAGS)
async def get_place(caller: Scope, user_id: UUID) -> UserPlace:
    """The person's role, and the teams, queues and territories that he or she belongs to."""
    return await holders.place_of_user(caller, user_id)


@put("/users/{user_id:uuid}/org-role", summary="Set the role of a person", tags=TAGS)
async def set_role(caller: Scope, user_id: UUID, data: OrgRolePlaced) -> Followed:
    """Null takes the role away."""
    return await holders.place_user(caller, user_id, data.role_id)


handlers = [
    list_roles,
    create_role,
    get_role,
    update_role,
    delete_role,
    list_holders,
    change_holders,
    get_place,
    set_role,
]
