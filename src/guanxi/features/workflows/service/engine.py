"""One turn of a company's engine: events, times and runs that are due, each in transactions of its own, for a bounded while."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from guanxi.features.workflows.queries import engine as queries
from guanxi.features.workflows.queries import keeping
from guanxi.features.workflows.schemas.body import Workflow
from guanxi.features.workflows.service.advancing import carry_on
from guanxi.features.workflows.service.events import take_started
from guanxi.features.workflows.service.kinds import WORKFLOW
from guanxi.features.workflows.service.limits import MOST_RUNS_AT_ONCE
from guanxi.features.workflows.service.owners import owners_of
from guanxi.features.workflows.service.plans import plans
from guanxi.features.workflows.service.progress import Progress
from guanxi.features.workflows.service.starting import Start, begin, entering, refuse
from guanxi.features.workflows.service.step_types import Run
from guanxi.features.workflows.service.timing import due_page
from guanxi.kernel.db import Database
from guanxi.kernel.definitions import Definition, definitions_of
from guanxi.kernel.errors import NotFound, Problem
from guanxi.kernel.metadata import Label, registry_of
from guanxi.kernel.tenancy import Scope, ScopeSeed, acting, automation_seed
from guanxi.settings import Settings

SECONDS_OF_TURN = 5.0
SOURCE = "workflow"
MOST_FORGOTTEN = 1_000  # runs past their time, at the end of a turn
NOBODY_ANSWERS = "workflow_owner_gone"


async def take_turn(database: Database, settings: Settings, tenant_id: int) -> float | None:
    """Seconds until there is something to do again, 0 if there is already, None if only a call can bring it."""
    try:
        seed = await automation_seed(database, tenant_id)
    except NotFound:
        return None
    engine = Engine(database, settings, seed)
    until = time.monotonic() + SECONDS_OF_TURN
    while time.monotonic() < until:
        if not (await engine.take_events() | await engine.look_at_clock() | await engine.carry_on()):
            return await engine.seconds_to_next()
    return 0.0


class Engine:
    """Of one company, for one turn."""

    def __init__(self, database: Database, settings: Settings, seed: ScopeSeed) -> None:
        self._database, self._settings, self._seed = database, settings, seed
        self._owners: dict[UUID, ScopeSeed] = {}
        self._asked: set[UUID] = set()
        self._runs_spent = self._steps_spent = False

    async def take_events(self) -> bool:
        """Whether there were any. Those over the budget stay where they are until the next hour."""
        async with self._transaction() as (scope, progress):
            if self._runs_spent:
                return False
            started, found = await take_started(scope)
            for workflow, starts in started:
                await self._begin(scope, workflow, starts, progress)
        return found

    async def look_at_clock(self) -> bool:
        async with self._transaction() as (scope, progress):
            clock = None if self._runs_spent else await keeping.due_clock(scope)
            if clock is None:
                return False
            workflow = await self._workflow(scope, clock["workflow_id"])
            owner = await self._owner(workflow.updated_by) if workflow is not None else None
            if workflow is None or owner is None:
                await keeping.stop_clock(scope, clock["workflow_id"])
                return True
            async with self._acting(scope, owner, workflow.label) as own:
                starts, due, since, position = await due_page(own, workflow, dict(clock))
            await self._begin(scope, workflow, starts, progress)
            await keeping.move_clock(scope, workflow.id, due, since, position)
        return True

    async def carry_on(self) -> bool:
        """Runs that are due."""
        async with self._transaction() as (scope, progress):
            rows = [] if self._steps_spent else await queries.claim(scope, MOST_RUNS_AT_ONCE)
            if not rows:
                return False
            registry = await registry_of(scope)
            by_version: defaultdict[tuple[UUID, int], list[Run]] = defaultdict(list)
            for row in rows:
                if registry.has_number(row["object_id"]):
                    name = registry.by_number(row["object_id"]).name
                    by_version[row["workflow_id"], row["version"]].append(_run(row, name))
            versions = await queries.versions(scope, by_version.keys())
            for key, runs in by_version.items():
                await self._carry_on(scope, versions[key], runs, progress)
        return True

    async def seconds_to_next(self) -> float | None:
        async with self._database.transaction(self._seed, source=SOURCE) as scope:
            kept_since = scope.now - timedelta(days=self._settings.workflow_run_days)
            if await queries.forget_past(scope, kept_since, MOST_FORGOTTEN) == MOST_FORGOTTEN:
                return 0.0
            due = await queries.next_due(scope)
            if self._runs_spent or self._steps_spent:
                due = _hour(scope.now) + timedelta(hours=1)
            return None if due is None else max(0.0, (due - scope.now).total_seconds())

    async def _carry_on(self, scope: Scope, version: Any, runs: Sequence[Run], progress: Progress) -> None:
        registry = await registry_of(scope)
        owner = await self._owner(version["runs_as"])
        code, params = NOBODY_ANSWERS, dict[str, Any]()
        if owner is not None:
            async with self._acting(scope, owner, Label.from_json(version["label"])) as own:
                try:
                    async with own.tx.savepoint():
                        plan = await plans.of_version(own, version)
                except Problem as problem:
                    code, params = problem.code, problem.params
                else:
                    found = await entering(own, plan, runs)
                    if found.out:
                        await queries.forget_runs(own, found.out)
                    for run in found.broken:
                        progress.fail(own, registry, run, "workflow_step_broken", {})
                    await carry_on(own, plan, found.entered, progress)
                    return
        for run in runs:
            progress.fail(scope, registry, run, code, params)

    async def _begin(
        self, scope: Scope, workflow: Definition[Workflow], starts: Sequence[Start], progress: Progress
    ) -> None:
        if not starts:
            return
        owner = await self._owner(workflow.updated_by)
        code, params = NOBODY_ANSWERS, dict[str, Any]()
        if owner is not None:
            async with self._acting(scope, owner, workflow.label) as own:
                try:
                    async with own.tx.savepoint():
                        plan = await plans.of_definition(own, workflow)
                        part = Progress()
                        await begin(own, plan, workflow.id, workflow.version, starts, part)
                    progress.absorb(part)
                    return
                except Problem as problem:
                    code, params = problem.code, problem.params
        place = (workflow.object or "", workflow.id, workflow.version)
        await refuse(scope, *place, starts, progress, code, params)

    async def _workflow(self, scope: Scope, workflow_id: UUID) -> Definition[Workflow] | None:
        row = await keeping.latest_version(scope, workflow_id)
        registry = await registry_of(scope)
        if row is None or not registry.has_number(row["object_id"]):
            return None
        name = registry.by_number(row["object_id"]).name
        known = await definitions_of(scope, WORKFLOW, name)
        return next((each for each in known if each.id == workflow_id), None)

    async def _owner(self, user_id: UUID | None) -> ScopeSeed | None:
        if user_id is not None and user_id not in self._asked:
            self._asked.add(user_id)
            self._owners |= await owners_of(self._database, self._seed.tenant.id, [user_id])
        return self._owners.get(user_id) if user_id is not None else None

    @asynccontextmanager
    async def _acting(self, scope: Scope, owner: ScopeSeed, label: Label) -> AsyncIterator[Scope]:
        reason = label.in_locale(scope.tenant.locale)
        zone = scope.tenant.timezone
        async with acting(scope, owner, source=SOURCE, reason=reason, timezone=zone) as own:
            yield own

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[tuple[Scope, Progress]]:
        """What was made in it is written, and counted, at its end."""
        async with self._database.transaction(self._seed, source=SOURCE) as scope:
            hour = _hour(scope.now)
            runs, steps = await queries.usage(scope, hour)
            self._runs_spent = runs >= self._settings.workflow_runs_per_hour
            self._steps_spent = steps >= self._settings.workflow_steps_per_hour
            progress = Progress()
            yield scope, progress
            await progress.write(scope)
            await queries.use(scope, hour, progress.begun, progress.steps)


def _hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


def _run(row: Any, object_name: str) -> Run:
    return Run(
        row["id"], row["workflow_id"], row["version"], object_name, row["record_id"], row["node"], row["steps"],
        row["attempts"], row["depth"], row["cause"], row["outputs"], row["memo"], row["parent_id"], row["created_at"],
    )  # fmt: skip
