"""The list of runs stays as quick for a workflow that has run very often: whatever it is asked for, an index gives the page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
import psycopg
import pytest

from guanxi.features.workflows.queries import managing
from guanxi.kernel.ids import new_id
from guanxi.kernel.tenancy import Scope, ScopeSeed, open_scope

RUNS = 50_000
FEW = 30  # of each state that is not the usual one
PAGE = 50
_AFTER_ALL = UUID(int=2**128 - 1)
# All runs of the busy workflow succeeded but for the oldest: what is asked for lies at the other end of the list.
FILL = """
INSERT INTO guanxi.workflow_run (tenant_id, id, workflow_id, version, object_id, record_id, state, depth, cause, outputs,
  parent_id, created_at, updated_at, finished_at)
SELECT %(tenant)s, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, %(workflow)s, 1, 4,
  CASE WHEN n %% 1000 = 0 THEN %(record)s ELSE gen_random_uuid() END::uuid,
  coalesce((ARRAY['ready', 'waiting', 'held', 'failed', 'cancelled'])[1 + n / %(few)s], 'succeeded'), 0, '{}', '{}',
  CASE WHEN n %% 100 = 7 THEN %(record)s END::uuid, now(), now(), now()
FROM generate_series(0, %(runs)s) n
"""
VERSION = """
INSERT INTO guanxi.workflow_version (tenant_id, workflow_id, version, name, object_id, label, body, created_at)
VALUES (%(tenant)s, %(workflow)s, 1, 'busy', 4, '{}', '{}', now())
"""


@pytest.fixture(scope="module")
def many_runs(owner_url, admin):
    given = {
        "tenant": admin.tenant_id, "workflow": new_id(), "record": new_id(), "runs": RUNS, "few": FEW
    }  # fmt: skip
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(VERSION, given)
        connection.execute(FILL, given)
        connection.execute("VACUUM ANALYZE guanxi.workflow_run")
        yield given
        connection.execute("DELETE FROM guanxi.workflow_run WHERE tenant_id = %(tenant)s", given)
        connection.execute("DELETE FROM guanxi.workflow_version WHERE tenant_id = %(tenant)s", given)


ASKED: tuple[tuple[str, ...], ...] = (
    (), ("workflow",), ("record",), ("workflow", "record"), ("parent",), ("workflow", "parent"),
    *((*of, state) for of in ((), ("workflow",))
      for state in ("ready", "waiting", "held", "failed", "succeeded", "cancelled")),
)  # fmt: skip


@pytest.mark.parametrize("asked", ASKED, ids="+".join)
async def test_a_page_reads_little_more_than_it_shows(database, admin, many_runs, monkeypatch, asked):
    wanted: dict[str, Any] = {}
    for name in asked:
        match name:
            case "workflow":
                wanted[name] = many_runs["workflow"]
            case "record" | "parent":
                wanted[name] = many_runs["record"]
            case state:
                wanted["state"] = state
    async with open_scope(database, admin.tenant_id, admin.user_id, source="api") as scope:
        plan = await _plan(scope, monkeypatch, wanted)

    assert _most_rows(plan) <= (RUNS / 100 if "parent" in asked else 4 * PAGE), plan


async def _plan(scope: Scope, monkeypatch: pytest.MonkeyPatch, wanted: dict[str, Any]) -> dict[str, Any]:
    sent: list[tuple[str, tuple[Any, ...]]] = []
    with monkeypatch.context() as patch:
        fetch = type(scope.tx.connection).fetch

        async def keep(connection: Any, sql: str, *arguments: Any) -> Any:
            sent.append((sql, arguments))
            return await fetch(connection, sql, *arguments)

        patch.setattr(type(scope.tx.connection), "fetch", keep)
        await managing.list_runs(scope, wanted, (scope.now, _AFTER_ALL), PAGE)
    ((sql, arguments),) = sent
    connection = scope.tx.connection
    # Citus explains nothing in a transaction that has read.
    await connection.execute(f"COMMIT; {ScopeSeed(scope.tenant, scope.actor).preamble}")
    answer = await connection.fetchval(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", *arguments)
    found: dict[str, Any] = (msgspec.json.decode(answer) if isinstance(answer, str) else answer)[0]["Plan"]
    return found


def _most_rows(plan: dict[str, Any]) -> int:
    """Of any one node: what it gave and what it read in vain."""
    own = (plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)) * plan["Actual Loops"]
    return max([own, *(_most_rows(each) for each in plan.get("Plans", ()))])
