"""Places on the earth, and how far they lie apart."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest

ACCOUNTS = "/objects/account/records"
SHANGHAI = {"latitude": 31.2304, "longitude": 121.4737}
HANGZHOU = {"latitude": 30.2741, "longitude": 120.1551}
SYDNEY = {"latitude": -33.8688, "longitude": 151.2093}


@pytest.fixture
async def company(client_of, request):
    client = await client_of(f"c{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}")
    body = {"type": "geolocation", "label": "Place", "name": "c_place"}
    assert (await client.post("/objects/account/fields", json=body)).status_code == 201
    places = {"A": SHANGHAI, "B": HANGZHOU, "C": SYDNEY, "D": None}
    records = [{"name": name, "c_place": place} for name, place in places.items()]
    assert (await client.post(ACCOUNTS, json=records)).status_code == 201
    return client


async def names(client, **query):
    answer = await client.get(ACCOUNTS, params={"sort": "name", **query})
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.json()["data"]]


async def test_is_found_by_how_far_it_is(company):
    here = "place(31.2304, 121.4737)"
    assert await names(company, filter=f"distance(c_place, {here}) <= 200") == ["A", "B"]
    assert await names(company, filter=f"distance(c_place, {here}) > 200") == ["C"]
    assert await names(company, filter="c_place == null") == ["D"]
    assert await names(company, filter="c_place.latitude < 0") == ["C"]
    listed = await company.get(ACCOUNTS, params={"fields": "name,c_place,c_place.latitude", "sort": "name"})
    assert listed.json()["data"][2]["c_place"] == SYDNEY
    assert listed.json()["data"][2]["c_place.latitude"] == SYDNEY["latitude"]


async def test_formulas_tell_distances(company):
    body = {
        "type": "formula", "label": "Way", "name": "c_way", "formula": "distance(c_place, place(31.2304, 121.4737))",
    }  # fmt: skip
    assert (await company.post("/objects/account/fields", json=body)).status_code == 201
    data = (await company.get(ACCOUNTS, params={"sort": "c_way"})).json()["data"]
    ways = [each["c_way"] for each in data]
    assert ways[0] == 0
    assert ways[1] == pytest.approx(164.6, abs=0.5)
    assert ways[2] == pytest.approx(7_879, rel=0.001)
    assert ways[3] is None


async def test_rules_measure_as_the_database_does(company):
    rule = {
        "object": "account", "label": "Near",
        "body": {"message": {"en": "Too far.", "zh-CN": "太远了。"}, "error_when": "distance(c_place, place(31.2304, 121.4737)) > 200"},
    }  # fmt: skip
    assert (await company.put("/definitions/validation_rule/near", json=rule)).status_code == 200
    assert (await company.post(ACCOUNTS, json={"name": "x", "c_place": SYDNEY})).status_code == 422
    assert (await company.post(ACCOUNTS, json={"name": "x", "c_place": HANGZHOU})).status_code == 201
    assert (await company.post(ACCOUNTS, json={"name": "x"})).status_code == 201


@pytest.mark.parametrize(
    ("written", "latitude", "longitude"),
    [
        ("31.2304, 121.4737", 31.2304, 121.4737),
        ("-33.8688,151.2093", -33.8688, 151.2093),
        ("33.8688 S, 70.5 W", -33.8688, -70.5),
        ("31.2304° N, 121.4737° E", 31.2304, 121.4737),
        ("31.23，121.47", 31.23, 121.47),
        ({"latitude": "31.230412345678", "longitude": 0}, 31.2304123, 0.0),
    ],
)
async def test_is_read_as_people_write_it(company, written, latitude, longitude):
    (made,) = (await company.post(ACCOUNTS, json=[{"name": "x", "c_place": written}])).json()["ids"]
    kept = (await company.get(f"{ACCOUNTS}/{made}")).json()["c_place"]
    assert kept == {"latitude": latitude, "longitude": longitude}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"latitude": 90.1, "longitude": 0}, "latitude_out_of_range"),
        ({"latitude": 0, "longitude": -180.5}, "longitude_out_of_range"),
        ({"latitude": 1}, "geolocation_expected"),
        ("Shanghai", "geolocation_expected"),
        ({"latitude": "north", "longitude": 1}, "number_expected"),
        ({"latitude": 1, "longitude": 1, "height": 3}, "part_unknown"),
        (12, "geolocation_expected"),
        ([1, 2], "geolocation_expected"),
        ("1" * 5_000, "geolocation_expected"),
    ],
)
async def test_refused(company, value, code):
    answer = await company.post(ACCOUNTS, json={"name": "x", "c_place": value})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)


@pytest.mark.parametrize(
    "condition",
    [
        "distance(name, place(1, 2)) > 1",
        'distance(c_place, "Shanghai") > 1',
        "distance(c_place) > 1",
        "c_place > 1",
        "c_place > c_place",
    ],
)
async def test_conditions_that_mean_nothing_are_refused(company, condition):
    answer = await company.get(ACCOUNTS, params={"filter": condition})
    assert answer.status_code == 422
    assert answer.json()["code"].startswith("expression_")


async def test_places_that_are_none_are_far_from_everything(company):
    for place in ("place(91, 0)", "place(0, 1e300)", "place(1e-300, 0 / 0)"):
        answer = await company.get(ACCOUNTS, params={"filter": f"distance(c_place, {place}) > 0"})
        if answer.status_code == 200:
            assert answer.json()["data"] == []
    assert await names(company, filter="c_place == place(31.2304, 121.4737)") == ["A"]


class TestIndexed:
    @pytest.fixture
    async def indexed(self, company, run_jobs):
        answer = await company.patch("/objects/account/fields/c_place", json={"indexed": True})
        assert answer.status_code == 200, answer.text
        await run_jobs()
        described = (await company.get("/objects/account")).json()["fields"]
        (field,) = [each for each in described if each["name"] == "c_place"]
        assert (field["custom"]["index"], field["custom"]["indexable"]) == ("ready", True)
        return company

    async def test_finds_the_same(self, indexed):
        more = [
            {"name": "E", "c_place": {"latitude": -17.0, "longitude": 179.9}},
            {"name": "F", "c_place": {"latitude": -17.0, "longitude": -179.9}},
            {"name": "G", "c_place": {"latitude": 89.9, "longitude": 10}},
        ]
        assert (await indexed.post(ACCOUNTS, json=more)).status_code == 201

        async def near(latitude, longitude, kilometres, operator="<="):
            place = f"place({latitude}, {longitude})"
            return await names(indexed, filter=f"distance(c_place, {place}) {operator} {kilometres}")

        assert await near(31.2304, 121.4737, 200) == ["A", "B"]
        assert await near(31.2304, 121.4737, 200, "<") == ["A", "B"]
        assert await near(31.2304, 121.4737, 200, ">") == ["C", "E", "F", "G"]
        assert await near(-17, 179.95, 20) == ["E", "F"]
        assert await near(89.9, -170, 30) == ["G"]
        assert await near(0, 0, 30_000) == ["A", "B", "C", "E", "F", "G"]
        assert await near(0, 0, -1) == []
        within = "distance(c_place, place(31.2304, 121.4737)) <= 200"
        assert await names(indexed, filter=f"!({within})") == ["C", "D", "E", "F", "G"]
        assert await names(indexed, filter=f'{within} && name == "A"') == ["A"]
        assert await names(indexed, filter=f'{within} || name == "D"') == ["A", "B", "D"]

    async def test_follows_what_is_written(self, indexed):
        within = "distance(c_place, place(31.2304, 121.4737)) <= 200"
        page = (await indexed.get(ACCOUNTS, params={"sort": "name"})).json()["data"]
        ids = {each["name"]: each["id"] for each in page}
        await indexed.patch(f"{ACCOUNTS}/{ids['D']}", json={"c_place": HANGZHOU})
        await indexed.patch(f"{ACCOUNTS}/{ids['A']}", json={"c_place.latitude": 40})
        moved = await indexed.patch(f"{ACCOUNTS}/{ids['B']}", json={"c_place": None})
        assert await names(indexed, filter=within) == ["D"]

        undone = await indexed.post(f"/change-sets/{moved.headers['X-Change-Set']}/undo")

        assert undone.status_code == 200, undone.text
        assert await names(indexed, filter=within) == ["B", "D"]


class TestOrder:
    BY_DISTANCE = "distance(c_place, place(30.3, 120.2))"

    async def test_nearest_first_and_those_without_a_place_last(self, company):
        assert await names(company, sort=self.BY_DISTANCE) == ["B", "A", "C", "D"]
        assert await names(company, sort=f"-{self.BY_DISTANCE},name") == ["C", "A", "B", "D"]

    async def test_goes_on_from_page_to_page(self, company):
        shown, cursor = [], None
        while cursor is not None or not shown:
            params = {
                "sort": f"{self.BY_DISTANCE},name",
                "limit": 1,
                **({"cursor": cursor} if cursor else {}),
            }
            page = (await company.get(ACCOUNTS, params=params)).json()
            shown += [each["name"] for each in page["data"]]
            cursor = page["next_cursor"]
        assert shown == ["B", "A", "C", "D"]

    async def test_two_centres_are_two_orders(self, company):
        first = (await company.get(ACCOUNTS, params={"sort": self.BY_DISTANCE, "limit": 1})).json()
        params = {"sort": "distance(c_place, place(0, 0))", "limit": 1, "cursor": first["next_cursor"]}
        assert (await company.get(ACCOUNTS, params=params)).json()["code"] == "cursor_invalid"

    @pytest.mark.parametrize(
        "sort", ["distance(place(0, 0), place(1, 1))", "distance(c_place, place(0, 0)) + 1", "distance(name"]
    )
    async def test_nothing_else_is_computed(self, company, sort):
        assert (await company.get(ACCOUNTS, params={"sort": sort})).status_code == 422

    async def test_is_kept_by_views(self, company):
        body = {"name": "Near", "kind": "list", "sort": self.BY_DISTANCE, "columns": ["name", "c_place"]}
        made = await company.post("/views", json={"object": "account", **body})
        assert made.status_code == 201, made.text

        (kept,) = [
            each
            for each in (await company.get("/views", params={"object": "account"})).json()["data"]
            if each["name"] == "Near"
        ]

        assert (kept["sort"], kept.get("unavailable") or []) == (self.BY_DISTANCE, [])
