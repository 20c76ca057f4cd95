"""Lists of what lies nearest go outward ring by ring, and are the same lists."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from uuid import NAMESPACE_URL, uuid5

import pytest

from guanxi.kernel.expressions.semantics_places import distance
from guanxi.kernel.query import Governor, set_governor

ACCOUNTS = "/objects/account/records"
HERE = (31.2304, 121.4737)
BY_DISTANCE = "distance(c_place, place(31.2304, 121.4737))"
SHARED_PLACE = {"latitude": 31.3, "longitude": 121.5}


def places():
    """About here, all over the world, on both sides of the line of dates; several in one place, some in none."""
    numbers = Random(7)
    near = [
        {
            "latitude": HERE[0] + numbers.gauss(0, 10**-each),
            "longitude": HERE[1] + numbers.gauss(0, 10**-each),
        }
        for each in range(5)
        for _ in range(6)
    ]
    far = [{"latitude": numbers.uniform(-89, 89), "longitude": numbers.uniform(-180, 180)} for _ in range(20)]
    return [
        *near,
        *far,
        *[SHARED_PLACE] * 5,
        {"latitude": -58.5, "longitude": -58.526},
        *[None] * 4,
    ]


@pytest.fixture
async def company(client_of, request, run_jobs, owner):
    client = await client_of(f"n{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}")
    body = {"type": "geolocation", "label": "Place", "name": "c_place", "indexed": True}
    assert (await client.post("/objects/account/fields", json=body)).status_code == 201
    await run_jobs()
    records = [{"name": f"{number:03}", "c_place": place} for number, place in enumerate(places())]
    assert (await client.post(ACCOUNTS, json=records)).status_code == 201
    return client


async def pages(client, limit=7, **params):
    """Names and distances, page after page."""
    shown, cursor = [], ""
    while True:
        query = {"limit": limit, **params, **({"cursor": cursor} if cursor else {})}
        answer = await client.get(ACCOUNTS, params=query)
        assert answer.status_code == 200, answer.text
        shown += [(each["name"], far(each["c_place"])) for each in answer.json()["data"]]
        cursor = answer.json()["next_cursor"]
        if not cursor:
            return shown


def far(place):
    if place is None:
        return None
    given = (place["latitude"], place["longitude"], *HERE)
    return float(distance(*[Decimal(str(each)) for each in given]))


class TestPages:
    async def test_have_every_record_once_in_order(self, company):
        shown = await pages(company, sort=BY_DISTANCE)
        assert sorted(name for name, _ in shown) == [f"{number:03}" for number in range(len(places()))]
        measured = [kilometres for _, kilometres in shown if kilometres is not None]
        assert measured == sorted(measured)
        assert [kilometres for _, kilometres in shown[-4:]] == [None] * 4

    async def test_go_on_among_records_of_one_place(self, company):
        shown = await pages(company, 2, sort=f"{BY_DISTANCE},-name", filter='name >= "050" && name < "055"')
        assert [name for name, _ in shown] == ["054", "053", "052", "051", "050"]

    @pytest.mark.parametrize("kilometres", [0, 1, 10, 500, 20_000, 30_000])
    async def test_end_where_the_condition_does(self, company, kilometres):
        shown = await pages(company, sort=BY_DISTANCE, filter=f"{BY_DISTANCE} <= {kilometres}")
        everything = await pages(company, 100, sort="name")
        within = [each for each in everything if each[1] is not None and each[1] <= kilometres]
        assert {*shown} == {*within}
        assert [each[1] for each in shown] == sorted(each[1] for each in within)

    async def test_measure_from_one_place_and_bound_from_another(self, company):
        condition = "distance(c_place, place(31, 121)) <= 100"
        shown = await pages(company, sort=BY_DISTANCE, filter=condition)
        assert {*shown} == {*await pages(company, sort="name", filter=condition)}
        assert [each[1] for each in shown] == sorted(each[1] for each in shown)


class TestOfALargeObject:
    @pytest.fixture
    async def large(self, company, owner):
        tenant = (await company.get("/session")).json()["tenant"]["id"]
        await owner.execute(
            "UPDATE guanxi.object_count SET n = 1000 WHERE tenant_id = $1 AND object_id = 1", tenant
        )
        set_governor(Governor(large=30))
        yield company
        set_governor(Governor())

    async def test_is_not_refused(self, large):
        shown = await pages(large, sort=BY_DISTANCE)
        assert len(shown) == len(places())

    async def test_the_farthest_first_are(self, large):
        answer = await large.get(ACCOUNTS, params={"sort": f"-{BY_DISTANCE}"})
        assert (answer.status_code, answer.json()["code"]) == (422, "query_too_large")
        assert answer.json()["advice"]["index"] == []  # it has one, which does not help

    async def test_who_sees_a_part_gets_that_part_in_order(self, large, client_of, request, run_jobs):
        answer = await large.put("/sharing/account", json={"sharing": "private"})
        assert answer.status_code == 200, answer.text
        await run_jobs()
        member = await client_of(f"n{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}", role="member")
        own = [
            {"name": "far", "c_place": {"latitude": 0, "longitude": 0}},
            {"name": "near", "c_place": SHARED_PLACE},
        ]
        assert (await member.post(ACCOUNTS, json=own)).status_code == 201
        assert [name for name, _ in await pages(member, 1, sort=BY_DISTANCE)] == ["near", "far"]
