"""Founding many idle companies by the product's own code, timed one by one. Goes on where an earlier run stopped."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from uuid import UUID

from guanxi.bench.catalogue import count_companies
from guanxi.features.sessions.facade import Browser, create_identity
from guanxi.features.signups.service import Company, Founder, found
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Database

NAME = "Bench company"
PASSWORD_HASH = "no password"  # nobody signs in; hashing one is measured nowhere
AT_ONCE = 2  # more would measure the waiting for processors

Progress = Callable[[int, int], None]


async def found_companies(database: Database, owner_url: str, wanted: int, progress: Progress) -> list[float]:
    """Founds what is missing to `wanted` and returns the seconds that each took, in the order of founding."""
    there = await count_companies(owner_url, NAME)
    numbers, seconds = iter(range(there + 1, wanted + 1)), list[float]()

    async def found_on(numbers: Iterator[int]) -> None:
        for number in numbers:
            start = time.perf_counter()
            await _found(database, number)
            seconds.append(time.perf_counter() - start)
            if number % 100 == 0 or number == wanted:
                progress(number, wanted)

    await asyncio.gather(*(found_on(numbers) for _ in range(AT_ONCE)))
    return seconds


async def _found(database: Database, number: int) -> tuple[int, UUID]:
    """Each has a founder of its own, as real ones have: an identity, a session, a key, a person."""
    name, email = f"{NAME} {number:06}", f"founder{number:06}.{time.time_ns():x}@bench.example"
    company = Company(name, currency="USD", timezone="UTC", locale="en")
    async with database.auth() as tx:
        identity_id = await create_identity(tx, email, PASSWORD_HASH, utc_now())
        founded = await found(tx, company, Founder("Ada Lovelace", email, identity_id), Browser("bench"))
    return founded.tenant_id, founded.user_id
