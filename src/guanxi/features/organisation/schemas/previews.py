"""What goes over the wire about what an edit of the organisation would change."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from msgspec import Struct

from guanxi.features.organisation.schemas import Ids

Access = Literal["none", "read", "edit"]


class PositionMove(Struct, forbid_unknown_fields=True):
    """With all below it; without `parent_id` to the top."""

    role_id: UUID
    parent_id: UUID | None = None


class PositionRemoval(Struct, forbid_unknown_fields=True):
    """`move_to` takes in holders and positions below; without it they are released."""

    role_id: UUID
    move_to: UUID | None = None


class HoldersEdit(Struct, forbid_unknown_fields=True):
    """Those added leave the position that they held."""

    role_id: UUID
    add: Ids = []
    remove: Ids = []


class MembersEdit(Struct, forbid_unknown_fields=True):
    """Of a team, queue or territory."""

    team_id: UUID
    add: Ids = []
    remove: Ids = []


class TeamRemoval(Struct, forbid_unknown_fields=True):
    team_id: UUID


class ManagerEdit(Struct, forbid_unknown_fields=True):
    """Without `manager_id` the person reports to nobody."""

    user_id: UUID
    manager_id: UUID | None = None


class OrganisationEdit(Struct, forbid_unknown_fields=True):
    """Exactly one of them."""

    move_position: PositionMove | None = None
    delete_position: PositionRemoval | None = None
    change_holders: HoldersEdit | None = None
    change_members: MembersEdit | None = None
    delete_team: TeamRemoval | None = None
    change_manager: ManagerEdit | None = None


class AccessChange(Struct):
    """So many records of an object, reached in one way before and in another after. `more`: there are more than were looked at."""

    object: str
    label: str
    before: Access
    after: Access
    records: int
    more: bool


class AffectedPerson(Struct):
    id: UUID
    name: str


class AccessGroup(Struct):
    """People whose access would change alike; `sample` names the first few."""

    users: int
    sample: list[AffectedPerson]
    gains: list[AccessChange]
    losses: list[AccessChange]


class AccessPreview(Struct):
    """`changed` people would see or change other records than now. `groups` is cut at 50, those who lose or gain most first.
    `partly`: not every kind of record could be looked at in time.
    """

    changed: int
    groups: list[AccessGroup]
    partly: bool
