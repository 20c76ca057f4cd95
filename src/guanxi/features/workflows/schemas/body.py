"""The body of a workflow: what starts it, and steps that lead to one another. No ids of the company; names only.

Steps form a graph without circles. What a step does stands in `settings`, whose shape its type declares.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct
from msgspec import field as made_by

Name = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Text = Annotated[str, Meta(max_length=2_000)]
FieldName = Annotated[str, Meta(min_length=1, max_length=120)]
Clock = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]

MOST_STEPS = 100


class Trigger(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    """What starts a workflow."""


class RecordCreated(Trigger, frozen=True, tag="record_created"):
    pass


class RecordDeleted(Trigger, frozen=True, tag="record_deleted"):
    pass


class FieldChange(Struct, frozen=True, forbid_unknown_fields=True):
    """`before` and `after` as the API shows values; left out, any will do."""

    field: FieldName
    before: Any = None
    after: Any = None


class RecordChanged(Trigger, frozen=True, tag="record_changed"):
    """Any of these fields; of none named, any field at all."""

    fields: Annotated[list[FieldChange], Meta(max_length=30)] = []


class StageEntered(Trigger, frozen=True, tag="stage_entered"):
    """A record comes to one of these stages, by creation or change."""

    stages: Annotated[list[FieldName], Meta(min_length=1, max_length=50)]


class DateReached(Trigger, frozen=True, tag="date_reached"):
    """So many days after (before, where negative) the day in a field, at a time of the company's day."""

    field: FieldName
    days: Annotated[int, Meta(ge=-3_650, le=3_650)] = 0
    at: Clock = "09:00"


class Schedule(Trigger, frozen=True, tag="schedule"):
    """By a cron line (minute, hour, day of month, month, day of week) in the company's time zone, for each record of a list."""

    cron: Annotated[str, Meta(min_length=9, max_length=100)]
    filter: Text = ""


class Manual(Trigger, frozen=True, tag="manual"):
    """By a button, on a record's page, in a list for the records chosen, or both."""

    places: Annotated[list[Literal["record", "list"]], Meta(min_length=1, max_length=2)] = made_by(
        default_factory=lambda: ["record"]
    )


class HookField(Struct, frozen=True, forbid_unknown_fields=True):
    """A value of what another system sends: `path` leads to it through the JSON, `order.items.0.price`."""

    name: Name
    path: Annotated[str, Meta(min_length=1, max_length=200)]
    type: Literal["text", "number", "boolean", "date", "datetime"] = "text"
    required: bool = False


class Webhook(Trigger, frozen=True, tag="webhook"):
    """Another system calls an address that has a secret. `match` finds the record: a field, and the value sent for it."""

    fields: Annotated[list[HookField], Meta(max_length=50)] = []
    match_field: FieldName | None = None
    match_value: Name | None = None


class FormSubmitted(Trigger, frozen=True, tag="form_submitted"):
    """Somebody sent this form, and the record was made or changed. What was sent is `sent.<field>`."""

    form: FieldName


class ApprovalFinished(Trigger, frozen=True, tag="approval_finished"):
    """An approval of a record has one of these outcomes; of these processes, or of any."""

    outcomes: Annotated[
        list[Literal["approved", "rejected", "withdrawn"]], Meta(min_length=1, max_length=3)
    ] = made_by(default_factory=lambda: ["approved"])
    processes: Annotated[list[FieldName], Meta(max_length=50)] = []


class Called(Trigger, frozen=True, tag="called"):
    """Only by the step of another workflow."""


AnyTrigger = (
    RecordCreated
    | RecordDeleted
    | RecordChanged
    | StageEntered
    | DateReached
    | Schedule
    | Manual
    | Webhook
    | FormSubmitted
    | ApprovalFinished
    | Called
)


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """`next` names the step that follows, by the way out of this one; a way that is not named ends the run."""

    key: Name
    type: Name
    settings: dict[str, Any] = {}
    next: dict[str, Name] = {}
    label: Annotated[str, Meta(max_length=200)] = ""


class Workflow(Struct, frozen=True, forbid_unknown_fields=True):
    """`condition` must hold for the record when it enters. `first` is the step to begin with; none is the first of them."""

    trigger: AnyTrigger
    steps: Annotated[list[Step], Meta(max_length=MOST_STEPS)] = []
    condition: Text = ""
    first: Name | None = None
    description: Annotated[str, Meta(max_length=2_000)] = ""
