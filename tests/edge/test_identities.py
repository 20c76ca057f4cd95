"""What is remembered of callers, and when it is dropped."""

from __future__ import annotations

import asyncio

import pytest

from guanxi.edge.identities import SECONDS_REMEMBERED, Identities, Identity
from tests.factories.identities import ADA, BOB, an_identity


class Lookups:
    def __init__(self) -> None:
        self.found: Identity | None = an_identity()
        self.count = 0
        self.gate: asyncio.Event | None = None

    async def __call__(self, token_hash: bytes) -> Identity | None:
        self.count += 1
        found = self.found
        if self.gate is not None:
            await self.gate.wait()
        return found


@pytest.fixture
def lookups():
    return Lookups()


@pytest.fixture
def clock():
    return [100.0]


@pytest.fixture
def identities(lookups, clock):
    return Identities({"session": lookups, "api_key": lookups}, clock=lambda: clock[0])


async def test_remembered_for_a_few_seconds(identities, lookups, clock):
    await identities.find("session", "t")
    await identities.find("session", "t")
    assert lookups.count == 1

    clock[0] += SECONDS_REMEMBERED + 0.1
    await identities.find("session", "t")
    assert lookups.count == 2


async def test_unknown_tokens_are_not_remembered(identities, lookups):
    lookups.found = None

    assert await identities.find("session", "t") is None
    await identities.find("session", "t")

    assert lookups.count == 2


async def test_a_session_is_no_api_key(identities, lookups):
    await identities.find("session", "t")
    lookups.found = None

    assert await identities.find("api_key", "t") is None


@pytest.mark.parametrize(
    ("tenant_id", "user_id", "is_dropped"),
    [(1, ADA, True), (1, None, True), (1, BOB, False), (2, ADA, False), (2, None, False)],
)
async def test_forget(identities, lookups, tenant_id, user_id, is_dropped):
    await identities.find("session", "t")

    identities.forget(tenant_id, user_id)
    await identities.find("session", "t")

    assert lookups.count == (2 if is_dropped else 1)


async def test_what_was_read_before_an_announcement_is_not_remembered_after_it(identities, lookups):
    lookups.gate = asyncio.Event()
    reading = asyncio.create_task(identities.find("session", "t"))
    await asyncio.sleep(0)

    identities.forget(1, ADA)
    lookups.gate.set()
    await reading
    await identities.find("session", "t")

    assert lookups.count == 2


async def test_who_is_past_is_not_kept(identities, clock):
    """However many come: only those of the last seconds."""
    for number in range(1_000):
        await identities.find("session", f"t{number}")
        clock[0] += 1

    assert len(identities) <= SECONDS_REMEMBERED + 1
