"""Beginning runs: the condition asked of each record, guards against circles, then carried on at once."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from guanxi.features.workflows.queries import engine as queries
from guanxi.features.workflows.schemas.body import StageEntered
from guanxi.features.workflows.service.advancing import carry_on
from guanxi.features.workflows.service.limits import MOST_DEPTH, MOST_RUNS_AT_ONCE, MOST_STARTS_PER_RECORD
from guanxi.features.workflows.service.plans import Plan
from guanxi.features.workflows.service.progress import Progress
from guanxi.features.workflows.service.step_types import Run
from guanxi.features.workflows.service.values_of_runs import values_of
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import Scope

HOUR = timedelta(hours=1)
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Start:
    """What shall start a run. `cause` is JSON: type, actor, what was changed, what was sent."""

    record_id: UUID | None
    cause: dict[str, Any]
    depth: int = 0
    occasion: str | None = None
    id: UUID = field(default_factory=new_id)


async def begin(
    scope: Scope,
    plan: Plan,
    workflow_id: UUID,
    version: int,
    starts: Sequence[Start],
    progress: Progress,
    *,
    checks_condition: bool = True,
) -> list[UUID]:
    """`scope` is of the person who answers for the workflow. Returns the runs that began."""
    runs = _runs(scope, plan.object, workflow_id, version, starts)
    begun: list[UUID] = []
    for at in range(0, len(runs), MOST_RUNS_AT_ONCE):
        part = runs[at : at + MOST_RUNS_AT_ONCE]
        if checks_condition:
            part = await _entering(scope, plan, part)
        part = await _unguarded(scope, part, progress)
        begun += [run.id for run in part]
        if part:
            await carry_on(scope, plan, part, progress)
    return begun


@dataclass(frozen=True, slots=True)
class Entering:
    """Of runs that stand before their first step. Those `out` are as if they had never been asked for; of those `broken`
    the condition cannot be worked out, such as with what was sent before a field became one of another type.
    """

    entered: list[Run]
    out: list[UUID]
    broken: list[Run]


async def entering(scope: Scope, plan: Plan, runs: Sequence[Run]) -> Entering:
    """The condition of entry, asked of runs that somebody asked for. One whose record is out of sight enters, and fails
    where people see it.
    """
    asked = [run for run in runs if run.node is None and run.steps == 0 and run.parent_id is None]
    if not asked or not plan.body.condition.strip():
        return Entering(list(runs), [], [])
    rows = await values_of(scope, asked, plan.condition.reads, deleted=plan.is_about_deleted)
    out: list[UUID] = []
    broken: list[Run] = []
    for run, row in zip(asked, rows, strict=True):
        if row is None:
            continue
        try:
            if not plan.condition.test(scope, [(row, run.caused_by)])[0]:
                out.append(run.id)
        except (ValueError, ArithmeticError, TypeError):
            logger.exception("The condition of workflow %s could not be worked out.", plan.name)
            broken.append(run)
    left = {*out, *(run.id for run in broken)}
    return Entering([run for run in runs if run.id not in left], sorted(out), broken)


async def refuse(
    scope: Scope,
    object_name: str,
    workflow_id: UUID,
    version: int,
    starts: Sequence[Start],
    progress: Progress,
    code: str,
    params: dict[str, Any],
) -> None:
    """Keeps what should have begun as failed: somebody can mend the workflow and try again."""
    registry = await registry_of(scope)
    for run in _runs(scope, object_name, workflow_id, version, starts):
        progress.fail(scope, registry, run, code, params)


def _runs(
    scope: Scope, object_name: str, workflow_id: UUID, version: int, starts: Sequence[Start]
) -> list[Run]:
    return [
        Run(
            start.id, workflow_id, version, object_name, start.record_id, None, 0, 0, start.depth, start.cause, {}, None,
            None, scope.now, is_new=True, occasion=start.occasion,
        )
        for start in starts
    ]  # fmt: skip


async def _entering(scope: Scope, plan: Plan, runs: Sequence[Run]) -> list[Run]:
    """A record that its person does not see starts nothing."""
    reads = plan.condition.reads | ({"id"} if any(run.record_id for run in runs) else set())
    stages = plan.body.trigger.stages if isinstance(plan.body.trigger, StageEntered) else None
    rows = await values_of(scope, runs, reads | {"stage"} if stages else reads, deleted=plan.is_about_deleted)
    seen = [
        (run, row)
        for run, row in zip(runs, rows, strict=True)
        if row is not None and (stages is None or run.cause["type"] != "created" or row["stage"] in stages)
    ]
    held = plan.condition.test(scope, [(row, run.caused_by) for run, row in seen])
    return [run for (run, _), holds in zip(seen, held, strict=True) if holds]


async def _unguarded(scope: Scope, runs: Sequence[Run], progress: Progress) -> list[Run]:
    """Those that go round in circles are kept as failed, so that people see where the circle is."""
    registry = await registry_of(scope)
    since: datetime = scope.now - HOUR
    ids = {run.record_id for run in runs if run.record_id is not None}
    lately = await queries.started_lately(scope, runs[0].workflow_id, ids, since) if ids else {}
    passed = []
    for run in runs:
        if run.depth > MOST_DEPTH:
            progress.fail(scope, registry, run, "workflow_chain_too_long", {"limit": MOST_DEPTH})
        elif run.record_id is not None and lately.get(run.record_id, 0) >= MOST_STARTS_PER_RECORD:
            if lately[run.record_id] == MOST_STARTS_PER_RECORD:
                lately[run.record_id] += 1
                progress.fail(
                    scope, registry, run, "workflow_record_too_often", {"limit": MOST_STARTS_PER_RECORD}
                )
        else:
            passed.append(run)
            if run.record_id is not None:
                lately[run.record_id] = lately.get(run.record_id, 0) + 1
    return passed
