"""How far a request has come: which steps are done, whose turn it is, what is not needed any more.

Works on the request alone and asks `open_step` for what a step that begins finds: nothing here knows of records, people's
names or the database.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from enum import Enum

from guanxi.features.approvals.schemas.body import Step, walk
from guanxi.features.approvals.service.states import (
    ACTIVE,
    APPROVED,
    HELD,
    LATER,
    MOOT,
    PENDING,
    REJECTED,
    SKIPPED,
    UNDECIDED,
    Request,
    Task,
)

AFTER = "after"


class Outcome(Enum):
    OPEN = 0
    APPROVED = 1
    REJECTED = 2


OpenStep = Callable[[Step], Awaitable[None]]
"""Sets the state of a step that begins: skipped, approved, rejected, or active, with its tasks, all of them `later`."""
Ask = Callable[[Task], None]
"""Called when a task's turn has come; makes it `waiting`."""


class Flow:
    def __init__(self, request: Request, open_step: OpenStep, ask: Ask) -> None:
        self._request = request
        self._open_step = open_step
        self._ask = ask

    async def advance(self) -> Outcome:
        """Carries the request on as far as it goes without anybody's answer."""
        outcome = await self._sequence(self._request.body.steps)
        if outcome is not Outcome.OPEN:
            abandon(self._request, self._request.body.steps)
        return outcome

    async def _sequence(self, steps: Sequence[Step]) -> Outcome:
        for step in steps:
            outcome = await self._step(step)
            if outcome is not Outcome.APPROVED:
                return outcome
        return Outcome.APPROVED

    async def _step(self, step: Step) -> Outcome:
        progress = self._request.progress_of(step.name)
        if progress.state == PENDING:
            await self._open_step(step)
        if progress.state in (APPROVED, SKIPPED):
            return Outcome.APPROVED
        if progress.state == REJECTED:
            return Outcome.REJECTED
        outcome = await self._branches(step) if step.parallel else self._people(step)
        if outcome is not Outcome.OPEN:
            progress.state = APPROVED if outcome is Outcome.APPROVED else REJECTED
            abandon(self._request, [step])
        return outcome

    async def _branches(self, step: Step) -> Outcome:
        outcomes = []
        for branch in step.parallel:
            outcomes.append(await self._sequence(branch))
            if joined(step.join, outcomes, len(step.parallel)) is not Outcome.OPEN:
                break
        return joined(step.join, outcomes, len(step.parallel))

    def _people(self, step: Step) -> Outcome:
        tasks = self._request.current(step.name)
        return self._group([task for task in tasks if task.anchor is None], tasks)

    def _group(self, members: Sequence[Task], all_: Sequence[Task]) -> Outcome:
        """Of tasks side by side. Whoever rejects, rejects."""
        if any(task.state == REJECTED for task in members):
            return Outcome.REJECTED
        outcomes = []
        for task in members:
            if task.state == LATER:
                self._ask(task)
            outcomes.append(self._task(task, all_))
            if outcomes[-1] is Outcome.REJECTED:
                return Outcome.REJECTED
            if task.mode == "in_order" and outcomes[-1] is Outcome.OPEN:
                break
        if members and members[0].mode == "any" and Outcome.APPROVED in outcomes:
            return Outcome.APPROVED
        done = len(outcomes) == len(members) and all(each is Outcome.APPROVED for each in outcomes)
        return Outcome.APPROVED if done else Outcome.OPEN

    def _task(self, task: Task, all_: Sequence[Task]) -> Outcome:
        """Done when its person has approved, and so have those who were added for it."""
        groups: dict[object, list[Task]] = {}
        for each in all_:
            if each.anchor == task.id and (each.place != AFTER or task.state == APPROVED):
                groups.setdefault(each.group_id, []).append(each)
        outcomes = [self._group(group, all_) for group in groups.values()]
        if Outcome.REJECTED in outcomes:
            return Outcome.REJECTED
        before = [
            outcome
            for outcome, group in zip(outcomes, groups.values(), strict=True)
            if group[0].place == "before"
        ]
        if task.state == HELD and all(each is Outcome.APPROVED for each in before):
            self._ask(task)
        if task.state == APPROVED and all(each is Outcome.APPROVED for each in outcomes):
            return Outcome.APPROVED
        return Outcome.OPEN


def joined(join: str, outcomes: Sequence[Outcome], branches: int) -> Outcome:
    """`all`: each branch is needed; `any`: one is enough, and all must have failed for the whole to fail."""
    enough, against = (
        (Outcome.REJECTED, Outcome.APPROVED) if join == "all" else (Outcome.APPROVED, Outcome.REJECTED)
    )
    if enough in outcomes:
        return enough
    return (
        against if len(outcomes) == branches and all(each is against for each in outcomes) else Outcome.OPEN
    )


def abandon(request: Request, steps: Sequence[Step]) -> None:
    """What is under way in these steps, and in whatever lies within their branches, is not needed any more."""
    for step, _, _ in walk(steps):
        progress = request.progress_of(step.name)
        if progress.state == ACTIVE:
            progress.state = SKIPPED
        close(request.current(step.name))


def close(tasks: Iterable[Task]) -> None:
    """What has not been decided is not needed any more."""
    for task in tasks:
        if task.state in UNDECIDED:
            task.state = MOOT


def earlier_steps(request: Request, step: str) -> list[Step]:
    """Steps with people that lie behind `step`, on the way that leads to it; those are what one can go back to."""
    way = _way_to(request.body.steps, step) or []
    done = (APPROVED, ACTIVE)
    return [each for each in way if not each.parallel and request.progress_of(each.name).state in done]


def rewind(request: Request, to: str | None) -> None:
    """Begins anew at a step, or from the start: it and all that follows it are as they were before."""
    for step in _from(request.body.steps, to):
        progress = request.progress_of(step.name)
        close(request.current(step.name))
        if progress.state != PENDING:
            progress.state, progress.round = PENDING, progress.round + 1
    for step in _around(request.body.steps, to) if to is not None else ():
        request.progress_of(step.name).state = ACTIVE


def _way_to(steps: Sequence[Step], name: str) -> list[Step] | None:
    """The steps before the one of that name, branches beside it apart; None where it is not among these."""
    before: list[Step] = []
    for step in steps:
        if step.name == name:
            return before
        for branch in step.parallel:
            found = _way_to(branch, name)
            if found is not None:
                return [*before, *found]
        before.append(step)
    return None


def _from(steps: Sequence[Step], name: str | None) -> list[Step]:
    """That step, and all that comes after it wherever it lies."""
    if name is None:
        return [step for step, _, _ in walk(steps)]
    for index, step in enumerate(steps):
        rest = [each for each, _, _ in walk(steps[index + 1 :])]
        if step.name == name:
            return [*(each for each, _, _ in walk([step])), *rest]
        for branch in step.parallel:
            found = _from(branch, name)
            if found:
                return [*found, *rest]
    return []


def _around(steps: Sequence[Step], name: str) -> list[Step]:
    """Steps in whose branches it lies."""
    for step in steps:
        for branch in step.parallel:
            if any(each.name == name for each, _, _ in walk(branch)):
                return [step, *_around(branch, name)]
    return []
