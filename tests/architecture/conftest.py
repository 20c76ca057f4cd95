"""These tests read the catalogue. In a sharded database its owner sees the tables there without their shards."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from guanxi.kernel.db import Database


@pytest.fixture(scope="module")
async def database(owner_url: str) -> AsyncIterator[Database]:
    database = Database(owner_url)
    await database.start()
    yield database
    await database.stop()
