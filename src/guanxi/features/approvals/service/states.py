"""A request and its tasks as they are held while something happens to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.approvals.schemas.body import Process, Step, walk
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope

PENDING, ACTIVE, APPROVED, REJECTED, SKIPPED = "pending", "active", "approved", "rejected", "skipped"
LATER, HELD, WAITING, RETURNED, MOOT = "later", "held", "waiting", "returned", "moot"
WITHDRAWN = "withdrawn"
OPEN = frozenset({PENDING, RETURNED})  # of requests
UNDECIDED = frozenset({LATER, HELD, WAITING})  # of tasks


@dataclass(slots=True)
class Task:
    """As kept, see models.py. `asked_at` is when its turn came."""

    id: UUID
    request_id: UUID
    step: str
    round: int
    group_id: UUID
    number: int
    place: str
    mode: str
    anchor: UUID | None
    user_id: UUID
    state: str
    added_by: UUID | None = None
    delegated_from: UUID | None = None
    asked_at: datetime | None = None
    due_at: datetime | None = None
    reminded: int = 0
    decided_at: datetime | None = None
    decided_by: UUID | None = None
    how: str | None = None
    comment: str | None = None
    files: list[UUID] = field(default_factory=list)


@dataclass(slots=True)
class StepProgress:
    state: str = PENDING
    round: int = 0


@dataclass
class Request:
    """`body` is what the process said when it was submitted. `unset` says why what it sets could not be written just now."""

    id: UUID
    process_id: UUID
    process: str
    version: int
    label: Label
    body: Process
    object: str
    record_id: UUID
    submitted_by: UUID
    state: str
    steps: dict[str, StepProgress]
    created_at: datetime
    updated_at: datetime
    returned_from: str | None = None
    origin: Mapping[str, Any] | None = None
    urged_at: datetime | None = None
    finished_at: datetime | None = None
    tasks: list[Task] = field(default_factory=list)
    unset: str | None = None

    @cached_property
    def step_of(self) -> dict[str, Step]:
        return {step.name: step for step, _, _ in walk(self.body.steps)}

    def progress_of(self, step: str) -> StepProgress:
        return self.steps.setdefault(step, StepProgress())

    def current(self, step: str) -> list[Task]:
        """The step's tasks of its last round."""
        round_ = self.steps[step].round if step in self.steps else 0
        return [task for task in self.tasks if task.step == step and task.round == round_]

    def waiting_for(self, user_id: UUID) -> list[Task]:
        return [task for task in self.tasks if task.state == WAITING and task.user_id == user_id]

    def label_of(self, step: str, locale: str) -> str:
        found = self.step_of.get(step)
        return (found.label.in_locale(locale) if found else "") or step


def request_from(row: Mapping[str, Any], object_name: str) -> Request:
    return Request(
        id=row["id"],
        process_id=row["process_id"],
        process=row["process"],
        version=row["version"],
        label=Label.from_json(row["label"]),
        body=msgspec.convert(row["body"], Process),
        object=object_name,
        record_id=row["record_id"],
        submitted_by=row["submitted_by"],
        state=row["state"],
        steps={name: StepProgress(each["state"], each["round"]) for name, each in row["steps"].items()},
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        returned_from=row["returned_from"],
        origin=row["origin"],
        urged_at=row["urged_at"],
        finished_at=row["finished_at"],
    )


def row_of(scope: Scope, request: Request, object_id: int) -> dict[str, Any]:
    return {
        "tenant_id": scope.tenant.id, "id": request.id, "process_id": request.process_id, "process": request.process,
        "version": request.version, "label": request.label.as_json(), "body": msgspec.to_builtins(request.body),
        "object_id": object_id, "record_id": request.record_id, "submitted_by": request.submitted_by,
        "state": request.state,
        "steps": {name: {"state": each.state, "round": each.round} for name, each in request.steps.items()},
        "returned_from": request.returned_from, "origin": request.origin, "urged_at": request.urged_at,
        "created_at": request.created_at, "updated_at": scope.now, "finished_at": request.finished_at,
    }  # fmt: skip


def task_from(row: Mapping[str, Any]) -> Task:
    return Task(**{name: row[name] for name in Task.__slots__})


def row_of_task(scope: Scope, task: Task) -> dict[str, Any]:
    return {"tenant_id": scope.tenant.id, **{name: getattr(task, name) for name in Task.__slots__}}
