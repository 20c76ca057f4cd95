"""GET /my-day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

NOW = datetime.now(UTC)


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


async def create(client, object_name, *records):
    answer = await client.post(f"/objects/{object_name}/records", json=list(records))
    assert answer.status_code == 201, answer.text
    return answer.json()["ids"]


def names(day):
    return {
        name: [each["name"] for each in records] for name, records in day.items() if isinstance(records, list)
    }


async def test_anonymous(client_of):
    assert (await (await client_of(None)).get("/my-day")).status_code == 401


async def test_nothing_to_do(client_of):
    day = (await (await client_of("globex")).get("/my-day")).json()

    assert names(day) == {
        "overdue": [], "today": [], "upcoming": [], "closing_deals": [], "stale_deals": [], "approvals": [],
    }  # fmt: skip
    assert day["counts"]["today"] == {"value": 0, "capped": False}


async def test_each_in_its_place(acme, client_of, execute_as_owner):
    due = {"Late": -2, "Soon": 2, "Far": 40}
    tasks = [{"name": name, "due_at": (NOW + timedelta(days=days)).isoformat()} for name, days in due.items()]
    midday = NOW.replace(hour=12).isoformat()
    await create(acme, "activity", *tasks, {"name": "Today", "due_at": midday}, {"name": "Some day"})
    await create(acme, "activity", {"name": "Done", "due_at": midday, "done": True})
    close = {"Closing": 3, "Overdue": -3, "Next quarter": 90}
    deals = [
        {"name": name, "close_date": (NOW + timedelta(days=days)).date().isoformat()}
        for name, days in close.items()
    ]
    await create(acme, "deal", *deals, {"name": "Won", "stage": "won", "close_date": NOW.date().isoformat()})
    await execute_as_owner(
        "UPDATE guanxi.deal SET updated_at = now() - interval '31 days' WHERE name = 'Next quarter'"
    )
    await create(await client_of("acme", role="member"), "activity", {"name": "Hers", "due_at": midday})

    day = (await acme.get("/my-day")).json()

    assert names(day) == {
        "overdue": ["Late"],
        "today": ["Today"],
        "upcoming": ["Soon"],
        "closing_deals": ["Overdue", "Closing"],
        "stale_deals": ["Next quarter"],
        "approvals": [],
    }
    assert day["counts"]["closing_deals"] == {"value": 2, "capped": False}


AHEAD, BEHIND = "Pacific/Kiritimati", "Pacific/Pago_Pago"  # by 14 hours, by 11


def day_in(zone):
    """When it begins and ends, as instants."""
    begins = datetime.now(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    return begins.astimezone(UTC), begins.astimezone(UTC) + timedelta(days=1)


async def test_days_are_those_of_the_callers_zone(client_of):
    """A task of this day in one zone which is of another day in the other: whatever the time, there are such hours."""
    initech = await client_of("initech")
    begins, ends = day_in(AHEAD)
    others_begin, others_end = day_in(BEHIND)
    of_this_day = [begins + timedelta(minutes=30), ends - timedelta(minutes=30)]
    due = next(each for each in of_this_day if not others_begin <= each < others_end)
    await create(initech, "activity", {"name": "Call", "due_at": due.isoformat()})

    found = {}
    for zone in (AHEAD, BEHIND):
        await initech.patch("/me", json={"timezone": zone})
        found[zone] = (await initech.get("/my-day")).json()["counts"]["today"]["value"]

    assert found == {AHEAD: 1, BEHIND: 0} or (begins, others_begin) != (day_in(AHEAD)[0], day_in(BEHIND)[0])
