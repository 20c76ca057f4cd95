"""Counting requests per company and per address, with the RateLimit-* headers that tell how much is left."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from guanxi.edge.exchange import Exchange
from guanxi.kernel.errors import Problem

OFF = "off"


@dataclass(frozen=True, slots=True)
class RateStatus:
    limit: int
    remaining: int
    reset_seconds: int


class RateLimit:
    """One limit, counted in this process. The rate "off" allows everything."""

    def __init__(self, name: str, rate: str, storage: MemoryStorage) -> None:
        self.name = name
        self._item: RateLimitItem | None = None if rate == OFF else parse(rate)
        self._limiter = FixedWindowRateLimiter(storage)

    def count(self, key: str, exchange: Exchange) -> None:
        """Count one request, announce what is left, and raise 429 when nothing is."""
        if self._item is None:
            return
        is_allowed = self._limiter.hit(self._item, self.name, key)
        status = self._status(key)
        exchange.response_headers[:] = [
            h for h in exchange.response_headers if not h[0].startswith(b"ratelimit-")
        ]
        exchange.response_headers += [
            (b"ratelimit-limit", str(status.limit).encode()),
            (b"ratelimit-remaining", str(status.remaining).encode()),
            (b"ratelimit-reset", str(status.reset_seconds).encode()),
        ]
        if not is_allowed:
            raise too_many_requests(status.reset_seconds)

    def _status(self, key: str) -> RateStatus:
        assert self._item is not None
        reset_at, remaining = self._limiter.get_window_stats(self._item, self.name, key)
        return RateStatus(self._item.amount, max(0, remaining), max(0, math.ceil(reset_at - time.time())))


class RateLimits:
    """The limits of one process."""

    def __init__(self, *, tenant: str, address: str, sign_up: str) -> None:
        storage = MemoryStorage()
        self.tenant = RateLimit("tenant", tenant, storage)
        self.address = RateLimit("address", address, storage)
        self.sign_up = RateLimit("sign_up", sign_up, storage)


def too_many_requests(seconds: int) -> Problem:
    return Problem(
        "too_many_requests",
        status=429,
        params={"seconds": seconds},
        headers={"Retry-After": str(seconds)},
    )
