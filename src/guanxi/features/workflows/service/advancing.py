"""Carrying runs on: all that stand at one step together, step after step, until each waits or has ended.

Everything happens in the transaction of the caller. What a step refuses for one run is that run's failure alone; what
befalls the transaction (a lost connection, a deadlock) is nobody's: it is rolled back whole and done again.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import asyncpg

from guanxi.features.workflows.service.limits import MOST_RUNS_AT_ONCE, MOST_STEPS_AT_ONCE
from guanxi.features.workflows.service.plans import Node, Plan
from guanxi.features.workflows.service.progress import Progress
from guanxi.features.workflows.service.step_types import Batch, Done, Failed, Item, Result, Run, Wait
from guanxi.features.workflows.service.values_of_runs import values_of
from guanxi.kernel.errors import Forbidden, Problem
from guanxi.kernel.metadata import Registry, registry_of
from guanxi.kernel.tenancy import Scope

logger = logging.getLogger(__name__)


async def carry_on(
    scope: Scope, plan: Plan, runs: Sequence[Run], progress: Progress, *, is_test: bool = False
) -> None:
    """`scope` is of the person who answers for the workflow. What is left when enough has been done stays ready."""
    registry = await registry_of(scope)
    standing: defaultdict[str, list[Run]] = defaultdict(list)
    for run in runs:
        _place(scope, registry, plan, run, standing, progress)
    begun_with = progress.steps
    while standing:
        node = min((plan.nodes[key] for key in standing), key=lambda each: each.order)
        together = standing.pop(node.key)
        if progress.steps - begun_with >= MOST_STEPS_AT_ONCE:
            for run in together:
                progress.keep(scope, registry, run)
            continue
        for start in range(0, len(together), MOST_RUNS_AT_ONCE):
            batch = together[start : start + MOST_RUNS_AT_ONCE]
            results = await _by_depth(scope, plan, node, batch, is_test=is_test)
            for run, result in zip(batch, results, strict=True):
                follower = progress.take(scope, registry, run, node, result)
                if isinstance(result, Wait):
                    for child in _children(scope, run, node, result):
                        if child.workflow_id == run.workflow_id:
                            _place(scope, registry, plan, child, standing, progress)
                        else:
                            progress.keep(scope, registry, child)
                if follower is not None:
                    standing[follower].append(run)


def _place(
    scope: Scope,
    registry: Registry,
    plan: Plan,
    run: Run,
    standing: defaultdict[str, list[Run]],
    progress: Progress,
) -> None:
    if run.node is None and run.steps == 0:
        run.node = plan.first
    if run.node is None:
        progress.finish(scope, registry, run)
    elif run.node not in plan.nodes:
        progress.fail(scope, registry, run, "workflow_step_unknown", {"step": run.node})
    else:
        standing[run.node].append(run)


def _children(scope: Scope, run: Run, node: Node, wait: Wait) -> list[Run]:
    parent = {"object": run.object, "record": str(run.record_id) if run.record_id else None}
    return [
        Run(
            child.id,
            child.workflow_id or run.workflow_id,
            child.version or run.version,
            child.object,
            child.record_id,
            node.next[child.way] if child.way else None,
            0,
            0,
            run.depth + (child.workflow_id is not None),
            {"type": "step", "step": node.key, "run": str(run.id), "parent": parent, "actor": run.cause.get("actor"),
             "sent": run.cause.get("sent", {})},
            dict(child.outputs) if child.workflow_id else {**run.outputs, **child.outputs},
            None,
            run.id,
            scope.now,
            is_new=True,
        )
        for child in wait.children
    ]  # fmt: skip


async def _by_depth(
    scope: Scope, plan: Plan, node: Node, runs: Sequence[Run], *, is_test: bool
) -> list[Result]:
    """What is written carries on how many automatic writes led to it, so only runs of one depth write together."""
    depths = {run.depth for run in runs}
    if len(depths) == 1:
        own = replace(scope, depth=depths.pop() + 1)
        return await _execute(own, plan, node, runs, is_test=is_test)
    found: dict[int, Result] = {}
    for depth in sorted(depths):
        places = [index for index, run in enumerate(runs) if run.depth == depth]
        own = replace(scope, depth=depth + 1)
        results = await _execute(own, plan, node, [runs[index] for index in places], is_test=is_test)
        found.update(zip(places, results, strict=True))
    return [found[index] for index in range(len(runs))]


async def _execute(
    scope: Scope, plan: Plan, node: Node, runs: Sequence[Run], *, is_test: bool
) -> list[Result]:
    """A refusal of the whole batch is looked into by halves, until it is that of single runs."""
    try:
        async with scope.tx.savepoint():
            return await _execute_together(scope, plan, node, runs, is_test=is_test)
    except Problem as problem:
        failed = Failed(problem.code, problem.params, problem.errors, passing=problem.status >= 500)
        if isinstance(problem, Forbidden) or len(runs) == 1:
            return [failed] * len(runs)
    except (
        asyncpg.PostgresConnectionError,
        asyncpg.TransactionRollbackError,
        asyncpg.OperatorInterventionError,
    ):
        raise
    except (asyncpg.InterfaceError, ConnectionError):
        raise
    except Exception:
        if len(runs) == 1:
            logger.exception("Step %s (%s) of workflow %s failed.", node.key, node.type, plan.name)
            return [Failed("workflow_step_broken")]
    half = len(runs) // 2
    return [
        *await _execute(scope, plan, node, runs[:half], is_test=is_test),
        *await _execute(scope, plan, node, runs[half:], is_test=is_test),
    ]


async def _execute_together(
    scope: Scope, plan: Plan, node: Node, runs: Sequence[Run], *, is_test: bool
) -> list[Result]:
    rows = await values_of(scope, runs, node.prepared.reads, deleted=plan.is_about_deleted)
    results: list[Result] = [Failed("workflow_record_gone")] * len(runs)
    seen = [index for index, row in enumerate(rows) if row is not None]
    if seen:
        items = [Item(runs[index], rows[index] or {}) for index in seen]
        batch = Batch(scope, plan.name, plan.label, node.key, items, is_test)
        for index, result in zip(seen, await node.prepared.execute(batch), strict=True):
            results[index] = result
    if is_test:
        results = [_not_waiting(result) for result in results]
    return results


def _not_waiting(result: Result) -> Result:
    """A test goes on at once, unless it went into a loop."""
    if isinstance(result, Wait) and not result.children:
        return Done(input=result.input, output={"waits_until": result.until, "watches": result.watches})
    return result
