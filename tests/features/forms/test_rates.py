"""Rates hold for all processes together, and keep no address."""

from __future__ import annotations

from datetime import timedelta

import pytest

from guanxi.features.forms.service import rates
from guanxi.features.forms.service.rates import Rate
from guanxi.kernel.clock import utc_now
from guanxi.kernel.errors import NotFound, Problem

from .conftest import ADA

SECRET = b"s" * 32


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(rates, "RATES", {"sending": Rate(4, 2), "upload": Rate(4, 2)})


async def test_of_one_address_and_of_all(design, database, few):
    key = await design()
    for _ in range(2):
        await rates.count(database, key, SECRET, "sending", "192.0.2.1")
    with pytest.raises(Problem) as refused:
        await rates.count(database, key, SECRET, "sending", "192.0.2.1")
    assert refused.value.status == 429 and 0 < int(refused.value.headers["Retry-After"]) <= 60
    await rates.count(database, key, SECRET, "sending", "192.0.2.2")
    with pytest.raises(Problem):
        await rates.count(database, key, SECRET, "sending", "192.0.2.3")
    await rates.count(database, key, SECRET, "upload", "192.0.2.3")


async def test_a_window_ends(design, database, few, execute_as_owner, tenant_id):
    key = await design()
    for _ in range(2):
        await rates.count(database, key, SECRET, "sending", "192.0.2.1")
    await execute_as_owner(
        "UPDATE guanxi.form_rate SET window_start = $2 WHERE tenant_id = $1",
        tenant_id,
        utc_now() - timedelta(seconds=61),
    )
    await rates.count(database, key, SECRET, "sending", "192.0.2.1")


async def test_no_address_is_kept(design, database, few, execute_as_owner, tenant_id):
    key = await design()
    await rates.count(database, key, SECRET, "sending", "192.0.2.1")
    rows = await execute_as_owner("SELECT counted FROM guanxi.form_rate WHERE tenant_id = $1", tenant_id)
    assert len(rows) == 2 and not any(b"192" in row["counted"] for row in rows)


async def test_a_refused_sending_counts(design, send, few):
    key = await design()
    for _ in range(2):
        await send(key, {"name": "Ada"}, status=422)
    assert (await send(key, ADA, status=429))["code"] == "too_many_requests"


async def test_a_key_that_leads_nowhere(design, database):
    key = await design()
    with pytest.raises(NotFound):
        await rates.count(
            database, key[:-1] + ("A" if key[-1] != "A" else "B"), SECRET, "sending", "192.0.2.1"
        )
