"""An assignment rule as it is declared, and why a record went to its owner."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct, field

Name = Annotated[str, Meta(min_length=1, max_length=200)]
AssigneeKind = Literal["user", "queue", "team", "territory"]
Weight = Annotated[int, Meta(ge=0, le=100)]
NOTHING_SET: dict[str, Weight] = {}


class Assignee(Struct, frozen=True, forbid_unknown_fields=True):
    """A person by email, or a queue, team or territory by name. Members of a team or territory take turns.

    `weights` are by email: who has 2 gets twice as many as who has 1, which all others have; 0 is left out. With `capacity` a
    member who owns so many open records already is passed over.
    """

    kind: AssigneeKind
    name: Name
    weights: dict[str, Weight] = field(default_factory=dict)
    capacity: Annotated[int, Meta(ge=1, le=100_000)] | None = None


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """Without a condition: every record that came so far."""

    to: Assignee
    when: Annotated[str, Meta(max_length=10_000)] = ""


class AssignmentRule(Struct, frozen=True, forbid_unknown_fields=True):
    """The first entry whose condition holds, and of whose assignee somebody is free, says whose the record is.

    On `change` an entry is asked whether its condition holds now and did not before. A new record for which the writer named
    somebody else as its owner stays his.
    """

    entries: Annotated[tuple[Entry, ...], Meta(min_length=1, max_length=50)]
    on: Literal["create", "change", "both"] = "create"


class Assignment(Struct):
    """One time that a rule gave the record to somebody. `entry` counts from 1. `name` is the assignee's, as it was then."""

    at: datetime
    rule: str
    rule_label: str
    entry: int
    kind: AssigneeKind
    name: str
    owner_id: UUID
    owner: str | None


class Assignments(Struct):
    data: list[Assignment]
