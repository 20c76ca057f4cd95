"""A step of workflows: submits the record, waits until people have decided, and goes on by what they said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from guanxi.features.approvals.service.kinds import APPROVAL
from guanxi.features.approvals.service.processes import process_named
from guanxi.features.approvals.service.states import APPROVED, PENDING, REJECTED, RETURNED, Request
from guanxi.features.approvals.service.submitting import Submitted, submit_many
from guanxi.features.workflows.facade import (
    Batch,
    Done,
    Failed,
    Item,
    Prepared,
    Result,
    StepType,
    Surroundings,
    Wait,
)
from guanxi.kernel.definitions import list_definitions
from guanxi.kernel.errors import Invalid, Problem
from guanxi.kernel.expressions import ValueType
from guanxi.kernel.expressions.problems import closest
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import NOBODY

MOST = 300


class ApprovalStep(Struct, frozen=True, forbid_unknown_fields=True):
    """`process` is the name of an approval process of the record's object."""

    process: Annotated[str, Meta(min_length=1, max_length=63)]


async def prepare(around: Surroundings, settings: ApprovalStep) -> Prepared:
    known = await list_definitions(around.scope, APPROVAL, object_name=around.object, most=MOST)
    if not around.has_record or settings.process not in {each.name for each in known}:
        suggestion = closest(settings.process, [each.name for each in known])
        params = {"name": settings.process, "suggestion": suggestion}
        raise Invalid("approval_process_unknown", field="process", params=params)

    async def execute(batch: Batch) -> Sequence[Result]:
        fresh = {item.run.id: _submitted(batch, item) for item in batch.items if item.run.memo is None}
        results: dict[UUID, Result] = {}
        if fresh:
            results = await _submit(batch, settings.process, fresh)
        return [results.get(item.run.id) or _settled(item) for item in batch.items]

    gives = {"outcome": ValueType.TEXT, "request": ValueType.TEXT}
    return Prepared(execute, frozenset({"id"}), gives, ways=(APPROVED, REJECTED))


async def _submit(batch: Batch, process: str, fresh: dict[UUID, Submitted]) -> dict[UUID, Result]:
    object_name = batch.items[0].run.object
    try:
        definition = await process_named(batch.scope, object_name, process)
        async with batch.scope.tx.savepoint():
            outcome = await submit_many(
                batch.scope, object_name, definition, list(fresh.values()), by_workflow=True
            )
    except Problem as problem:
        return {run: _failed(problem) for run in fresh}
    found: dict[UUID, Result] = {}
    for run, each in fresh.items():
        request = outcome.requests.get(each.id)
        found[run] = _failed(outcome.problems[each.id]) if request is None else _begun(request)
    return found


def _submitted(batch: Batch, item: Item) -> Submitted:
    assert item.run.record_id is not None
    by = item.run.caused_by
    submitter = batch.scope.actor.user_id if by in (None, NOBODY) else by
    assert submitter is not None
    origin = {"run": str(item.run.id), "node": batch.node}
    return Submitted(item.run.record_id, submitter, origin=origin, id=item.run.key("approval"))


def _begun(request: Request) -> Result:
    told = {"process": request.process}
    if request.state in (PENDING, RETURNED):
        return Wait(memo={"request": str(request.id)}, input=told)
    return _done(str(request.id), request.state)


def _settled(item: Item) -> Result:
    memo = item.run.memo or {}
    outcome = memo.get("outcome")
    if outcome is None:
        return Wait(memo=memo)
    return _done(str(memo.get("request") or ""), str(outcome))


def _done(request: str, outcome: str) -> Result:
    """Withdrawn is not approved."""
    way = APPROVED if outcome == APPROVED else REJECTED
    return Done(way, output={"outcome": outcome, "request": request})


def _failed(problem: Problem) -> Result:
    return Failed(problem.code, problem.params, problem.errors)


APPROVAL_STEP = StepType("approval", Label("Approval", "审批"), ApprovalStep, prepare, "people")
