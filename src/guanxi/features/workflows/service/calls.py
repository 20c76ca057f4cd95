"""Calling other systems for steps: a few at a time, again later where that may help, and the run told of the answer."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

from guanxi.features.workflows.queries import calls as queries
from guanxi.features.workflows.queries import managing
from guanxi.features.workflows.service.settling import Settlement, settle
from guanxi.kernel.db import Database
from guanxi.kernel.errors import Problem
from guanxi.kernel.outbound import outbound
from guanxi.kernel.tenancy import ScopeSeed, automation_seed

AT_ONCE = 8
LEASE = timedelta(minutes=2)
ATTEMPTS = 5
LARGEST_ANSWER = 64 * 1024
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


async def make_due(database: Database, tenant_id: int) -> float | None:
    """Seconds until there may be more to do."""
    seed = await automation_seed(database, tenant_id)
    async with database.transaction(seed, source="workflow") as scope:
        rows = await queries.take_calls(scope, scope.now + LEASE, AT_ONCE)
    await asyncio.gather(*(_make(database, seed, row) for row in rows))
    if len(rows) == AT_ONCE:
        return 0.0
    async with database.transaction(seed, source="workflow") as scope:
        due = await queries.next_call(scope)
        return None if due is None else max(0.0, (due - scope.now).total_seconds())


async def _make(database: Database, seed: ScopeSeed, row: Any) -> None:
    headers = {"Content-Type": "application/json", **row["headers"], "Idempotency-Key": str(row["id"])}
    try:
        answer = await outbound().fetch(
            row["url"],
            method=row["method"],
            headers=headers,
            content=(row["content"] or "").encode(),
            largest=LARGEST_ANSWER,
        )
    except Problem as problem:
        error = {"code": problem.code, "params": problem.params}
        await _failed(database, seed, row, error, may_pass=problem.status >= 500)
        return
    if 200 <= answer.status < 300:
        await _end(database, seed, row, "done", {"status": answer.status})
    else:
        error = {"code": "workflow_call_refused", "params": {"status": answer.status}}
        await _failed(database, seed, row, error, may_pass=answer.status in AGAIN)


async def _failed(
    database: Database, seed: ScopeSeed, row: Any, error: dict[str, Any], *, may_pass: bool
) -> None:
    if not may_pass or row["attempts"] >= ATTEMPTS:
        await _end(database, seed, row, "failed", {"error": error})
        return
    async with database.transaction(seed, source="workflow") as scope:
        later = timedelta(seconds=10 * 3 ** (row["attempts"] - 1))
        await queries.put_off(scope, row["id"], scope.now + later)


async def _end(database: Database, seed: ScopeSeed, row: Any, state: str, answered: dict[str, Any]) -> None:
    async with database.transaction(seed, source="workflow") as scope:
        if await queries.end_call(scope, row["id"], state):
            node = await managing.node_of(scope, row["run_id"])
            if node is not None:
                await settle(scope, [Settlement(row["run_id"], node, {"answered": answered})])
