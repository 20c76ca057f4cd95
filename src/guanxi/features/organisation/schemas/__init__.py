"""What goes over the wire about roles, teams and who belongs to them."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

Name = Annotated[str, Meta(min_length=1, max_length=120)]
Description = Annotated[str, Meta(max_length=1_000)]
Key = Annotated[str, Meta(pattern="^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=60)]
TeamKind = Literal["team", "queue", "territory"]
Ids = Annotated[list[UUID], Meta(max_length=500)]


class OrgRole(Struct):
    """`parent_id` is the role above, whose holders see what holders of this one own. `children` are those right below."""

    id: UUID
    name: str
    parent_id: UUID | None
    holders: int
    children: int
    version: int


class OrgRolePage(Struct):
    data: list[OrgRole]
    next_cursor: str | None


class OrgRoleCreate(Struct, forbid_unknown_fields=True):
    name: Name
    parent_id: UUID | None = None


class OrgRoleUpdate(Struct, forbid_unknown_fields=True):
    """A new `parent_id` moves the role with all below it; null makes it stand at the top."""

    name: Name | UnsetType = UNSET
    parent_id: UUID | UnsetType | None = UNSET


class OrgRolePlaced(Struct, forbid_unknown_fields=True):
    role_id: UUID | None


class Member(Struct):
    id: UUID
    name: str
    title: str | None
    status: str


class MemberPage(Struct):
    data: list[Member]
    next_cursor: str | None


class MembersChange(Struct, forbid_unknown_fields=True):
    """Those who belong already, or never did, are passed over."""

    add: Ids = []
    remove: Ids = []


class MembersChanged(Struct):
    """`job_id` where records are shared anew in the background."""

    added: int
    removed: int
    job_id: UUID | None
    change_set_id: UUID | None


class Followed(Struct):
    """`job_id` where records are shared anew in the background."""

    job_id: UUID | None
    change_set_id: UUID | None


class Team(Struct):
    """`user_id` is the user under which a queue owns records; `mine`: the caller is a member."""

    id: UUID
    name: str
    kind: TeamKind
    description: str
    members: int
    mine: bool
    user_id: UUID | None
    version: int


class TeamPage(Struct):
    data: list[Team]
    next_cursor: str | None


class Holding(Struct):
    object: str
    label: str
    count: int
    capped: bool


class TeamDetails(Team):
    """`holdings` of a queue: the records that it owns and the caller sees, counted to 1,000 for each kind."""

    holdings: list[Holding]


class TeamCreate(Struct, forbid_unknown_fields=True):
    name: Name
    kind: TeamKind = "team"
    description: Description = ""
    member_ids: Ids = []


class TeamUpdate(Struct, forbid_unknown_fields=True):
    name: Name | UnsetType = UNSET
    description: Description | UnsetType = UNSET


class RoleName(Struct):
    id: UUID
    name: str


class TeamName(Struct):
    id: UUID
    name: str
    kind: TeamKind


class UserPlace(Struct):
    """Where a person stands: role, and the first 200 teams, queues and territories by name."""

    org_role: RoleName | None
    teams: list[TeamName]


class Taken(Struct):
    change_set_id: UUID | None


Bilingual = Name | dict[Literal["en", "zh-CN"], Name]
"""One text, or one for each language: the company's own is taken."""


class DeclaredPosition(Struct, forbid_unknown_fields=True):
    """A position as packages carry it; `above` names the one that stands right above. Who holds it is the company's own affair."""

    label: Bilingual
    above: Key | None = None


class DeclaredTeam(Struct, forbid_unknown_fields=True):
    """A team, queue or territory as packages carry it. Who belongs to it is the company's own affair."""

    label: Bilingual
    kind: TeamKind = "team"
    description: Description | dict[Literal["en", "zh-CN"], Description] = ""
