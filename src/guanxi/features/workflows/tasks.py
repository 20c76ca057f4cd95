"""The chores of the engine: carrying workflows on, and calling other systems for them."""

from __future__ import annotations

from guanxi.features.workflows.service import calls, engine
from guanxi.features.workflows.service.kinds import CHORE
from guanxi.features.workflows.service.steps import calling
from guanxi.kernel.db import Database
from guanxi.kernel.jobs import chore
from guanxi.settings import Settings


@chore(CHORE)
async def run(database: Database, settings: Settings, tenant_id: int) -> float | None:
    return await engine.take_turn(database, settings, tenant_id)


@chore(calling.CHORE)
async def make_calls(database: Database, settings: Settings, tenant_id: int) -> float | None:
    return await calls.make_due(database, tenant_id)
