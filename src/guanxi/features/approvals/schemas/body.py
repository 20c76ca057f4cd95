"""The body of an approval process: who may submit what, the steps, what they set. No ids of the company; names only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from msgspec import Meta, Struct

from guanxi.kernel.definitions import Sentence

MOST_STEPS = 50
MOST_DEPTH = 4
MOST_BRANCHES = 20
MOST_PEOPLE = 200  # of one step
MOST_LEVELS = 20

Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
FieldName = Annotated[str, Meta(min_length=1, max_length=120)]
PersonName = Annotated[str, Meta(max_length=200)]
Text = Annotated[str, Meta(max_length=2_000)]
Mode = Literal["any", "all", "in_order"]
Permission = Literal["delegate", "add_signer", "return"]
Spoken = Literal["approve", "reject", "return"]


class Approver(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One of `user` (an address), `role` (a position), `team`, `queue`, `manager_of`, `field`, `formula`.

    A manager is the one `levels` above; with `whole_chain` everybody up to there; `until` is a condition over users that
    ends the chain at the first of whom it holds. `field` is a lookup of a user (`owner`, `account.owner`), `formula` an
    expression that gives one. `approver` is whose deadline has passed.
    """

    user: PersonName = ""
    role: PersonName = ""
    team: PersonName = ""
    queue: PersonName = ""
    manager_of: Literal["submitter", "owner", "approver"] | None = None
    levels: Annotated[int, Meta(ge=1, le=MOST_LEVELS)] = 1
    whole_chain: bool = False
    until: Text | None = None
    field: PersonName = ""
    formula: Text = ""

    @property
    def given(self) -> list[str]:
        """The names of what says who it is: one, in an approver that can be."""
        names = ("user", "role", "team", "queue", "manager_of", "field", "formula")
        return [name for name in names if getattr(self, name)]


class Deadline(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """So many hours after somebody was asked: of the clock, or of work by the company's calendar; or working days. One of the
    three. `to` is for `escalate`.
    """

    hours: Annotated[int, Meta(ge=1, le=8_760)] | None = None
    working_hours: Annotated[int, Meta(ge=1, le=1_000)] | None = None
    working_days: Annotated[int, Meta(ge=1, le=365)] | None = None
    then: Literal["remind", "escalate", "approve", "reject"] = "remind"
    to: Approver | None = None

    @property
    def given(self) -> list[int]:
        """How long, in each way that it is said: one, in a deadline that can be."""
        lengths = (self.hours, self.working_hours, self.working_days)
        return [each for each in lengths if each is not None]


class Step(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """People who are asked, or branches side by side. Skipped where its condition does not hold.

    `any`: the first answer counts; a rejection always rejects. `when_nobody` says what happens when the step finds nobody,
    `same_person` whether who submitted, or has approved before, is asked (again) or counts as having approved.
    """

    name: Name
    label: Sentence = Sentence()
    condition: Text | None = None
    approvers: Annotated[tuple[Approver, ...], Meta(max_length=50)] = ()
    mode: Mode = "any"
    deadline: Deadline | None = None
    allows: tuple[Permission, ...] = ("delegate", "add_signer", "return")
    needs_comment: tuple[Spoken, ...] = ("reject", "return")
    when_nobody: Literal["administrators", "skip", "reject"] = "administrators"
    same_person: Literal["ask", "skip"] = "ask"
    parallel: Annotated[tuple[tuple[Step, ...], ...], Meta(max_length=MOST_BRANCHES)] = ()
    join: Literal["all", "any"] = "all"


class Setting(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Expressions by field, over the record's own fields; `me` is who did it."""

    set: dict[FieldName, Text] = {}


class Process(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`condition` says which records may be submitted. While it is pending, a record can be changed in `editable` alone.

    `summary` is what approvers are shown, also those who do not see the record; without it the first fields of the list.
    `letters`: whether e-mail with a link that decides is sent.
    """

    steps: Annotated[tuple[Step, ...], Meta(min_length=1, max_length=MOST_STEPS)]
    description: Sentence | None = None
    condition: Text | None = None
    submitters: Literal["editors"] | Annotated[tuple[Approver, ...], Meta(max_length=50)] = "editors"
    editable: Annotated[tuple[FieldName, ...], Meta(max_length=200)] = ()
    summary: Annotated[tuple[FieldName, ...], Meta(max_length=20)] = ()
    on_submitted: Setting | None = None
    on_approved: Setting | None = None
    on_rejected: Setting | None = None
    on_withdrawn: Setting | None = None
    letters: bool = True

    @property
    def settings(self) -> Mapping[str, Setting]:
        named = {
            "on_submitted": self.on_submitted,
            "on_approved": self.on_approved,
            "on_rejected": self.on_rejected,
            "on_withdrawn": self.on_withdrawn,
        }
        return {name: each for name, each in named.items() if each is not None}


def walk(steps: Sequence[Step], place: str = "body.steps", depth: int = 1) -> Iterator[tuple[Step, str, int]]:
    """Every step, outer ones first, with its place in the body and its depth."""
    for index, step in enumerate(steps):
        here = f"{place}[{index}]"
        yield step, here, depth
        for number, branch in enumerate(step.parallel):
            yield from walk(branch, f"{here}.parallel[{number}]", depth + 1)
