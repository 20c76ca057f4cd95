"""What is called for each row is there on the node where the row lies."""

from __future__ import annotations

from datetime import date

import pytest

from guanxi.kernel.db.sharding import check_layout
from tests.sharded.conftest import names

SOON = date(2026, 11, 20)  # a Friday


@pytest.mark.parametrize("worker", [0, 1])
async def test_working_days_and_months_are_counted_on_each_node(settle, nodes, owner_url, worker):
    company = await settle(f"counting{worker}", nodes.workers[worker])
    deal = {"name": "Counted", "close_date": SOON.isoformat()}
    made = await company.post("/objects/deal/records", json=[deal])
    assert made.status_code == 201, made.text

    for condition in (
        'addWorkdays(close_date, 1) == date("2026-11-23")',
        'workdaysBetween(close_date, date("2026-11-27")) == 5',
        'monthsBetween(close_date, date("2027-01-20")) == 2',
    ):
        assert await names(company, "deal", filter=condition) == ["Counted"], condition
    assert check_layout(owner_url) == []
