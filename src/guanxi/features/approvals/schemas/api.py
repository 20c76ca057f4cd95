"""What the calls about approvals take and give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

RequestState = Literal["pending", "returned", "approved", "rejected", "withdrawn"]
StepState = Literal["pending", "active", "approved", "rejected", "skipped"]
TaskState = Literal["later", "held", "waiting", "approved", "rejected", "returned", "moot"]
Action = Literal[
    "approve",
    "reject",
    "return",
    "delegate",
    "add_signer",
    "withdraw",
    "urge",
    "resubmit",
    "comment",
    "set_again",
]
TrailKind = Literal[
    "submitted", "asked", "approved", "rejected", "returned", "resubmitted", "withdrawn", "delegated", "signers_added",
    "urged", "commented", "skipped", "reminded", "escalated", "replaced", "finished", "not_set", "set_again", "reassigned",
    "merged",
]  # fmt: skip
ProcessName = Annotated[str, Meta(min_length=1, max_length=63)]
Comment = Annotated[str, Meta(max_length=4_000)]
Files = Annotated[list[UUID], Meta(max_length=20)]


class PersonRead(Struct, frozen=True):
    id: UUID
    name: str


class FileRead(Struct, frozen=True):
    id: UUID
    name: str
    size: int


class AvailableProcess(Struct, frozen=True):
    """A process that the caller may submit this record to now."""

    name: str
    label: str
    description: str | None


class RecordShown(Struct, frozen=True):
    """Of the record what the caller may see: `title` None where he may not, `values` as the API shows them, by the names in
    `fields`. `visible`: whether he can open the record itself.
    """

    object: str
    id: UUID
    title: str | None
    visible: bool
    fields: list[str]
    values: dict[str, Any]


class TaskRead(Struct, frozen=True):
    """`later` waits for its turn, `held` for those whom the person has added before himself, `moot` is not needed any more.
    `how`: by whom or what it was decided.
    """

    id: UUID
    step: str
    round: int
    person: PersonRead
    state: TaskState
    where: Literal["step", "before", "after", "beside"]
    added_by: PersonRead | None
    delegated_from: PersonRead | None
    asked_at: datetime | None
    due_at: datetime | None
    decided_at: datetime | None
    decided_by: PersonRead | None
    how: Literal["person", "letter", "deadline", "same_person"] | None
    comment: str | None
    files: list[FileRead]


class ApprovalStep(Struct, frozen=True):
    """People's tasks of the last round, or branches. A step that has not begun names no tasks."""

    name: str
    label: str
    state: StepState
    mode: Literal["any", "all", "in_order"]
    join: Literal["all", "any"] | None
    tasks: list[TaskRead]
    parallel: list[list[ApprovalStep]]


class TrailEntry(Struct, frozen=True):
    """What happened, the oldest first. `person` did it; None for a deadline. `people` are those whom it concerns."""

    at: datetime
    kind: TrailKind
    person: PersonRead | None
    step: str | None
    step_label: str | None
    people: list[PersonRead]
    comment: str | None
    files: list[FileRead]
    how: str | None


class ApprovalRead(Struct, frozen=True):
    """`may` is what the caller may do with it now, `needs_comment` what of it he must give a reason for. `return_to` are the
    steps that he may send it back to.
    """

    id: UUID
    process: str
    label: str
    state: RequestState
    record: RecordShown
    submitter: PersonRead
    submitted_at: datetime
    finished_at: datetime | None
    steps: list[ApprovalStep]
    trail: list[TrailEntry]
    may: list[Action]
    return_to: list[ReturnTarget]
    editable: list[str]
    needs_comment: list[Literal["approve", "reject", "return"]]


class ReturnTarget(Struct, frozen=True):
    name: str
    label: str


class ApprovalSummary(Struct, frozen=True):
    """A line of a list. `task` is the caller's own, where it is one of his; `waiting_for` names up to ten. `due_at` is when the
    first deadline of those passes.
    """

    id: UUID
    process: str
    label: str
    state: RequestState
    object: str
    record_id: UUID
    title: str | None
    submitter: PersonRead
    submitted_at: datetime
    finished_at: datetime | None
    step: str | None
    step_label: str | None
    waiting_for: list[PersonRead]
    due_at: datetime | None
    task: OwnTask | None


class OwnTask(Struct, frozen=True):
    id: UUID
    state: TaskState
    asked_at: datetime | None
    due_at: datetime | None
    decided_at: datetime | None
    delegated_from: PersonRead | None


class ApprovalPage(Struct, frozen=True):
    """`waiting` counts the requests that wait for the caller, up to 100."""

    data: list[ApprovalSummary]
    next_cursor: str | None
    waiting: int


