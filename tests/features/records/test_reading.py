"""Lists, single records, related lists, boards, search, timelines."""

from __future__ import annotations

from uuid import uuid4

import pytest

ACCOUNTS = "/objects/account/records"


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


async def create(client, object_name, *records):
    answer = await client.post(f"/objects/{object_name}/records", json=list(records))
    assert answer.status_code == 201, answer.text
    return answer.json()["ids"]


def names(answer):
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.json()["data"]]


class TestListRecords:
    @pytest.fixture(autouse=True)
    async def three(self, client_of):
        client = await client_of("lists")
        if not names(await client.get(ACCOUNTS)):
            values = ({"employees": 10}, {"employees": 30}, {"city": "北京"})
            named = [{"name": name, **more} for name, more in zip("ABC", values, strict=True)]
            await create(client, "account", *named)
        return client

    async def test_anonymous(self, client_of):
        assert (await (await client_of(None)).get(ACCOUNTS)).status_code == 401

    async def test_other_company_sees_nothing(self, client_of):
        assert names(await (await client_of("empty")).get(ACCOUNTS)) == []

    async def test_page(self, three):
        answer = await three.get(ACCOUNTS, params={"sort": "name", "limit": 2, "fields": "name,owner"})

        body = answer.json()
        assert names(answer) == ["A", "B"]
        assert set(body["data"][0]) == {"id", "version", "name", "owner"}
        assert body["count"] == {"value": 3, "capped": False}
        query = {"sort": "name", "limit": 2, "fields": "name,owner", "cursor": body["next_cursor"]}
        assert names(await three.get(ACCOUNTS, params=query)) == ["C"]

    async def test_filter(self, three):
        assert names(await three.get(ACCOUNTS, params={"filter": "employees > 20"})) == ["B"]
        assert names(await three.get(ACCOUNTS, params={"filter": 'city == "北京"'})) == ["C"]

    async def test_words(self, three):
        assert names(await three.get(ACCOUNTS, params={"q": "b"})) == ["B"]

    async def test_recycle_bin(self, three):
        (record_id,) = await create(three, "account", {"name": "Gone"})
        await three.delete(f"{ACCOUNTS}/{record_id}")

        assert names(await three.get(ACCOUNTS, params={"deleted": True})) == ["Gone"]
        assert "Gone" not in names(await three.get(ACCOUNTS))

    async def test_view(self, three):
        view = {"object": "account", "name": "Large", "filter": "employees >= 10", "sort": "-employees"}
        view_id = (await three.post("/views", json=view)).json()["id"]

        assert names(await three.get(ACCOUNTS, params={"view": view_id})) == ["B", "A"]
        both = {"view": view_id, "filter": 'name == "A" || name == "C"', "sort": "name"}
        assert names(await three.get(ACCOUNTS, params=both)) == ["A"]
        of_another_object = await three.get("/objects/deal/records", params={"view": view_id})
        assert of_another_object.json()["code"] == "view_of_other_object"

    async def test_view_of_another_company(self, three, client_of):
        view = {"object": "account", "name": "Large", "shared": True}
        view_id = (await (await client_of("acme")).post("/views", json=view)).json()["id"]

        assert (await three.get(ACCOUNTS, params={"view": view_id})).status_code == 404

    @pytest.mark.parametrize(
        ("params", "status", "code"),
        [
            ({"filter": "colour == 1"}, 422, "expression_unknown_field"),
            ({"filter": "name =="}, 422, None),
            ({"filter": "!(" * 1_000 + "true" + ")" * 1_000}, 422, "expression_too_deep"),
            ({"filter": 'name == "' + "x" * 10_001 + '"'}, 400, "invalid_request"),
            ({"filter": 'name == "A") || (true'}, 422, None),
            ({"sort": "colour"}, 422, "field_unknown"),
            ({"fields": "colour"}, 422, "field_unknown"),
            ({"fields": "owner.manager.name"}, 422, "field_unknown"),
            ({"limit": 0}, 400, "invalid_request"),
            ({"limit": 201}, 400, "invalid_request"),
            ({"cursor": "abc"}, 422, "cursor_invalid"),
            ({"count": "all"}, 400, "invalid_request"),
            ({"view": "latest"}, 400, "invalid_request"),
        ],
    )
    async def test_unusable(self, three, params, status, code):
        answer = await three.get(ACCOUNTS, params=params)

        assert answer.status_code == status, answer.text
        assert code is None or answer.json()["code"] == code

    async def test_a_view_cannot_be_left_by_a_bracket(self, three):
        view = {"object": "account", "name": "None", "filter": 'name == "nobody"'}
        view_id = (await three.post("/views", json=view)).json()["id"]

        answer = await three.get(ACCOUNTS, params={"view": view_id, "filter": "false) || (true"})

        assert answer.status_code == 422

    async def test_unknown_object(self, three):
        assert (await three.get("/objects/unicorn/records")).json()["code"] == "object_not_found"


