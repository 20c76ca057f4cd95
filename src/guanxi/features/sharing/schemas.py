"""What goes over the wire about sharing."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

Kind = Literal["everyone", "user", "team", "queue", "territory", "org_role"]
KINDS: tuple[Kind, ...] = ("everyone", "user", "team", "queue", "territory", "org_role")
Level = Literal["read", "edit"]
Sharing = Literal["private", "read", "public"]
Reason = Literal["manual", "team"]
ObjectName = Annotated[str, Meta(min_length=1, max_length=60, pattern="^[a-z][a-z0-9_]*$")]
Name = Annotated[str, Meta(min_length=1, max_length=120)]
Condition = Annotated[str, Meta(max_length=4_000, description="A condition in CEL")]
Part = Annotated[str, Meta(max_length=80)]


class PrincipalRef(Struct, forbid_unknown_fields=True):
    """`everyone` has no id."""

    kind: Kind
    id: UUID | None = None


class Principal(Struct):
    """`id` is null for everyone, and for who is gone."""

    kind: Kind | Literal["gone"]
    id: UUID | None
    name: str


class PrincipalPage(Struct):
    data: list[Principal]
    next_cursor: str | None


class RecomputeState(Struct):
    """The latest work that brings records up to date; while it is not `succeeded`, some are shared as before."""

    id: UUID
    state: str
    done: int
    total: int | None


class ObjectSharing(Struct):
    """`sharing` is what the whole company may do unless more is granted: nothing, read, or read and change."""

    object: str
    label: str
    icon: str
    sharing: Sharing
    rules: int


class SharingOverview(Struct):
    data: list[ObjectSharing]
    job: RecomputeState | None


class DefaultChange(Struct, forbid_unknown_fields=True):
    sharing: Sharing


class DefaultChanged(Struct):
    """`job_id` is null where nothing was to be changed."""

    object: str
    sharing: Sharing
    job_id: UUID | None


class Queued(Struct):
    job_id: UUID


class RuleCreate(Struct, forbid_unknown_fields=True):
    """Records that meet the condition, or all; with `owned_by` only those that this person, or a member of this team,
    or a holder of this role owns.
    """

    object: ObjectName
    name: Name
    shared_with: PrincipalRef
    condition: Condition = ""
    owned_by: PrincipalRef | None = None
    level: Level = "read"
    active: bool = True


class RuleUpdate(Struct, forbid_unknown_fields=True):
    name: Name | UnsetType = UNSET
    shared_with: PrincipalRef | UnsetType = UNSET
    condition: Condition | UnsetType = UNSET
    owned_by: PrincipalRef | UnsetType | None = UNSET
    level: Level | UnsetType = UNSET
    active: bool | UnsetType = UNSET


class Rule(Struct):
    """`problem` says why the rule shares nothing: it names a field that has gone. `job_state` is how far records follow."""

    id: UUID
    object: str
    name: str
    condition: str
    owned_by: Principal | None
    shared_with: Principal
    level: Level
    active: bool
    problem: str | None
    job_id: UUID | None
    job_state: str | None
    created_at: datetime
    updated_at: datetime


class RulePage(Struct):
    data: list[Rule]
    next_cursor: str | None


class RuleDraft(Struct, forbid_unknown_fields=True):
    shared_with: PrincipalRef
    condition: Condition = ""
    owned_by: PrincipalRef | None = None
    level: Level = "read"
    active: bool = True


class PreviewRequest(Struct, forbid_unknown_fields=True):
    """What would change: another default (`sharing`), a rule (`rule`) that is new or stands in for `replaces`, or the
    removal of `replaces`.
    """

    object: ObjectName
    sharing: Sharing | None = None
    rule: RuleDraft | None = None
    replaces: UUID | None = None


class PreviewRecord(Struct):
    """`name` is null for a record that the caller does not see."""

    id: UUID
    name: str | None
    gained: bool
    lost: bool


class Preview(Struct):
    """Of the first `examined` records of `total`: how many would be seen or changed by more people, how many by fewer."""

    examined: int
    total: int
    gained: int
    lost: int
    sample: list[PreviewRecord]


class Person(Struct):
    id: UUID
    name: str


class Share(Struct):
    """`part` is what somebody does in the record's team."""

    shared_with: Principal
    reason: Reason
    level: Level
    part: str | None
    created_by: Person | None
    created_at: datetime


class ShareList(Struct):
    """At most 200. `team`: records of this kind have teams."""

    data: list[Share]
    may_share: bool
    team: bool


class SharePut(Struct, forbid_unknown_fields=True):
    """With the reason `team` a person takes part in the team of a deal or an account."""

    shared_with: PrincipalRef
    level: Level = "read"
    reason: Reason = "manual"
    part: Part | None = None


class NamedRule(Struct):
    id: UUID
    name: str


class Grant(Struct):
    """One reason why somebody sees a record; `text` says it in a sentence."""

    to: Principal
    level: Level
    reason: Literal["default", "owner", "owner_role", "rule", "manual", "team"]
    rule: NamedRule | None
    part: str | None
    text: str


class Because(Grant):
    """`via`: how the person comes by it."""

    via: Literal["everyone", "self", "member", "manager", "role"]


class WhyNot(Struct):
    code: str
    text: str


class FieldAccess(Struct):
    name: str
    label: str
    sees: bool
    edits: bool
    text: str


class Verdict(Struct):
    """What one person may do with the record. `above_sharing`: an administrator, who sees everything."""

    user: Person
    reads: bool
    edits: bool
    above_sharing: bool
    because: list[Because]
    why_not: list[WhyNot]
    field: FieldAccess | None


class Access(Struct):
    """`up_to_date` is false while the records still follow what was shared before; then `because` says what will hold."""

    sharing: Sharing
    up_to_date: bool
    may_share: bool
    team: bool
    grants: list[Grant]
    verdict: Verdict


class PersonAccess(Struct):
    user: Person
    title: str | None
    reads: bool
    edits: bool
    above_sharing: bool
    text: str


class PeoplePage(Struct):
    data: list[PersonAccess]
    next_cursor: str | None
