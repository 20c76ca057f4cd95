"""/teams and their members."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from litestar import Response, delete, get, patch, post
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
    Team,
    TeamCreate,
    TeamDetails,
    TeamPage,
    TeamUpdate,
)
from guanxi.features.organisation.service import members, teams
from guanxi.kernel.tenancy import Scope


@get("/teams", summary="List teams, queues and territories", tags=TAGS)
async def list_teams(
    caller: Scope,
    kind: Annotated[
        Literal["team", "queue", "territory", ""], Parameter(query="kind", description="Only of this kind")
    ] = "",
    q: NameQuery = "",
    mine: Annotated[
        bool, Parameter(query="mine", description="Only those that the caller belongs to")
    ] = False,
    cursor: CursorQuery = "",
    limit: LimitQuery = 50,
) -> TeamPage:
    """By name."""
    return await teams.list_teams(caller, kind=kind, q=q, mine=mine, cursor=cursor, limit=limit)


@post("/teams", summary="Add a team, queue or territory", tags=TAGS)
async def create_team(caller: Scope, data: TeamCreate) -> Response[Team]:
    """A queue can own records: its `user_id` is given as their owner."""
    made, change_set_id = await teams.create_team(caller, data)
    return changed(made, change_set_id, 201, version=made.version)


@get("/teams/{team_id:uuid}", summary="Read a team", tags=TAGS)
async def get_team(caller: Scope, team_id: UUID) -> Response[TeamDetails]:
    """`ETag` is its version, for `If-Match` of a later change."""
    found = await teams.get_team(caller, team_id)
    return versioned(found, found.version)


@patch("/teams/{team_id:uuid}", summary="Rename or describe a team", tags=TAGS)
async def update_team(
    caller: Scope, team_id: UUID, data: TeamUpdate, if_match: IfMatch = None
) -> Response[Team]:
    seen = version_of_if_match(if_match)
    after, change_set_id = await teams.update_team(caller, team_id, data, seen)
    return changed(after, change_set_id, version=after.version)


@delete("/teams/{team_id:uuid}", status_code=200, summary="Delete a team", tags=TAGS)
async def delete_team(caller: Scope, team_id: UUID, if_match: IfMatch = None) -> Followed:
    """Refused while sharing rules name it or, of a queue, while it owns records."""
    return Followed(*await teams.delete_team(caller, team_id, version_of_if_match(if_match)))


@get("/teams/{team_id:uuid}/members", summary="List the members of a team", tags=TAGS)
async def list_members(
    caller: Scope, team_id: UUID, q: NameQuery = "", cursor: CursorQuery = "", limit: LimitQuery = 50
) -> MemberPage:
    """By name."""
    return await members.list_members(caller, team_id, q, cursor, limit)


@post("/teams/{team_id:uuid}/members", status_code=200, summary="Add or remove members", tags=TAGS)
async def change_members(caller: Scope, team_id: UUID, data: MembersChange) -> MembersChanged:
    return await members.change_members(caller, team_id, data)


handlers = [list_teams, create_team, get_team, update_team, delete_team, list_members, change_members]