class ApprovalsOfRecord(Struct, frozen=True):
    """Of one record: processes to submit it to, and its requests, the latest first (50 at most). `pending` locks it."""

    available: list[AvailableProcess]
    requests: list[ApprovalSummary]
    pending: ApprovalRead | None


class ToSubmit(Struct, frozen=True, forbid_unknown_fields=True):
    process: ProcessName
    comment: Comment | None = None
    files: Files = []


class PreviewAsked(Struct, frozen=True, forbid_unknown_fields=True):
    process: ProcessName


class StepAhead(Struct, frozen=True):
    """`problem`: why nobody can be asked; the step then does what it says in `when_nobody`."""

    name: str
    label: str
    skipped: bool
    mode: Literal["any", "all", "in_order"]
    join: Literal["all", "any"] | None
    people: list[PersonRead]
    when_nobody: Literal["administrators", "skip", "reject"] | None
    parallel: list[list[StepAhead]]


class ApprovalPreview(Struct, frozen=True):
    """The steps that would come if the record stayed as it is."""

    process: str
    label: str
    steps: list[StepAhead]


class Decision(Struct, frozen=True, forbid_unknown_fields=True):
    """Without `task` all of the caller's open tasks of the request."""

    task: UUID | None = None
    comment: Comment | None = None
    files: Files = []


class Return(Struct, frozen=True, forbid_unknown_fields=True):
    """To an earlier step, or without `to` to who submitted it."""

    to: ProcessName | None = None
    comment: Comment | None = None
    files: Files = []


class Delegation(Struct, frozen=True, forbid_unknown_fields=True):
    to: UUID
    task: UUID | None = None
    comment: Comment | None = None


class NewSigners(Struct, frozen=True, forbid_unknown_fields=True):
    users: Annotated[list[UUID], Meta(min_length=1, max_length=20)]
    where: Literal["before", "after", "beside"] = "after"
    mode: Literal["any", "all", "in_order"] = "all"
    task: UUID | None = None
    comment: Comment | None = None


class Said(Struct, frozen=True, forbid_unknown_fields=True):
    comment: Comment | None = None
    files: Files = []


class Resubmission(Struct, frozen=True, forbid_unknown_fields=True):
    """`straight`: to the step that returned it, and not through those before it again."""

    comment: Comment | None = None
    files: Files = []
    straight: bool = False


class ManyDecisions(Struct, frozen=True, forbid_unknown_fields=True):
    decisions: Annotated[list[OneOfMany], Meta(min_length=1, max_length=100)]


class OneOfMany(Struct, frozen=True, forbid_unknown_fields=True):
    request: UUID
    decision: Literal["approve", "reject"]
    comment: Comment | None = None


class DecisionOutcome(Struct, frozen=True):
    """`code` and `detail` say why it was refused; where it was done, why what the process sets could not be written."""

    request: UUID
    done: bool
    state: RequestState | None
    code: str | None
    detail: str | None


class DecisionOutcomes(Struct, frozen=True):
    data: list[DecisionOutcome]


class Reassignment(Struct, frozen=True, forbid_unknown_fields=True):
    """What waits in these requests waits for `to` from now on: what waits for `approver`, or without him for anybody."""

    requests: Annotated[list[UUID], Meta(min_length=1, max_length=100)]
    to: UUID
    approver: UUID | None = None
    comment: Comment | None = None


class NewStandIn(Struct, frozen=True, forbid_unknown_fields=True):
    """Days of the company's calendar, both included. `user` is for administrators: whose tasks; the caller's otherwise."""

    to: UUID
    first: date
    last: date
    processes: Annotated[list[ProcessName], Meta(max_length=50)] | None = None
    user: UUID | None = None


class StandInRead(Struct, frozen=True):
    id: UUID
    user: PersonRead
    to: PersonRead
    first: date
    last: date
    processes: list[str] | None
    created_by: PersonRead


class StandIns(Struct, frozen=True):
    """Of the caller: those he has named and those who have named him; for administrators with `all` everybody's. At most 500."""

    data: list[StandInRead]


class LetterShown(Struct, frozen=True):
    """What a link out of an e-mail shows without signing in. `open`: whether it can still decide; `path` leads into the
    product."""

    company: str
    person: str
    label: str
    step_label: str
    object_label: str
    title: str | None
    values: list[ShownValue]
    submitter: str
    submitted_at: datetime
    comment: str | None
    open: bool
    state: RequestState
    needs_comment: list[Literal["approve", "reject", "return"]]
    path: str


class ShownValue(Struct, frozen=True):
    """As text, in the reader's language."""

    label: str
    value: str


class LetterDecision(Struct, frozen=True, forbid_unknown_fields=True):
    decision: Literal["approve", "reject"]
    comment: Comment | None = None


class LetterDone(Struct, frozen=True):
    state: RequestState
