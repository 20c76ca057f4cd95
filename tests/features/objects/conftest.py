"""Looking behind the application's back, and doing the work that it put off."""

from __future__ import annotations

import asyncpg
import pytest

from guanxi import catalogue
from guanxi.kernel.jobs.runner import JobRunner


@pytest.fixture
async def owner(owner_url):
    connection = await asyncpg.connect(owner_url)
    yield connection
    await connection.close()


@pytest.fixture
def run_jobs(database, owner, monkeypatch):
    monkeypatch.setattr("guanxi.features.objects.service.walking.SECONDS_REMEMBERED", 0.0)
    catalogue.load()

    async def run_jobs():
        for row in await owner.fetch("SELECT * FROM guanxi.job WHERE state = 'queued' ORDER BY id"):
            await JobRunner(database).run(row["tenant_id"], row["created_by"], row["id"])
        assert not await owner.fetch("SELECT error FROM guanxi.job WHERE state = 'failed'")

    return run_jobs
