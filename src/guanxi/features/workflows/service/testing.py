"""Trying a workflow on a real record: every step is really made, waits are skipped, and then all of it is rolled back.

So what is shown is what would be, rules and rights and history included; nothing leaves the database, because whatever
leaves it is queued there first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import msgspec

from guanxi.features.definitions.facade import body_of
from guanxi.features.forms.facade import FORM
from guanxi.features.forms.facade import read_sent as read_form
from guanxi.features.workflows.schemas import body as bodies
from guanxi.features.workflows.schemas.api import Tested, TestedRun, TestWorkflow
from guanxi.features.workflows.schemas.body import Workflow
from guanxi.features.workflows.service.advancing import carry_on
from guanxi.features.workflows.service.hooks import read_sent
from guanxi.features.workflows.service.kinds import WORKFLOW, check
from guanxi.features.workflows.service.managing import MANAGE, read_error, read_step
from guanxi.features.workflows.service.plans import Plan, prepare_plan
from guanxi.features.workflows.service.progress import Progress
from guanxi.features.workflows.service.step_types import Run
from guanxi.features.workflows.service.values_of_runs import values_of
from guanxi.kernel.definitions import Declared, find_definition
from guanxi.kernel.errors import Invalid, NotFound
from guanxi.kernel.metadata import Label, registry_of
from guanxi.kernel.query import fetch_values
from guanxi.kernel.tenancy import Scope

MOST_ROUNDS = 5
MOST_SHOWN = 200


async def test_workflow(scope: Scope, name: str, data: TestWorkflow) -> Tested:
    """Raises 403, 404, and 422 for one that cannot work. It runs with the caller's own rights."""
    scope.require(MANAGE)
    declared = await _declared(scope, name, data)
    await check(scope, await registry_of(scope), declared)
    plan = await prepare_plan(scope, name, declared.label, data.object, declared.body)
    if data.record_id is not None and not await fetch_values(scope, data.object, [data.record_id], ()):
        raise NotFound()
    is_hook = isinstance(declared.body.trigger, bodies.Webhook)
    if data.record_id is None and not is_hook:
        raise Invalid("required", field="record_id", params={"field": "record_id"})
    cause: dict[str, Any] = {"type": "test", "actor": str(scope.actor.user_id)}
    if isinstance(declared.body.trigger, bodies.Webhook):
        cause["sent"] = read_sent(declared.body.trigger, msgspec.json.encode(data.sent))
    elif isinstance(declared.body.trigger, bodies.FormSubmitted):
        form = await find_definition(scope, FORM, declared.body.trigger.form)
        cause["sent"] = await read_form(scope, form, data.sent) if data.sent else {}
    run = Run(
        uuid4(), uuid4(), 0, data.object, data.record_id, None, 0, 0, 0, cause, {}, None, None, scope.now, is_new=True
    )  # fmt: skip
    own = replace(scope, source="workflow", timezone=scope.tenant.timezone)
    enters = await _enters(own, plan, run)
    progress = Progress()
    after = len(scope.tx.waiting_for_commit)
    try:
        async with own.tx.savepoint():
            await _carry_through(own, plan, run, progress)
            raise _RollBack
    except _RollBack:
        del scope.tx.waiting_for_commit[after:]
    return Tested(enters, await _told(scope, progress))


class _RollBack(Exception):
    """Ends a test."""


async def _declared(scope: Scope, name: str, data: TestWorkflow) -> Declared[Workflow]:
    if data.body is None:
        found = await find_definition(scope, WORKFLOW, name)
        if found.object != data.object:
            raise NotFound("definition_unknown", params={"name": name[:80]})
        return found
    return Declared(name, data.object, Label(name, name), body_of(WORKFLOW, data.body))


async def _enters(scope: Scope, plan: Plan, run: Run) -> bool:
    if run.record_id is None and not plan.condition.reads:
        return True
    row = (await values_of(scope, [run], plan.condition.reads))[0]
    return row is not None and plan.condition.test(scope, [(row, run.caused_by)])[0]


async def _carry_through(scope: Scope, plan: Plan, run: Run, progress: Progress) -> None:
    """What a loop has begun has ended when it comes back, so its parent goes on."""
    standing = [run]
    for _ in range(MOST_ROUNDS):
        if not standing:
            return
        await carry_on(scope, plan, standing, progress, is_test=True)
        standing = [each for each in progress.waiting() if each.workflow_id == run.workflow_id]


async def _told(scope: Scope, progress: Progress) -> list[TestedRun]:
    registry = await registry_of(scope)
    steps: dict[UUID, list[Mapping[str, Any]]] = {}
    for row in progress.rows_of_steps:
        steps.setdefault(row["run_id"], []).append(row)
    runs = progress.new_runs()[:MOST_SHOWN]
    places = {row["id"]: index for index, row in enumerate(runs)}
    return [
        TestedRun(
            registry.by_number(row["object_id"]).name,
            row["record_id"],
            row["state"],
            read_error(scope, row["error"]),
            [read_step(scope, each) for each in steps.get(row["id"], [])],
            places.get(row["parent_id"]),
        )
        for row in runs
    ]
