"""Duplicate rules as they are declared; what was found; merging."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct, field

FieldName = Annotated[str, Meta(min_length=1, max_length=120)]
Comparison = Literal["exact", "text", "email", "phone", "company", "pinyin"]


class FieldMatch(Struct, frozen=True, forbid_unknown_fields=True):
    """`exact`: the same value. `text`: whatever the case, width and spaces. `email`: whatever the case. `phone`: the last digits.
    `company`: without the legal form (Co., Ltd., 有限公司). `pinyin`: Chinese that sounds the same.
    """

    field: FieldName
    by: Comparison = "text"


class MatchGroup(Struct, frozen=True, forbid_unknown_fields=True):
    """All of these must agree; an empty value agrees with none."""

    fields: Annotated[tuple[FieldMatch, ...], Meta(min_length=1, max_length=5)]


class DuplicateRule(Struct, frozen=True, forbid_unknown_fields=True):
    """Records that agree in any of the groups. A `warn` can be confirmed: the request is sent again with `X-Allow-Duplicates: true`."""

    any_of: Annotated[tuple[MatchGroup, ...], Meta(min_length=1, max_length=5)]
    action: Literal["warn", "refuse"] = "warn"


class DuplicateCheck(Struct, forbid_unknown_fields=True):
    """Values of a form as far as it is filled in; `record_id` is the record that is being changed, if one is."""

    values: dict[str, Any]
    record_id: UUID | None = None


class Candidate(Struct):
    """A record that the caller sees. `fields` are those in which it agrees."""

    id: UUID
    name: str
    rule: str
    fields: list[str]


class Candidates(Struct):
    data: list[Candidate]


class GroupRecord(Struct):
    id: UUID
    name: str


class DuplicateGroup(Struct):
    """Records of which at least two agree, as far as the caller sees them, at most 10; `count` says how many there are."""

    rule: str
    rule_label: str
    fields: list[str]
    count: int
    records: list[GroupRecord]


class DuplicateGroups(Struct):
    data: list[DuplicateGroup]
    next_cursor: str | None


class Merge(Struct, forbid_unknown_fields=True):
    """`losers` become part of `winner`. `take` says from which of them a field is taken; other fields stay as the winner has
    them, and where it has none are taken from the first loser that has a value.
    """

    winner: UUID
    losers: Annotated[list[UUID], Meta(min_length=1, max_length=9)]
    take: dict[FieldName, UUID] = field(default_factory=dict)


class Merged(Struct):
    """`repointed` records now point to the winner; `moved` files, notifications and letters went along."""

    winner: UUID
    merged: int
    repointed: int
    moved: int
    change_set_id: UUID | None
