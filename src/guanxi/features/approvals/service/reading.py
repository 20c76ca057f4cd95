"""One request as a caller may see it: the record's summary, the steps with their people, the trail, what he may do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.approvals.queries import requests as queries
from guanxi.features.approvals.schemas.api import (
    Action,
    ApprovalRead,
    ApprovalsOfRecord,
    ApprovalStep,
    AvailableProcess,
    FileRead,
    PersonRead,
    RecordShown,
    ReturnTarget,
    TaskRead,
    TrailEntry,
)
from guanxi.features.approvals.schemas.body import Process, Spoken, Step
from guanxi.features.approvals.service.application import above_sharing, as_application
from guanxi.features.approvals.service.desk import Desk
from guanxi.features.approvals.service.flow import earlier_steps
from guanxi.features.approvals.service.listing import list_of_record
from guanxi.features.approvals.service.settings import NOT_SET, SET_AGAIN
from guanxi.features.approvals.service.sight import Sight, require_sight
from guanxi.features.approvals.service.states import PENDING, RETURNED, Request, Task
from guanxi.features.approvals.service.submitting import available
from guanxi.features.files.facade import files_named
from guanxi.features.users.facade import names_of
from guanxi.kernel.metadata import ObjectDef, registry_of
from guanxi.kernel.metadata.seen import sees
from guanxi.kernel.query import fetch_record, require_record
from guanxi.kernel.tenancy import Scope

MOST_TRAIL = 2_000
SUMMARY = 6  # fields, where the process names none


async def read_request(scope: Scope, request_id: UUID) -> ApprovalRead:
    """Raises 404."""
    sight = await require_sight(scope, request_id)
    async with as_application(scope) as own:
        request = await Desk(own, await registry_of(own)).request(request_id, lock=False)
    trail = await queries.trail_of(scope, request_id, MOST_TRAIL)
    names = await _names(scope, request, trail)
    named = await files_named(scope, _files(request, trail))
    files = {each.id: FileRead(each.id, each.name, each.size) for each in named.values()}
    return ApprovalRead(
        request.id, request.process, request.label.in_locale(scope.locale), request.state,  # type: ignore[arg-type]
        await _record(scope, request, sight), names[request.submitted_by], request.created_at, request.finished_at,
        _steps(scope, request, request.body.steps, names, files), _trail(scope, request, trail, names, files),
        actions(scope, request, trail), return_targets(scope, request), list(request.body.editable), needs_comment(scope, request),
    )  # fmt: skip


async def approvals_of_record(scope: Scope, object_name: str, record_id: UUID) -> ApprovalsOfRecord:
    """Raises 403, 404."""
    await require_record(scope, object_name, record_id)
    processes = [
        AvailableProcess(
            each.name, each.label.in_locale(scope.locale),
            each.body.description.in_locale(scope.locale) if each.body.description else None,
        )
        for each in await available(scope, object_name, record_id)
    ]  # fmt: skip
    requests = await list_of_record(scope, object_name, record_id)
    open_ = next((each.id for each in requests if each.state in (PENDING, RETURNED)), None)
    return ApprovalsOfRecord(processes, requests, None if open_ is None else await read_request(scope, open_))


def actions(scope: Scope, request: Request, trail: Sequence[Any] = ()) -> list[Action]:
    """What the caller may do with it now."""
    user, found = scope.actor.user_id, list[Action]()
    own = request.waiting_for(user) if request.state == PENDING else []
    if own:
        found += ["approve", "reject"]
        allowed = {each for task in own for each in request.step_of[task.step].allows}
        found += [each for each in ("return", "delegate", "add_signer") if each in allowed]  # type: ignore[misc]
    is_submitter = request.submitted_by == user
    if request.state in (PENDING, RETURNED) and (is_submitter or scope.may("company.manage")):
        found.append("withdraw")
    if request.state == PENDING and is_submitter:
        found.append("urge")
    if request.state == RETURNED and is_submitter:
        found.append("resubmit")
    if request.state in (PENDING, RETURNED):
        found.append("comment")
    elif scope.may("company.manage") and _is_unset(trail):
        found.append("set_again")
    return found


def _is_unset(trail: Sequence[Any]) -> bool:
    last = next((row["kind"] for row in reversed(trail) if row["kind"] in (NOT_SET, SET_AGAIN)), None)
    return last == NOT_SET


def return_targets(scope: Scope, request: Request) -> list[ReturnTarget]:
    """Steps that the caller may send it back to; to the submitter it can be sent wherever returning is allowed."""
    found: dict[str, ReturnTarget] = {}
    for task in request.waiting_for(scope.actor.user_id) if request.state == PENDING else ():
        if "return" in request.step_of[task.step].allows:
            for step in earlier_steps(request, task.step):
                found[step.name] = ReturnTarget(step.name, request.label_of(step.name, scope.locale))
    return list(found.values())


def needs_comment(scope: Scope, request: Request) -> list[Spoken]:
    """Of any of the caller's open tasks."""
    own = request.waiting_for(scope.actor.user_id) if request.state == PENDING else []
    return sorted({each for task in own for each in request.step_of[task.step].needs_comment})


