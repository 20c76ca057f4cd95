"""Submitting records: one by one by people, many at a time by workflows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from guanxi.features.approvals.queries import requests as queries
from guanxi.features.approvals.queries.records import editable
from guanxi.features.approvals.schemas.body import Process
from guanxi.features.approvals.service.application import as_application
from guanxi.features.approvals.service.desk import Desk, open_desk
from guanxi.features.approvals.service.files import require_files
from guanxi.features.approvals.service.outcomes import carry_on
from guanxi.features.approvals.service.people import Around
from guanxi.features.approvals.service.processes import process_named, processes_of
from guanxi.features.approvals.service.settings import write_settings
from guanxi.features.approvals.service.states import PENDING, Request
from guanxi.kernel.changes.reading import locked_rows
from guanxi.kernel.definitions import Definition
from guanxi.kernel.errors import Conflict, Forbidden, Invalid, NotFound, Problem
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import Label, registry_of
from guanxi.kernel.query import fetch_values
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Submitted:
    """One record to submit. `origin` names who waits for the outcome."""

    record_id: UUID
    submitter: UUID
    comment: str | None = None
    files: Sequence[UUID] = ()
    origin: Mapping[str, Any] | None = None
    id: UUID = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Outcome:
    """By the id of what was to be submitted: its request, or why it was refused."""

    requests: Mapping[UUID, Request]
    problems: Mapping[UUID, Problem]


async def submit(
    scope: Scope, object_name: str, process: str, record_id: UUID, comment: str | None, files: Sequence[UUID]
) -> UUID:
    """The request. Raises 403, 404, 409 `approval_pending_already`, 422 `approval_condition_unmet`."""
    definition = await process_named(scope, object_name, process)
    await require_files(scope, object_name, record_id, files)
    wanted = Submitted(record_id, scope.actor.user_id, comment, files)
    outcome = await submit_many(scope, object_name, definition, [wanted])
    if problem := outcome.problems.get(wanted.id):
        raise problem
    return wanted.id


async def submit_many(
    scope: Scope,
    object_name: str,
    process: Definition[Process],
    wanted: Sequence[Submitted],
    *,
    by_workflow: bool = False,
) -> Outcome:
    """All that is not refused. `by_workflow`: who may submit is not asked, the workflow says."""
    definition = (await registry_of(scope)).object(object_name)
    scope.require(f"{object_name}.read")
    ids = sorted({each.record_id for each in wanted})
    editors = process.body.submitters == "editors" or by_workflow
    refused = await _refused(scope, object_name, ids, editors=editors)
    problems: dict[UUID, Problem] = {
        each.id: refused[each.record_id] for each in wanted if each.record_id in refused
    }
    requests: dict[UUID, Request] = {}
    async with open_desk(scope, reason=process.label.in_locale(scope.tenant.locale)) as desk:
        rows = await locked_rows(desk.scope, definition, ids)
        taken = {
            record: Label.from_json(row["label"])
            for record, row in (await queries.open_on(desk.scope, ids)).items()
        }
        for each in wanted:
            row = rows.get(each.record_id)
            if each.id in problems:
                continue
            if row is None or row["deleted_at"] is not None:
                problems[each.id] = NotFound()
            elif each.record_id in taken:
                label = taken[each.record_id].in_locale(scope.locale)
                problems[each.id] = Conflict("approval_pending_already", params={"process": label})
            else:
                requests[each.id] = _request(desk, object_name, process, each)
                taken[each.record_id] = process.label
        await desk.load_rows(requests.values())
        for each in wanted:
            request = requests.get(each.id)
            if request is None:
                continue
            problem = await _unfit(desk, request, editors=editors)
            if problem is not None:
                problems[each.id] = problem
                del requests[each.id]
                continue
            desk.ledger.note(
                desk.scope, request, "submitted", user=each.submitter, comment=each.comment, files=each.files
            )
        await write_settings(desk, list(requests.values()), "on_submitted")
        await desk.load_rows(requests.values())
        for request in requests.values():
            await carry_on(desk, request)
    return Outcome(requests, problems)


async def available(scope: Scope, object_name: str, record_id: UUID) -> list[Definition[Process]]:
    """Processes that the caller may submit this record to now."""
    processes = await processes_of(scope, object_name)
    if not processes or await queries.open_on(scope, [record_id]):
        return []
    may_edit = not await _refused(scope, object_name, [record_id], editors=True)
    found = []
    async with as_application(scope) as own:
        desk = Desk(own, await registry_of(own))
        for process in processes:
            editors = process.body.submitters == "editors"
            if editors and not may_edit:
                continue
            request = _request(desk, object_name, process, Submitted(record_id, scope.actor.user_id))
            try:
                if await _unfit(desk, request, editors=editors) is None:
                    found.append(process)
            except Problem:
                continue  # It names what is gone: its administrators are told where they see it.
    return found


def draft(
    desk: Desk, object_name: str, process: Definition[Process], record_id: UUID, user_id: UUID
) -> Request:
    """A request that is written nowhere, to see what would come."""
    return _request(desk, object_name, process, Submitted(record_id, user_id))


async def require_submittable(
    scope: Scope, object_name: str, process: Definition[Process], record_id: UUID
) -> None:
    """Raises as `submit` does, apart from a request that is open already."""
    editors = process.body.submitters == "editors"
    problems = await _refused(scope, object_name, [record_id], editors=editors)
    if problem := problems.get(record_id):
        raise problem


async def require_submittable_again(desk: Desk, request: Request) -> None:
    """Raises where the record does not meet the condition any more."""
    problem = await _unfit(desk, request, editors=True)
    if problem is not None:
        raise problem


async def _refused(
    scope: Scope, object_name: str, ids: Sequence[UUID], *, editors: bool
) -> dict[UUID, Problem]:
    """As the caller: whoever submits must see the record, and where editors do, be one."""
    seen = await fetch_values(scope, object_name, ids, [])
    problems: dict[UUID, Problem] = {each: NotFound() for each in ids if each not in seen}
    if editors and seen:
        may_update = scope.may(f"{object_name}.update")
        definition = (await registry_of(scope)).object(object_name)
        open_ = await editable(scope, definition, seen) if may_update else set()
        problems |= {each: Forbidden("record_not_editable") for each in seen if each not in open_}
    return problems


async def _unfit(desk: Desk, request: Request, *, editors: bool) -> Problem | None:
    if not editors and request.body.submitters != "editors":
        around = Around(request.submitted_by, await desk.row(request), desk.plan(request), request.process)
        people = await desk.people.resolve(request.body.submitters, around)
        if request.submitted_by not in people:
            return Forbidden(
                "approval_not_a_submitter", params={"process": request.label.in_locale(desk.scope.locale)}
            )
    if not await desk.holds(request, request.body.condition):
        return Invalid(
            "approval_condition_unmet", params={"process": request.label.in_locale(desk.scope.locale)}
        )
    return None


def _request(desk: Desk, object_name: str, process: Definition[Process], each: Submitted) -> Request:
    now = desk.scope.now
    return Request(
        each.id, process.id, process.name, process.version, process.label, process.body, object_name,
        each.record_id, each.submitter, PENDING, {}, now, now, origin=each.origin,
    )  # fmt: skip
