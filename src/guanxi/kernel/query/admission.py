"""The governor: what a large object answers at once, what within a budget, and what it refuses with advice.

A small company never notices it. Where an object holds more records than `large`,

- a page that an index leads to is read at once;
- what may read much more is tried for `seconds_free`, then gets `seconds`, `at_once` such readings running in this process
  at most, a few waiting and few of one company; what takes longer is refused, and refused at once for a while after;
- what must read everything, as a page in an order that no index holds or a report without a condition, is refused at
  once.

Jobs are not governed: that is where counts and reports go that take long.
"""

from __future__ import annotations

import time
from asyncio import Semaphore, wait_for
from collections import OrderedDict, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from asyncpg.exceptions import QueryCanceledError

from guanxi.kernel.errors import Invalid, TooMany
from guanxi.kernel.query.advice import Asked, too_large
from guanxi.kernel.query.fields import Fields
from guanxi.kernel.query.opened import Opened
from guanxi.kernel.query.reach import Reach
from guanxi.kernel.query.requests import COLUMN_CAP, COUNT_CAP, SHARED_COUNT_CAP, WHOLE_COLUMN_CAP
from guanxi.kernel.query.sizes import Sizes, remember, set_sizes, sizes
from guanxi.kernel.tenancy import Scope

T = TypeVar("T")

MOST_WAITING = 4
MOST_OF_A_COMPANY = 2  # running or waiting
SECONDS_SLOW_IS_KNOWN = 600.0
UNGOVERNED = frozenset({"job"})


@dataclass(slots=True)
class Governor:
    """Of one process. Replaced by the composition root, which knows the settings."""

    large: int = 200_000  # records of an object
    seconds: float = 3.0
    at_once: int = 2
    seconds_free: float = 0.25
    seconds_waiting: float = 2.0
    sizes: Sizes = field(init=False)
    _lanes: Semaphore = field(init=False)
    _busy: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    _waiting: int = 0
    _slow: OrderedDict[Hashable, float] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        self.sizes = Sizes(self.large)
        self._lanes = Semaphore(self.at_once)

    async def count_cap(self, scope: Scope, fields: Fields) -> int:
        """How far a list counts. Who sees a middling share of very many has most of what he counts filtered away."""
        return (
            COUNT_CAP
            if scope.sees_all or not await self.sizes.is_large(scope, fields.definition)
            else SHARED_COUNT_CAP
        )

    async def column_cap(self, scope: Scope, fields: Fields, *, is_everything: bool) -> int:
        """How many cards of a column are counted and summed; `is_everything` boards have no condition."""
        if not await self.sizes.is_large(scope, fields.definition):
            return COLUMN_CAP
        if not scope.sees_all:
            return SHARED_COUNT_CAP
        return WHOLE_COLUMN_CAP if is_everything else COUNT_CAP

    async def run(
        self,
        scope: Scope,
        opened: Sequence[Opened],
        reach: Reach,
        asked: Asked,
        shape: Hashable,
        read: Callable[[], Awaitable[T]],
        unindexed: Iterable[str] = (),
    ) -> T:
        """What `read` reads. Raises 422 `…_too_large` with advice, and 429 `queries_busy`. `unindexed` are fields of a single
        object in `opened` that an index might help with.

        Who sees only a part of the records is never refused unread: the part may be small.
        """
        if reach is Reach.BOUNDED or scope.source in UNGOVERNED:
            return await read()
        large = [each for each in opened if await self.sizes.is_large(scope, each.fields.definition)]
        if not large:
            return await read()
        key = (scope.tenant.id, scope.actor.principals if not scope.sees_all else None, shape)
        if (reach is Reach.WHOLE and scope.sees_all) or self._is_known_slow(key):
            raise too_large(scope, large[0].fields, asked, self.large, unindexed)
        try:
            return await _within(scope, self.seconds_free, read)
        except QueryCanceledError:
            pass
        async with self._lane(scope.tenant.id):
            try:
                return await _within(scope, self.seconds, read)
            except QueryCanceledError:
                remember(self._slow, key, time.monotonic() + SECONDS_SLOW_IS_KNOWN)
                raise too_large(scope, large[0].fields, asked, self.large, unindexed) from None

    @asynccontextmanager
    async def _lane(self, tenant_id: int) -> AsyncIterator[None]:
        """A waiting request holds a connection, so few may wait."""
        if self._waiting >= MOST_WAITING or self._busy[tenant_id] >= MOST_OF_A_COMPANY:
            raise _busy()
        self._busy[tenant_id] += 1
        self._waiting += 1
        try:
            try:
                await wait_for(self._lanes.acquire(), self.seconds_waiting)
            except TimeoutError:
                raise _busy() from None
            finally:
                self._waiting -= 1
            try:
                yield
            finally:
                self._lanes.release()
        finally:
            self._busy[tenant_id] -= 1
            if not self._busy[tenant_id]:
                del self._busy[tenant_id]

    def _is_known_slow(self, key: Hashable) -> bool:
        return self._slow.get(key, 0.0) > time.monotonic()


async def _within(scope: Scope, seconds: float, read: Callable[[], Awaitable[T]]) -> T:
    """Raises QueryCanceledError when its time is over; the transaction is then as it was before."""
    limit = max(1, int(1000 * seconds))
    await scope.tx.execute(f"SAVEPOINT governed; SET LOCAL statement_timeout = {limit}")
    try:
        found = await read()
    except QueryCanceledError:
        await scope.tx.execute("ROLLBACK TO SAVEPOINT governed; RELEASE SAVEPOINT governed")
        raise
    await scope.tx.execute("SET LOCAL statement_timeout TO DEFAULT; RELEASE SAVEPOINT governed")
    return found


_governor = Governor()


def governor() -> Governor:
    return _governor


def set_governor(governor: Governor) -> None:
    """Called once by the composition root."""
    global _governor
    _governor = governor
    set_sizes(governor.sizes)


async def require_at_most(scope: Scope, opened: Opened, limit: int, sorted_by: str) -> None:
    """Raises `sort_too_large` when the company has more records of the object. Counters make the question cheap."""
    if await sizes().size_of(scope, opened.fields.definition) > limit:
        raise Invalid("sort_too_large", field="sort", params={"limit": limit, "name": sorted_by})


def _busy() -> TooMany:
    return TooMany("queries_busy", headers={"Retry-After": "2"})
