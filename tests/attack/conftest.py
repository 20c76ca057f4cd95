"""Two companies to be attacked, in this module's own database."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from guanxi.attack import founded
from guanxi.attack.founding import World
from guanxi.settings import Settings


@pytest.fixture(scope="module")
async def world(settings: Settings, owner_url: str) -> AsyncIterator[World]:
    async with founded(settings, owner_url, is_private=True) as world:
        yield world
