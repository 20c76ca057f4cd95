"""Work of a company that nobody asked for in particular, such as carrying on its workflows or sending its mail.

A chore is called in the transaction that makes work for it, as often as one likes: the calls that have been committed by the
time it begins become one run, and a call committed later becomes another. So nothing is missed, and a company without work
costs nothing. A chore says itself when it wants to be called again. One that fails is called again, later each time, for ever.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from procrastinate import App
from sqlalchemy import text

from guanxi.kernel.db import Database, prepare
from guanxi.kernel.tenancy import Scope
from guanxi.settings import Settings

ChoreFunction = Callable[[Database, Settings, int], Awaitable[float | None]]
TASK = "guanxi.chore"

_CALL = prepare(text("SELECT jobs.call_chore(CAST(:chore AS text), CAST(:delay AS float8))"))

# What is visible here has been committed, and so has the work that it was called for. What another claims just now stays his.
_ABSORB = """
DELETE FROM procrastinate_jobs WHERE id IN (
  SELECT id FROM procrastinate_jobs
  WHERE queue_name = %(queue)s AND status = 'todo' AND task_name = %(task)s AND args ->> 'chore' = %(chore)s
    AND (scheduled_at IS NULL OR scheduled_at <= now())
  FOR UPDATE SKIP LOCKED)
"""
# Only the earliest of the times at which it wants to be called is of use.
_DELAY = """
WITH later AS (
  DELETE FROM procrastinate_jobs WHERE id IN (
    SELECT id FROM procrastinate_jobs
    WHERE queue_name = %(queue)s AND status = 'todo' AND task_name = %(task)s AND args ->> 'chore' = %(chore)s
      AND scheduled_at > now() FOR UPDATE SKIP LOCKED)
  RETURNING scheduled_at)
SELECT procrastinate_defer_jobs_v1(ARRAY[ROW(
  %(queue)s, %(task)s, 0, NULL, NULL, %(args)s::jsonb,
  (SELECT least(now() + make_interval(secs => %(delay)s), min(scheduled_at)) FROM later)
)::procrastinate_job_to_defer_v1]) AS ids
"""


@dataclass(frozen=True, slots=True)
class Chore:
    name: str
    run: ChoreFunction


_all: dict[str, Chore] = {}


def chore(name: str) -> Callable[[ChoreFunction], ChoreFunction]:
    """Declares an async function `(database, settings, tenant_id)`, which returns the seconds until it wants to be called
    again: 0 when it stopped only to let others have their turn, None when it waits for a call.

    Several may run for one company at a time; it does a bounded amount, in transactions of its own.
    """

    def register(function: ChoreFunction) -> ChoreFunction:
        if name in _all and _all[name].run is not function:
            raise ValueError(f"Two chores are called {name!r}.")
        _all[name] = Chore(name, function)
        return function

    return register


def chores() -> Mapping[str, Chore]:
    return MappingProxyType(_all)


async def call(scope: Scope, name: str, *, delay_seconds: float = 0) -> None:
    """In the caller's transaction, for his company: the chore runs if, and only if, that commits."""
    if name not in _all:
        raise LookupError(f"No chore is called {name!r}.")
    await scope.tx.execute(_CALL, {"chore": name, "delay": delay_seconds})


async def run_chore(app: App, database: Database, settings: Settings, tenant_id: int, name: str) -> None:
    found = _all.get(name)
    if found is None:
        return
    place: dict[str, Any] = {"queue": f"company:{tenant_id}", "task": TASK, "chore": name}
    await app.connector.execute_query_async(_ABSORB, **place)
    again = await found.run(database, settings, tenant_id)
    if again is not None:
        args = f'{{"tenant_id": {tenant_id}, "chore": "{name}"}}'
        await app.connector.execute_query_async(_DELAY, **place, args=args, delay=max(0.0, again))
