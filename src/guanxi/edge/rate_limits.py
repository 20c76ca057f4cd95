"""Counting requests per company and per address, with the RateLimit-* headers that tell how much is left.

A window begins with the first request after the last one ended, for all keys at once: starting anew is one assignment, and
what is remembered never outlives a window.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from guanxi.edge.exchange import Exchange
from guanxi.kernel.errors import Problem

OFF = "off"
MOST_COUNTED = 200_000  # keys in a window; beyond them the longest counted ones begin anew
_SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400}


class RateLimit:
    """One limit, counted in this process. The rate "off" allows everything."""

    def __init__(self, rate: str, clock: Callable[[], float] = time.monotonic) -> None:
        amount, _, period = rate.partition("/")
        self._most = None if rate == OFF else int(amount)
        self._seconds = 0 if rate == OFF else _SECONDS[period]
        self._clock = clock
        self._ends = 0.0
        self._counted: dict[str, int] = {}

    def count(self, key: str, exchange: Exchange) -> None:
        """Count one request, announce what is left, and raise 429 when nothing is."""
        if self._most is None:
            return
        now = self._clock()
        if now >= self._ends:
            self._ends = now + self._seconds
            self._counted = {}
        count = self._counted[key] = self._counted.get(key, 0) + 1
        if len(self._counted) > MOST_COUNTED:
            del self._counted[next(iter(self._counted))]
        seconds_left = math.ceil(self._ends - now)
        exchange.response_headers[:] = [
            h for h in exchange.response_headers if not h[0].startswith(b"ratelimit-")
        ]
        exchange.response_headers += [
            (b"ratelimit-limit", b"%d" % self._most),
            (b"ratelimit-remaining", b"%d" % max(0, self._most - count)),
            (b"ratelimit-reset", b"%d" % seconds_left),
        ]
        if count > self._most:
            raise too_many_requests(seconds_left)

    def __len__(self) -> int:
        """How many keys are remembered."""
        return len(self._counted)


class RateLimits:
    """The limits of one process."""

    def __init__(self, *, tenant: str, address: str, sign_up: str) -> None:
        self.tenant = RateLimit(tenant)
        self.address = RateLimit(address)
        self.sign_up = RateLimit(sign_up)


def too_many_requests(seconds: int) -> Problem:
    return Problem(
        "too_many_requests",
        status=429,
        params={"seconds": seconds},
        headers={"Retry-After": str(seconds)},
    )
