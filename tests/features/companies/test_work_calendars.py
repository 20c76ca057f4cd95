"""/work-calendar."""

from __future__ import annotations

import pytest

OCTOBER = {
    "days": [1, 2, 3, 4, 5],
    "hours": [{"opens": "09:00", "closes": "12:00"}, {"opens": "13:30", "closes": "18:00"}],
    "holidays": ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"],
    "workdays": ["2026-10-10"],
}
USUAL = {
    "days": [1, 2, 3, 4, 5],
    "hours": [{"opens": "09:00", "closes": "18:00"}],
    "holidays": [],
    "workdays": [],
}


@pytest.fixture
async def acme(client_of):
    return await client_of("acme-works")


async def test_anonymous(client_of):
    nobody = await client_of(None)

    assert (await nobody.get("/work-calendar")).status_code == 401
    assert (await nobody.put("/work-calendar", json=OCTOBER)).status_code == 401


async def test_not_an_administrator(acme, client_of):
    member = await client_of("acme-works", role="member")

    assert (await member.put("/work-calendar", json=OCTOBER)).status_code == 403
    assert (await member.get("/work-calendar")).json() == USUAL


async def test_valid(acme, client_of):
    globex = await client_of("globex-works")

    answer = await acme.put(
        "/work-calendar", json={**OCTOBER, "holidays": [*OCTOBER["holidays"], "2026-10-04"]}
    )

    assert (answer.status_code, answer.json()) == (200, OCTOBER)  # a Sunday is no working day anyway
    assert (await acme.get("/work-calendar")).json() == OCTOBER
    assert (await globex.get("/work-calendar")).json() == USUAL


async def test_expressions_count_by_it(client_of):
    company = await client_of("initech-works")
    made = await company.post("/objects/deal/records", json={"name": "One", "close_date": "2026-09-30"})
    due = 'addWorkdays(close_date, 1) == date("2026-10-08")'

    async def found() -> int:
        return len((await company.get("/objects/deal/records", params={"filter": due})).json()["data"])

    assert made.status_code == 201
    assert await found() == 0
    await company.put("/work-calendar", json=OCTOBER)
    assert await found() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"hours": [{"opens": "18:00", "closes": "09:00"}]}, "work_calendar_hours"),
        (
            {"hours": [{"opens": "09:00", "closes": "12:00"}, {"opens": "11:00", "closes": "18:00"}]},
            "work_calendar_hours",
        ),
        ({"hours": [{"opens": "09:00", "closes": "09:20"}]}, "work_calendar_too_short"),
        ({"workdays": ["2026-10-01"]}, "work_calendar_both"),
        ({"days": []}, "invalid_body"),
        ({"days": [0]}, "invalid_body"),
    ],
)
async def test_refused(acme, change, code):
    answer = await acme.put("/work-calendar", json={**OCTOBER, **change})

    assert answer.status_code in (400, 422)
    if code != "invalid_body":
        assert answer.json()["code"] == code
