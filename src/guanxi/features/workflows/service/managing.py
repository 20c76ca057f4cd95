"""What administrators see of workflows and their runs, and how they help one that failed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.users.facade import names_of
from guanxi.features.workflows.queries import managing as queries
from guanxi.features.workflows.schemas.api import (
    Handled,
    NodeCount,
    RunDetails,
    RunError,
    RunPage,
    RunRead,
    StepRead,
    StepTypeInfo,
    StepTypes,
    WorkflowCounts,
    WorkflowPage,
    WorkflowSummary,
)
from guanxi.features.workflows.schemas.body import Workflow
from guanxi.features.workflows.service.kinds import CHORE, WORKFLOW
from guanxi.features.workflows.service.record_names import record_names
from guanxi.features.workflows.service.step_types import step_types
from guanxi.kernel.definitions import Definition, find_definition, page_of
from guanxi.kernel.errors import Conflict, Invalid, NotFound, render
from guanxi.kernel.jobs import call
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.query.cursor import decode_cursor, encode_cursor
from guanxi.kernel.tenancy import Scope

MANAGE = "company.manage"
LATEST = 200
MOST_FAILED = 1_000
MOST_STEPS = 1_000
MOST_AT_ONCE = 5_000
SHAPE = "workflow_runs"
_LAST = UUID(int=2**128 - 1)
_ANY_TIME = datetime(1970, 1, 1, tzinfo=UTC)


def list_step_types(scope: Scope) -> StepTypes:
    scope.require(MANAGE)
    return StepTypes([
        StepTypeInfo(each.name, each.label.in_locale(scope.locale), each.group, msgspec.json.schema(each.settings))
        for each in step_types().values()
    ])  # fmt: skip


async def list_workflows(scope: Scope, object_name: str | None, cursor: str, limit: int) -> WorkflowPage:
    """In the order of the store, those that are switched off too. Raises 403, `cursor_invalid`."""
    scope.require(MANAGE)
    shown, next_cursor = await page_of(scope, WORKFLOW, object_name, cursor, limit)
    figures = await queries.lately(scope, [each.id for each in shown], LATEST)
    people = await names_of(scope, {each.updated_by for each in shown if each.updated_by})
    failed = await queries.count_failed(scope, MOST_FAILED)
    return WorkflowPage([_summary(each, figures[each.id], people) for each in shown], next_cursor, failed)


async def counts_of(scope: Scope, name: str) -> WorkflowCounts:
    scope.require(MANAGE)
    workflow = await find_definition(scope, WORKFLOW, name)
    found: dict[str, dict[str, int]] = {}
    for row in await queries.counts_by_node(scope, workflow.id, LATEST):
        found.setdefault(row["node"], {})[row["state"]] = row["n"]
    return WorkflowCounts([
        NodeCount(node, states.get("done", 0), states.get("waiting", 0), states.get("failed", 0))
        for node, states in found.items()
    ])  # fmt: skip


async def list_runs(
    scope: Scope,
    *,
    workflow: str | None,
    record_id: UUID | None,
    state: str | None,
    parent_id: UUID | None,
    cursor: str,
    limit: int,
) -> RunPage:
    """The latest first. Raises 403, 404, `cursor_invalid`."""
    scope.require(MANAGE)
    wanted: dict[str, Any] = {}
    if workflow is not None:
        wanted["workflow"] = (await find_definition(scope, WORKFLOW, workflow)).id
    if record_id is not None:
        wanted["record"] = record_id
    if state is not None:
        wanted["state"] = state
    if parent_id is not None:
        wanted["parent"] = parent_id
    shape = f"{SHAPE}.{workflow or ''}.{record_id or ''}.{state or ''}.{parent_id or ''}"
    before = _LAST
    if cursor:
        before = UUID(str(decode_cursor(scope.tenant.id, cursor, shape).values[0]))
    rows = await queries.list_runs(scope, wanted, (_ANY_TIME, before), limit + 1)
    shown = await _read_runs(scope, rows[:limit])
    next_cursor = None
    if len(rows) > limit:
        place = msgspec.json.encode([0, shown[-1].id, shown[-1].id]).decode()
        next_cursor = encode_cursor(scope.tenant.id, shape, place)
    return RunPage(shown, next_cursor)


async def get_run(scope: Scope, run_id: UUID) -> RunDetails:
    scope.require(MANAGE)
    row = await queries.find_run(scope, run_id)
    if row is None:
        raise NotFound()
    steps = await queries.steps_of(scope, run_id, MOST_STEPS)
    (run,) = await _read_runs(scope, [row])
    return RunDetails(
        run,
        [read_step(scope, each) for each in steps],
        row["body"],
    )


async def retry(scope: Scope, run_id: UUID, node: str | None) -> RunDetails:
    """From the step that failed, or from another one. Raises 403, 404, 409 `workflow_run_not_failed`, 422."""
    row = await _failed(scope, run_id)
    if node is not None and node not in await _steps_of_version(scope, run_id):
        raise Invalid("workflow_step_unknown", field="node", params={"step": node})
    await queries.go_on(scope, run_id, node or row["node"])
    await call(scope, CHORE)
    return await get_run(scope, run_id)


async def skip(scope: Scope, run_id: UUID) -> RunDetails:
    """Goes on behind the step that failed, by its first way. Raises 403, 404, 409."""
    row = await _failed(scope, run_id)
    steps = await _steps_of_version(scope, run_id)
    follower = next(iter(steps.get(row["node"], {}).values()), None)
    if follower is None:
        await queries.end(scope, run_id, "succeeded")
    else:
        await queries.go_on(scope, run_id, follower)
        await call(scope, CHORE)
    return await get_run(scope, run_id)


async def cancel(scope: Scope, run_id: UUID) -> RunDetails:
    """Also the runs that it began. Raises 403, 404, 409 where it has ended."""
    scope.require(MANAGE)
    if await queries.lock_run(scope, run_id) is None:
        raise NotFound()
    if not await queries.end(scope, run_id, "cancelled"):
        raise Conflict("workflow_run_ended")
    return await get_run(scope, run_id)


async def retry_failed(scope: Scope, name: str) -> Handled:
    scope.require(MANAGE)
    workflow = await find_definition(scope, WORKFLOW, name)
    count = await queries.retry_failed(scope, workflow.id, MOST_AT_ONCE)
    await call(scope, CHORE)
    return Handled(count, count == MOST_AT_ONCE)


async def cancel_open(scope: Scope, name: str) -> Handled:
    scope.require(MANAGE)
    workflow = await find_definition(scope, WORKFLOW, name)
    count = await queries.cancel_open(scope, workflow.id, MOST_AT_ONCE)
    return Handled(count, count == MOST_AT_ONCE)


async def _read_runs(scope: Scope, rows: Sequence[Mapping[str, Any]]) -> list[RunRead]:
    registry = await registry_of(scope)
    numbers = {row["object_id"] for row in rows}
    objects = {each: registry.by_number(each).name if registry.has_number(each) else "" for each in numbers}
    names = await record_names(scope, [(objects[row["object_id"]], row["record_id"]) for row in rows])
    return [_read_run(scope, objects[row["object_id"]], names.get(row["record_id"]), row) for row in rows]


def _read_run(scope: Scope, object_name: str, record_name: str | None, row: Mapping[str, Any]) -> RunRead:
    return RunRead(
        row["id"],
        row["workflow"],
        row["label"],
        row["version"],
        object_name,
        row["record_id"],
        record_name,
        row["state"],
        row["node"],
        row["steps"],
        row["due_at"],
        read_error(scope, row["error"]),
        row["parent_id"],
        row["cause"],
        row["created_at"],
        row["updated_at"],
        row["finished_at"],
    )


def read_step(scope: Scope, row: Mapping[str, Any]) -> StepRead:
    return StepRead(
        row["number"],
        row["node"],
        row["type"],
        row["state"],
        row["way"],
        row["input"],
        row["output"],
        read_error(scope, row["error"]),
        row["change_set_id"],
        row["at"],
    )


def read_error(scope: Scope, error: Mapping[str, Any] | None) -> RunError | None:
    """In the reader's language."""
    if error is None:
        return None
    errors = [
        {**each, "detail": render(each["code"], each.get("params", {}), scope.locale)}
        for each in error.get("errors", ())
    ]
    return RunError(error["code"], render(error["code"], error.get("params", {}), scope.locale), errors)


async def _failed(scope: Scope, run_id: UUID) -> Any:
    scope.require(MANAGE)
    row = await queries.lock_run(scope, run_id)
    if row is None:
        raise NotFound()
    if row["state"] != "failed":
        raise Conflict("workflow_run_not_failed")
    return row


async def _steps_of_version(scope: Scope, run_id: UUID) -> dict[str, Mapping[str, str]]:
    row = await queries.find_run(scope, run_id)
    return {step["key"]: step.get("next", {}) for step in row["body"].get("steps", ())}


def _summary(
    each: Definition[Workflow], figures: Mapping[str, Any], people: Mapping[UUID, tuple[str, bool]]
) -> WorkflowSummary:
    owner = people.get(each.updated_by) if each.updated_by else None
    return WorkflowSummary(
        each.name,
        each.label.as_json(),
        each.object or "",
        each.active,
        each.version,
        msgspec.to_builtins(each.body.trigger)["type"],
        len(each.body.steps),
        each.updated_by,
        owner[0] if owner else None,
        owner is not None and owner[1],
        figures["open"],
        figures["failed"],
        figures["succeeded"],
        figures["last_at"],
        each.updated_at,
    )
