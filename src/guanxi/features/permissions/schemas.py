"""What goes over the wire about permission sets and rights. Labels are in the caller's language."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType, field

Key = Annotated[str, Meta(max_length=60)]
Name = Annotated[str, Meta(min_length=1, max_length=120)]
Description = Annotated[str, Meta(max_length=1_000)]
Reach = Literal["hidden", "read", "edit"]


class Definition(Struct, forbid_unknown_fields=True):
    """`objects` gives verbs by object (create, read, update, delete, import, export, mass_update), "*" stands for those
    not named. `fields` limits fields of an object to `hidden` or `read`. `areas` are of administration.
    """

    objects: Annotated[dict[Key, Annotated[list[Key], Meta(max_length=20)]], Meta(max_length=1_000)] = field(
        default_factory=dict
    )
    fields: Annotated[
        dict[Key, Annotated[dict[Key, Key], Meta(max_length=1_000)]], Meta(max_length=1_000)
    ] = field(default_factory=dict)
    areas: Annotated[list[Key], Meta(max_length=50)] = field(default_factory=list)


class DeclaredSet(Struct, forbid_unknown_fields=True):
    """A permission set as packages carry it; its parts are those of a definition. A label may be one text, or one for each language:
    the company's own is taken. The set of a role, `member` or `viewer`, has neither label nor description.
    """

    label: Annotated[str, Meta(max_length=120)] | dict[Literal["en", "zh-CN"], Name] = ""
    description: Description | dict[Literal["en", "zh-CN"], Description] = ""
    objects: Annotated[dict[Key, Annotated[list[Key], Meta(max_length=20)]], Meta(max_length=1_000)] = field(
        default_factory=dict
    )
    fields: Annotated[
        dict[Key, Annotated[dict[Key, Key], Meta(max_length=1_000)]], Meta(max_length=1_000)
    ] = field(default_factory=dict)
    areas: Annotated[list[Key], Meta(max_length=50)] = field(default_factory=list)


class SetWarning(Struct):
    """Allowed, but perhaps not meant."""

    object: str
    field: str
    code: str
    detail: str


class PermissionSetEntry(Struct):
    """`id` of a built-in set is the name of its role. `changed`: the company has made it other than it came."""

    id: str
    name: str
    description: str
    built_in: bool
    changed: bool
    users: int
    version: int
    updated_at: datetime | None


class PermissionSetPage(Struct):
    data: list[PermissionSetEntry]
    next_cursor: str | None


class PermissionSet(PermissionSetEntry):
    definition: Definition
    warnings: list[SetWarning]


class PermissionSetCreate(Struct, forbid_unknown_fields=True):
    name: Name
    description: Description = ""
    definition: Definition = field(default_factory=Definition)


class PermissionSetUpdate(Struct, forbid_unknown_fields=True):
    """Only what is sent changes; a definition replaces the one before. Built-in sets keep name and description."""

    name: Name | UnsetType = UNSET
    description: Description | UnsetType = UNSET
    definition: Definition | UnsetType = UNSET


class SetRemoved(Struct):
    change_set_id: UUID


class Holder(Struct):
    id: UUID
    name: str
    role: str
    licence: str
    status: str


class HolderPage(Struct):
    data: list[Holder]
    next_cursor: str | None


class NamedSet(Struct):
    id: str
    name: str


class SetsOfUser(Struct):
    """`role_set` is the one that comes with the role; None for an administrator, who may do everything."""

    user: Holder
    role_set: NamedSet | None
    sets: list[NamedSet]


class AssignedSets(Struct, forbid_unknown_fields=True):
    """All sets that the user has besides that of the role."""

    permission_sets: Annotated[list[UUID], Meta(max_length=50)]


class PreviewRequest(Struct, forbid_unknown_fields=True):
    """The definition as it would be; null for the set deleted, or a built-in one as it came."""

    definition: Definition | None


class RightsChange(Struct):
    """`name` is a verb, a field or an area; verbs and areas go between `no` and `yes`, fields between hidden, read, edit."""

    kind: Literal["verb", "field", "area"]
    object: str | None
    object_label: str | None
    name: str
    label: str | None
    before: str
    after: str


class Person(Struct):
    id: UUID
    name: str


class PreviewGroup(Struct):
    """People whose rights would change alike; `sample` names the first few."""

    users: int
    sample: list[Person]
    gains: list[RightsChange]
    losses: list[RightsChange]


class RightsPreview(Struct):
    """`holders` have the set, `changed` are those whose rights would be others. `groups` is cut at 50."""

    holders: int
    changed: int
    groups: list[PreviewGroup]
    warnings: list[SetWarning]


class Source(Struct):
    """Where rights come from: the role `admin`, the set of a role, or a set assigned."""

    id: str
    name: str
    via: Literal["administrator", "role", "assignment"]


class Right(Struct):
    """`given_by` are ids of sources. `withheld`: a source gives it, the licence does not allow it."""

    name: str
    allowed: bool
    given_by: list[str]
    withheld: bool


class FieldRight(Struct):
    """`given_by` are the sources that reach as far; empty for a hidden field."""

    name: str
    label: str
    reach: Reach
    given_by: list[str]


class ObjectRights(Struct):
    object: str
    label: str
    verbs: list[Right]
    fields: list[FieldRight]


class RightsOfUser(Struct):
    user: Holder
    sources: list[Source]
    objects: list[ObjectRights]
    areas: list[Right]


class Licence(Struct):
    """`seats_used` counts people who can sign in or are invited to; `allows` is the most that a set can give them."""

    licence: str
    label: str
    seats_used: int
    allows: Definition


class LicenceList(Struct):
    data: list[Licence]
