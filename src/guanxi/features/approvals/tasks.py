"""The chores of approvals: deadlines and people who left; letters."""

from __future__ import annotations

from guanxi.features.approvals.service import deadlines, letters
from guanxi.features.approvals.service.ledger import CHORE, LETTERS
from guanxi.kernel.db import Database
from guanxi.kernel.jobs import chore
from guanxi.settings import Settings


@chore(CHORE)
async def run(database: Database, settings: Settings, tenant_id: int) -> float | None:
    return await deadlines.take_turn(database, tenant_id)


@chore(LETTERS)
async def send_letters(database: Database, settings: Settings, tenant_id: int) -> float | None:
    return await letters.send_due(database, settings, tenant_id)