class TestGetRecord:
    async def test_valid(self, acme):
        (record_id,) = await create(acme, "account", {"name": "A"})

        answer = await acme.get(f"{ACCOUNTS}/{record_id}")

        assert (answer.status_code, answer.headers["ETag"]) == (200, '"1"')
        assert answer.headers["Content-Type"] == "application/json"
        assert answer.json()["name"] == "A"

    async def test_nobody_else(self, acme, client_of):
        (record_id,) = await create(acme, "account", {"name": "A"})

        assert (await (await client_of(None)).get(f"{ACCOUNTS}/{record_id}")).status_code == 401
        stolen = await (await client_of("globex")).get(f"{ACCOUNTS}/{record_id}")
        unknown = await acme.get(f"{ACCOUNTS}/{uuid4()}")
        assert (stolen.status_code, stolen.json()["code"]) == (404, "not_found")
        assert stolen.json() == unknown.json()

    @pytest.mark.parametrize("record_id", ["1", "null", "%27%20OR%201=1"])
    async def test_no_id(self, acme, record_id):
        assert (await acme.get(f"{ACCOUNTS}/{record_id}")).status_code == 404


class TestRelatedRecords:
    async def test_valid(self, acme):
        (account,) = await create(acme, "account", {"name": "A"})
        await create(acme, "contact", {"name": "Ann", "account": account}, {"name": "Bob"})

        assert names(await acme.get(f"{ACCOUNTS}/{account}/related/contacts")) == ["Ann"]

    async def test_refused(self, acme, client_of):
        (account,) = await create(acme, "account", {"name": "A"})
        url = f"{ACCOUNTS}/{account}/related/contacts"

        assert (await (await client_of(None)).get(url)).status_code == 401
        assert (await (await client_of("globex")).get(url)).status_code == 404
        assert (await acme.get(f"{ACCOUNTS}/{account}/related/unicorns")).json()["code"] == "relation_unknown"


class TestBoard:
    async def test_anonymous(self, client_of):
        assert (await (await client_of(None)).get("/objects/deal/board")).status_code == 401

    async def test_valid(self, client_of):
        client = await client_of("boards")
        await create(
            client, "deal", {"name": "D", "amount": "10.50"}, {"name": "E", "amount": 5, "stage": "won"}
        )

        columns = (await client.get("/objects/deal/board")).json()["columns"]

        found = {
            each["value"]: (each["label"], each["kind"], each["total"], len(each["data"])) for each in columns
        }
        assert found["prospecting"] == ("Prospecting", "open", "10.50", 1)
        assert found["won"] == ("Won", "won", "5.00", 1)

    async def test_by_another_field_and_unusable(self, acme):
        by_owner = await acme.get("/objects/deal/board", params={"group_by": "owner"})
        by_text = await acme.get("/objects/deal/board", params={"group_by": "name"})
        pipeline = await acme.get("/objects/deal/board", params={"pipeline": "nowhere"})

        assert by_owner.status_code == 200
        assert by_text.json()["code"] == "board_unsupported"
        assert pipeline.json()["code"] == "pipeline_unknown"


class TestSearch:
    async def test_anonymous(self, client_of):
        assert (await (await client_of(None)).get("/search", params={"q": "a"})).status_code == 401

    async def test_across_objects_also_by_pinyin(self, client_of):
        client = await client_of("searches")
        (account,) = await create(client, "account", {"name": "华为技术"})
        await create(client, "contact", {"name": "李华", "account": account})

        found = (await client.get("/search", params={"q": "hua"})).json()["data"]
        accounts = (await client.get("/search", params={"q": "hw", "objects": "account"})).json()["data"]

        assert {(each["object"], each["title"]) for each in found} == {
            ("account", "华为技术"),
            ("contact", "李华"),
        }
        assert [each["id"] for each in accounts] == [account]
        assert (await (await client_of("empty")).get("/search", params={"q": "hua"})).json() == {"data": []}

    @pytest.mark.parametrize(
        ("params", "status"),
        [
            ({"q": ""}, 200),
            ({"q": "' | !*"}, 200),
            ({"q": "x" * 201}, 400),
            ({"q": "a", "objects": "unicorn"}, 404),
        ],
    )
    async def test_odd_words(self, acme, params, status):
        assert (await acme.get("/search", params=params)).status_code == status


class TestTimeline:
    async def test_changes_and_activities(self, acme):
        (account,) = await create(acme, "account", {"name": "A"})
        await acme.patch(f"{ACCOUNTS}/{account}", json={"annual_revenue": "10.50"})
        await create(acme, "activity", {"name": "Called", "type": "call", "account": account})

        body = (await acme.get(f"{ACCOUNTS}/{account}/timeline", params={"limit": 2})).json()

        activity, change = body["data"]
        assert (activity["kind"], activity["activity"]["name"]) == ("activity", "Called")
        assert change["change"]["fields"] == [
            {"field": "annual_revenue", "label": "Annual revenue", "old": None, "new": "10.50"}
        ]
        assert change["actor"]["name"] == "Admin of acme"
        rest = await acme.get(f"{ACCOUNTS}/{account}/timeline", params={"cursor": body["next_cursor"]})
        assert [each["change"]["op"] for each in rest.json()["data"]] == ["create"]

    async def test_refused(self, acme, client_of):
        (account,) = await create(acme, "account", {"name": "A"})
        url = f"{ACCOUNTS}/{account}/timeline"

        assert (await (await client_of(None)).get(url)).status_code == 401
        assert (await (await client_of("globex")).get(url)).status_code == 404
        assert (await acme.get(url, params={"cursor": "x"})).json()["code"] == "cursor_invalid"