def summary_of(definition: ObjectDef, body: Process) -> list[str]:
    """The fields that are shown of a record, those that are gone apart."""
    wanted = (
        body.summary or [name for name in definition.layouts.list if name != definition.title_field][:SUMMARY]
    )
    return [name for name in wanted if definition.field(name) is not None]


async def record_values(scope: Scope, request: Request) -> dict[str, Any] | None:
    """Of the summary what the caller's rights show, above record sharing; None for a record that is gone."""
    definition = (await registry_of(scope)).object(request.object)
    rights = scope.actor.rights
    if "read" not in rights.verbs(request.object):
        return None
    names = [definition.title_field, *summary_of(definition, request.body)]
    seen = [name for name in dict.fromkeys(names) if sees(rights, request.object, definition.fields[name])]
    async with above_sharing(scope) as above:
        found = await fetch_record(above, request.object, request.record_id, seen) if seen else None
    return None if found is None else msgspec.json.decode(found.body)


async def _record(scope: Scope, request: Request, sight: Sight) -> RecordShown:
    definition = (await registry_of(scope)).object(request.object)
    values = await record_values(scope, request) or {}
    title = values.get(definition.title_field)
    shown = summary_of(definition, request.body) if sight.record or sight.asked else []
    fields = [name for name in shown if name in values]
    return RecordShown(
        request.object, request.record_id, None if title is None else str(title), sight.record, fields,
        {name: values[name] for name in fields},
    )  # fmt: skip


async def _names(scope: Scope, request: Request, trail: Sequence[Any]) -> Mapping[UUID, PersonRead]:
    users = {request.submitted_by}
    for task in request.tasks:
        users |= {
            each
            for each in (task.user_id, task.added_by, task.delegated_from, task.decided_by)
            if each is not None
        }
    for row in trail:
        users |= {*row["people"], *([row["user_id"]] if row["user_id"] else [])}
    names = await names_of(scope, users)
    return {user: PersonRead(user, names[user][0] if user in names else "") for user in users}


def _files(request: Request, trail: Sequence[Any]) -> set[UUID]:
    return {each for task in request.tasks for each in task.files} | {
        each for row in trail for each in row["files"]
    }


def _steps(
    scope: Scope,
    request: Request,
    steps: Sequence[Step],
    names: Mapping[UUID, PersonRead],
    files: Mapping[UUID, FileRead],
) -> list[ApprovalStep]:
    found = []
    for step in steps:
        progress = request.steps.get(step.name)
        tasks = [_task(each, names, files) for each in request.current(step.name)]
        branches = [_steps(scope, request, branch, names, files) for branch in step.parallel]
        found.append(
            ApprovalStep(
                step.name, request.label_of(step.name, scope.locale), progress.state if progress else "pending",  # type: ignore[arg-type]
                step.mode, step.join if step.parallel else None, tasks, branches,
            )
        )  # fmt: skip
    return found


def _task(task: Task, names: Mapping[UUID, PersonRead], files: Mapping[UUID, FileRead]) -> TaskRead:
    def person(user: UUID | None) -> PersonRead | None:
        return None if user is None else names[user]

    return TaskRead(
        task.id, task.step, task.round, names[task.user_id], task.state, task.place,  # type: ignore[arg-type]
        person(task.added_by), person(task.delegated_from), task.asked_at, task.due_at, task.decided_at,
        person(task.decided_by), task.how, task.comment, _shown(task.files, files),  # type: ignore[arg-type]
    )  # fmt: skip


def _trail(
    scope: Scope,
    request: Request,
    rows: Sequence[Any],
    names: Mapping[UUID, PersonRead],
    files: Mapping[UUID, FileRead],
) -> list[TrailEntry]:
    return [
        TrailEntry(
            row["at"], row["kind"], names[row["user_id"]] if row["user_id"] else None, row["step"],
            request.label_of(row["step"], scope.locale) if row["step"] else None,
            [names[each] for each in row["people"]], row["comment"], _shown(row["files"], files), row["how"],
        )
        for row in rows
    ]  # fmt: skip


def _shown(ids: Iterable[UUID], files: Mapping[UUID, FileRead]) -> list[FileRead]:
    """Those that have been deleted since are gone."""
    return [files[each] for each in ids if each in files]
