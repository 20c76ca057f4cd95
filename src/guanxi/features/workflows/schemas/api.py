"""What the calls about workflows and their runs take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

RunState = Literal["ready", "waiting", "held", "failed", "succeeded", "cancelled"]
StepState = Literal["done", "waiting", "failed", "skipped"]


class RunError(Struct, frozen=True):
    """`detail` is a sentence; `errors` those of single fields."""

    code: str
    detail: str
    errors: list[dict[str, Any]] = []


class StepTypeInfo(Struct, frozen=True):
    """`settings_schema` is JSON Schema. `group`: records, logic, tell, other."""

    type: str
    label: str
    group: str
    settings_schema: dict[str, Any]


class StepTypes(Struct, frozen=True):
    data: list[StepTypeInfo]


class WorkflowSummary(Struct, frozen=True):
    """Figures are of the latest 200 runs. `owner` answers for it; `answers` whether he still may."""

    name: str
    label: dict[str, str]
    object: str
    active: bool
    version: int
    trigger: str
    steps: int
    owner: UUID | None
    owner_name: str | None
    answers: bool
    open: int
    failed: int
    succeeded: int
    last_run_at: datetime | None
    updated_at: datetime | None


class WorkflowPage(Struct, frozen=True):
    """`failed` counts runs of all workflows that failed and were not dealt with, up to 1,000."""

    data: list[WorkflowSummary]
    next_cursor: str | None
    failed: int


class NodeCount(Struct, frozen=True):
    node: str
    done: int = 0
    waiting: int = 0
    failed: int = 0


class WorkflowCounts(Struct, frozen=True):
    """Of the latest 200 runs."""

    data: list[NodeCount]


class RunRead(Struct, frozen=True):
    """`record_name` is missing for a record that the caller does not see, and for one that is deleted."""

    id: UUID
    workflow: str
    label: dict[str, str]
    version: int
    object: str
    record_id: UUID | None
    record_name: str | None
    state: RunState
    node: str | None
    steps: int
    due_at: datetime | None
    error: RunError | None
    parent_id: UUID | None
    cause: dict[str, Any]
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None


class RunPage(Struct, frozen=True):
    data: list[RunRead]
    next_cursor: str | None


class StepRead(Struct, frozen=True):
    number: int
    node: str
    type: str
    state: StepState
    way: str | None
    input: dict[str, Any]
    output: dict[str, Any]
    error: RunError | None
    change_set_id: UUID | None
    at: datetime


class RunDetails(Struct, frozen=True):
    """With the workflow as it was in the run's version, and up to 1,000 of its steps."""

    run: RunRead
    steps: list[StepRead]
    body: dict[str, Any]


class RetryRun(Struct, frozen=True, forbid_unknown_fields=True):
    """Without `node`, the step that failed is made again."""

    node: Annotated[str, Meta(max_length=40)] | None = None


class Handled(Struct, frozen=True):
    """How many runs were dealt with; `more` when there are further ones."""

    count: int
    more: bool = False


class StartRuns(Struct, frozen=True, forbid_unknown_fields=True):
    """Either ids, up to 1,000, or a condition."""

    ids: Annotated[list[UUID], Meta(min_length=1, max_length=1_000)] | None = None
    filter: Annotated[str, Meta(max_length=2_000)] | None = None


class RunsStarted(Struct, frozen=True):
    """`started` runs began; `skipped` records did not meet the condition of entry or are out of sight."""

    started: int
    skipped: int
    job_id: UUID | None = None


class ActionInfo(Struct, frozen=True):
    name: str
    label: dict[str, str]
    places: list[Literal["record", "list"]]


class Actions(Struct, frozen=True):
    data: list[ActionInfo]


class TestWorkflow(Struct, frozen=True, forbid_unknown_fields=True):
    """`body` tries one that has not been saved; `sent` is what a webhook, or a form, would bring."""

    object: Annotated[str, Meta(max_length=80)]
    record_id: UUID | None = None
    body: dict[str, Any] | None = None
    sent: dict[str, Any] = {}


class TestedRun(Struct, frozen=True):
    """One run of the test; those of loops name their `parent`."""

    object: str
    record_id: UUID | None
    state: RunState
    error: RunError | None
    steps: list[StepRead]
    parent: int | None = None


class Tested(Struct, frozen=True):
    """Nothing of it remains. `enters`: whether the condition of entry holds; the steps were tried all the same."""

    enters: bool
    runs: list[TestedRun]


class HookAddress(Struct, frozen=True):
    """Whoever knows the address can start the workflow."""

    url: str


class HookAnswer(Struct, frozen=True):
    run_id: UUID
