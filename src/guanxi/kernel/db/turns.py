"""Who may hold a connection next: requests take turns by company, so that none can keep the others waiting.

What companies really share is processors, and a statement that runs cannot be set aside for another. So while several are
at work, each holds few connections at a time: its part of as many as the processors can serve, and at least one. A company
alone may hold more. What comes beyond that waits in the company's own queue, which is bounded in length and in time.

A place that becomes free goes to the company that has been served least: its virtual time advances by the seconds for which
its requests held places (start-time fair queueing), so whoever asks for little is always before those who ask for much.

One object per process and pool; belongs to one event loop.
"""

from __future__ import annotations

import asyncio
import heapq
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from guanxi.kernel.errors import Problem

SECONDS_BESIDE = 1.0  # after a company's last turn during which the others hold themselves back


@dataclass(frozen=True, slots=True)
class TurnLimits:
    """`alone` counts connections of one company when no other is at work, `beside` those that all at work share out among
    them, `waiting` requests of one company; `patience` is in seconds.
    """

    alone: int = 6
    beside: int = 2
    waiting: int = 1000
    patience: float = 10.0


@dataclass(eq=False, slots=True)
class Company:
    """One that holds connections or waits for some.

    `served` is its virtual time: seconds held. It begins at that of whoever was given a place last, so that nobody saves up
    for later.
    """

    id: int
    served: float = 0.0
    held: int = 0
    waiting: deque[asyncio.Future[None]] = field(default_factory=deque)
    is_queued: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """A place that a company holds, and since when."""

    company: Company
    since: float


class Turns:
    """`places` is how many connections all companies may hold together."""

    def __init__(self, places: int, limits: TurnLimits, clock: Callable[[], float] = time.monotonic) -> None:
        self._places = max(1, places)
        self._limits = limits
        self._clock = clock
        self._held = 0
        self._virtual = 0.0  # that of the company that was given a place last
        self._companies: dict[int, Company] = {}
        self._queue: list[tuple[float, int, Company]] = []  # a heap of those that wait, each once
        self._numbers = count()  # who came first, among those served alike
        self._seen: OrderedDict[int, float] = OrderedDict()  # at work lately, and until when that counts

    async def take(self, company_id: int) -> Turn:
        """Pair with `give_back`. Raises 429 `company_queue_full` or 503 `company_waited_too_long`."""
        company = self._companies.get(company_id)
        if company is None:
            company = self._companies[company_id] = Company(company_id, served=self._virtual)
        self._note(company_id)
        if self._held < self._places and not company.waiting and company.held < self._limit(company):
            self._give(company)
        else:
            await self._wait(company)
        return Turn(company, self._clock())

    def give_back(self, turn: Turn) -> None:
        company = turn.company
        company.held -= 1
        self._held -= 1
        company.served += self._clock() - turn.since
        self._note(company.id)
        self._hand_out()
        self._forget(company)

    def held(self, company_id: int) -> int:
        """How many connections a company's requests hold."""
        company = self._companies.get(company_id)
        return company.held if company else 0

    def waiting(self, company_id: int) -> int:
        """How many of a company's requests wait for one."""
        company = self._companies.get(company_id)
        return len(company.waiting) if company else 0

    def __len__(self) -> int:
        """How many companies are remembered: those that hold or wait, no others."""
        return len(self._companies)

    async def _wait(self, company: Company) -> None:
        if len(company.waiting) >= self._limits.waiting:
            raise Problem("company_queue_full", status=429, headers={"Retry-After": "1"})
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        company.waiting.append(place)
        self._line_up(company)
        try:
            async with asyncio.timeout(self._limits.patience):
                await place
        except BaseException as error:
            if place.done() and not place.cancelled():
                # A place that came as nobody wanted it any more.
                self.give_back(Turn(company, self._clock()))
            else:
                company.waiting.remove(place)
                self._forget(company)
            if isinstance(error, TimeoutError):
                seconds = round(self._limits.patience)
                raise Problem(
                    "company_waited_too_long",
                    status=503,
                    params={"seconds": seconds},
                    headers={"Retry-After": "5"},
                ) from None
            raise

    def _line_up(self, company: Company) -> None:
        if not company.is_queued:
            company.is_queued = True
            heapq.heappush(self._queue, (company.served, next(self._numbers), company))

    def _give(self, company: Company) -> None:
        company.held += 1
        self._held += 1
        self._virtual = max(self._virtual, company.served)

    def _hand_out(self) -> None:
        """Free places, to whoever was served least, until none is free or everybody is at his limit."""
        at_their_limit: list[Company] = []
        while self._queue and self._held < self._places:
            before, _, company = heapq.heappop(self._queue)
            company.is_queued = False
            place = next((each for each in company.waiting if not each.done()), None)
            if place is None:
                continue
            if company.served > before:  # It gave places back since it lined up.
                self._line_up(company)
            elif company.held >= self._limit(company):
                at_their_limit.append(company)
            else:
                company.waiting.remove(place)
                place.set_result(None)
                self._give(company)
                if company.waiting:
                    self._line_up(company)
        for company in at_their_limit:
            self._line_up(company)

    def _forget(self, company: Company) -> None:
        if not company.held and not company.waiting:
            self._companies.pop(company.id, None)

    def _limit(self, company: Company) -> int:
        at_work = self._count_at_work()
        if at_work < 2:
            return self._limits.alone
        return min(self._limits.alone, max(1, self._limits.beside // at_work))

    def _count_at_work(self) -> int:
        """Companies that hold or wait, or did so within the last second."""
        now = self._clock()
        while self._seen:
            company_id, until = next(iter(self._seen.items()))
            if until > now:
                break
            if company_id in self._companies:
                self._note(company_id)
            else:
                del self._seen[company_id]
        return len(self._seen)

    def _note(self, company_id: int) -> None:
        self._seen[company_id] = self._clock() + SECONDS_BESIDE
        self._seen.move_to_end(company_id)
