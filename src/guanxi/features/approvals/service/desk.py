"""Where requests are worked on within one transaction: their records' values, the people, and what is to be written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from guanxi.features.approvals.queries import requests as queries
from guanxi.features.approvals.schemas.body import MOST_PEOPLE, Step
from guanxi.features.approvals.service.application import as_application
from guanxi.features.approvals.service.flow import Flow, Outcome
from guanxi.features.approvals.service.ledger import Ledger, people_told
from guanxi.features.approvals.service.people import Around, People
from guanxi.features.approvals.service.plans import Plan, Row, context_of, plan_of
from guanxi.features.approvals.service.settings import write_settings
from guanxi.features.approvals.service.states import (
    ACTIVE,
    APPROVED,
    LATER,
    REJECTED,
    SKIPPED,
    WAITING,
    Request,
    Task,
    request_from,
    task_from,
)
from guanxi.features.approvals.service.timing import due_after
from guanxi.kernel.currencies import give_rates
from guanxi.kernel.errors import Invalid, NotFound
from guanxi.kernel.expressions import Rate
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import Registry, registry_of
from guanxi.kernel.query import fetch_values
from guanxi.kernel.tenancy import Scope

SAME_PERSON = "same_person"


class Desk:
    """`scope` is above record sharing, in the name of whoever does it."""

    def __init__(self, scope: Scope, registry: Registry) -> None:
        self.scope = scope
        self.registry = registry
        self.people = People(scope)
        self.ledger = Ledger()
        self.due_settings: list[tuple[Request, str]] = []
        self._plans: dict[tuple[UUID, int], Plan] = {}
        self._rows: dict[tuple[str, UUID], dict[str, Any]] = {}

    async def requests(self, ids: Collection[UUID], *, lock: bool = True) -> list[Request]:
        """With their tasks, in the order of ids. Locked until the end of the transaction, unless it is only to look."""
        rows = await queries.read(self.scope, ids, lock=lock)
        found = {
            row["id"]: request_from(row, self.registry.by_number(row["object_id"]).name)
            for row in rows
            if self.registry.has_number(row["object_id"])
        }
        for row in await queries.tasks_of(self.scope, list(found)):
            found[row["request_id"]].tasks.append(task_from(row))
        return [found[key] for key in sorted(found)]

    async def request(self, request_id: UUID, *, lock: bool = True) -> Request:
        """Raises 404."""
        found = await self.requests([request_id], lock=lock)
        if not found:
            raise NotFound("approval_unknown")
        return found[0]

    def plan(self, request: Request) -> Plan:
        key = (request.process_id, request.version)
        if key not in self._plans:
            self._plans[key] = plan_of(self.scope, self.registry, request.object, request.body, lenient=True)
        return self._plans[key]

    async def load_rows(self, requests: Iterable[Request]) -> None:
        """What their processes read of the records, one query for each object, and the exchange rates that they ask for."""
        wanted: defaultdict[str, tuple[set[UUID], set[str], set[Rate]]] = defaultdict(
            lambda: (set(), set(), set())
        )
        for request in requests:
            title, plan = self.registry.object(request.object).title_field, self.plan(request)
            ids, fields, rates = wanted[request.object]
            ids.add(request.record_id)
            fields.update({*plan.reads, title})
            rates.update(plan.rates)
        for name, (ids, fields, rates) in wanted.items():
            found = await fetch_values(self.scope, name, ids, fields)
            rows = {(name, each): found.get(each, {"id": each}) for each in ids}
            await give_rates(self.scope, rates, list(rows.values()), context_of(self.scope, None))
            self._rows.update(rows)
        await self.people.load(
            row.get("owner") for row in self._rows.values() if isinstance(row.get("owner"), UUID)
        )

    async def row(self, request: Request) -> Row:
        if (request.object, request.record_id) not in self._rows:
            await self.load_rows([request])
        return self._rows[request.object, request.record_id]

    def forget_row(self, request: Request) -> None:
        self._rows.pop((request.object, request.record_id), None)

    async def around(self, request: Request, approver: UUID | None = None) -> Around:
        return Around(
            request.submitted_by, await self.row(request), self.plan(request), request.process, approver
        )

    async def advance(self, request: Request) -> Outcome:
        """As far as it goes without an answer."""

        async def open_step(step: Step) -> None:
            await self._open(request, step)

        def ask(task: Task) -> None:
            self._ask(request, task)

        self.ledger.touch(request)
        return await Flow(request, open_step, ask).advance()

    def ask(self, request: Request, task: Task) -> None:
        self._ask(request, task)

    async def people_of_step(self, request: Request, step: Step) -> tuple[list[UUID], str | None]:
        """Who would be asked, before anybody's standing in; and what happens if that is nobody."""
        found = await self.people.resolve(step.approvers, await self.around(request))
        if len(found) > MOST_PEOPLE:
            label = step.label.in_locale(self.scope.locale) or step.name
            raise Invalid("approval_too_many_people", params={"step": label, "limit": MOST_PEOPLE})
        if found:
            return found, None
        if step.when_nobody == "administrators":
            return await self.people.administrators(), step.when_nobody
        return [], step.when_nobody

    async def holds(self, request: Request, condition: str | None) -> bool:
        if not condition:
            return True
        context = context_of(self.scope, request.submitted_by)
        return self.plan(request).holds(condition, await self.row(request), context)

    async def _open(self, request: Request, step: Step) -> None:
        progress = request.progress_of(step.name)
        if not await self.holds(request, step.condition):
            progress.state = SKIPPED
            self.ledger.note(self.scope, request, "skipped", step=step.name, how="condition")
            return
        progress.state = ACTIVE
        if step.parallel:
            return
        people, nobody = await self.people_of_step(request, step)
        if not people:
            progress.state = REJECTED if nobody == "reject" else SKIPPED
            self.ledger.note(self.scope, request, "skipped", step=step.name, how=f"nobody_{nobody}")
            return
        request.tasks += await self._tasks(request, step, people)

    async def _tasks(self, request: Request, step: Step, people: list[UUID]) -> list[Task]:
        away = await self.people.in_place_of(people, request.process)
        group, round_ = new_id(), request.progress_of(step.name).round
        tasks: dict[UUID, Task] = {}
        for user in people:
            asked = away.get(user, user)
            if asked in tasks:
                continue
            delegated = user if asked != user else None
            tasks[asked] = Task(
                new_id(), request.id, step.name, round_, group, len(tasks), "step", step.mode, None, asked, LATER,
                delegated_from=delegated,
            )  # fmt: skip
        if step.same_person == "skip":
            before = self._approved_before(request)
            for task in tasks.values():
                if task.user_id in before:
                    task.state, task.how = APPROVED, SAME_PERSON
                    task.decided_at, task.decided_by = self.scope.now, task.user_id
                    self.ledger.note(
                        self.scope, request, "approved", user=task.user_id, step=step.name, how=SAME_PERSON
                    )
        return list(tasks.values())

    def _approved_before(self, request: Request) -> set[UUID]:
        approved = {
            task.user_id
            for name, progress in request.steps.items()
            for task in request.tasks
            if task.step == name and task.round == progress.round and task.state == APPROVED
        }
        return approved | {request.submitted_by}

    def _ask(self, request: Request, task: Task) -> None:
        deadline = request.step_of[task.step].deadline
        task.state, task.asked_at = WAITING, self.scope.now
        if deadline is not None:
            task.due_at = due_after(self.scope, deadline)
            self.ledger.has_chores = True
        self.ledger.note(self.scope, request, "asked", step=task.step, people=[task.user_id])
        self.ledger.tell(task.user_id, "asked", request, task)

    async def close(self) -> None:
        """Writes everything."""
        by_occasion: defaultdict[str, list[Request]] = defaultdict(list)
        for request, occasion in self.due_settings:
            by_occasion[occasion].append(request)
        for occasion, requests in by_occasion.items():
            await write_settings(self, requests, occasion)
        told = people_told(self.ledger.tellings)
        await self.people.load(told)
        for each in self.ledger.tellings:
            known = await self.people.known(each.user)
            if each.task is not None and (known is None or not known.is_active):
                self.ledger.has_chores = True  # Who left since is replaced.
        locales: Mapping[UUID, str | None] = {
            user: person.locale for user in told if (person := await self.people.known(user)) is not None
        }
        await self.ledger.write(self.scope, locales)


@asynccontextmanager
async def open_desk(scope: Scope, **changed: Any) -> AsyncIterator[Desk]:
    """Everything that happens within is written at its end, unless it raises."""
    async with as_application(scope, **changed) as own:
        desk = Desk(own, await registry_of(own))
        yield desk
        await desk.close()
