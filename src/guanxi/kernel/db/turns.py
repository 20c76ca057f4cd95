"""Who may hold a connection next: requests take turns by company, so that none can keep the others waiting.

A company's requests hold a bounded number of connections at a time, fewer while others are at work too; what comes beyond
that waits in the company's own queue, which is bounded in length and in time. A place that becomes free goes to the next
company in the ring, not to the oldest request. One object per process and pool; belongs to one event loop.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from guanxi.kernel.errors import Problem

SECONDS_BESIDE = 1.0  # after another company's last turn during which one holds itself back


@dataclass(frozen=True, slots=True)
class TurnLimits:
    """`alone` and `beside` count connections of one company, `waiting` its requests; `patience` is in seconds."""

    alone: int = 6
    beside: int = 2
    waiting: int = 1000
    patience: float = 10.0


@dataclass(eq=False, slots=True)
class Company:
    """One that holds connections or waits for some."""

    id: int
    held: int = 0
    waiting: deque[asyncio.Future[None]] = field(default_factory=deque)
    is_in_ring: bool = False


class Turns:
    """`places` is how many connections all companies may hold together."""

    def __init__(self, places: int, limits: TurnLimits, clock: Callable[[], float] = time.monotonic) -> None:
        self._places = max(1, places)
        self._limits = limits
        self._clock = clock
        self._held = 0
        self._companies: dict[int, Company] = {}
        self._ring: deque[Company] = deque()
        # Who was at work last, and the last one before who was another; each until when that counts.
        self._last: tuple[int, float] = (0, 0.0)
        self._other: tuple[int, float] = (0, 0.0)

    async def take(self, company_id: int) -> Company:
        """Pair with `give_back`. Raises 429 `company_queue_full` or 503 `company_waited_too_long`."""
        company = self._companies.get(company_id)
        if company is None:
            company = self._companies[company_id] = Company(company_id)
        self._note(company_id)
        if self._held < self._places and not company.waiting and company.held < self._limit(company_id):
            self._give(company)
        else:
            await self._wait(company)
        return company

    def give_back(self, company: Company) -> None:
        company.held -= 1
        self._held -= 1
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
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        company.waiting.append(turn)
        if not company.is_in_ring:
            company.is_in_ring = True
            self._ring.append(company)
        try:
            async with asyncio.timeout(self._limits.patience):
                await turn
        except BaseException as error:
            if turn.done() and not turn.cancelled():
                self.give_back(company)  # a turn that came as nobody wanted it any more
            else:
                company.waiting.remove(turn)
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

    def _give(self, company: Company) -> None:
        company.held += 1
        self._held += 1

    def _hand_out(self) -> None:
        """Free places, one to each company in turn, until none is free or everybody is at his limit."""
        passed_over = 0
        while self._ring and self._held < self._places and passed_over < len(self._ring):
            company = self._ring.popleft()
            turn = next((each for each in company.waiting if not each.done()), None)
            if turn is None:
                company.is_in_ring = False
                continue
            self._ring.append(company)
            if company.held >= self._limit(company.id):
                passed_over += 1
                continue
            company.waiting.remove(turn)
            turn.set_result(None)
            self._give(company)
            passed_over = 0

    def _forget(self, company: Company) -> None:
        if not company.held and not company.waiting:
            self._companies.pop(company.id, None)

    def _limit(self, company_id: int) -> int:
        if len(self._companies) > 1:
            return self._limits.beside
        until = self._other[1] if self._last[0] == company_id else self._last[1]
        return self._limits.beside if self._clock() < until else self._limits.alone

    def _note(self, company_id: int) -> None:
        if self._last[0] != company_id:
            self._other = self._last
        self._last = (company_id, self._clock() + SECONDS_BESIDE)
