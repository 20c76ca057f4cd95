"""Creating, changing, deleting and restoring records."""

from __future__ import annotations

from uuid import uuid4

import pytest


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.fixture
async def make(acme):
    async def make(object_name="account", client=acme, **values):
        answer = await client.post(f"/objects/{object_name}/records", json={"name": "Initech", **values})
        assert answer.status_code == 201, answer.text
        return answer.json()["ids"][0]

    return make


class TestCreateRecords:
    URL = "/objects/account/records"

    async def test_anonymous(self, client_of):
        assert (await (await client_of(None)).post(self.URL, json={"name": "A"})).status_code == 401

    async def test_viewer(self, client_of):
        answer = await (await client_of("acme", role="viewer")).post(self.URL, json={"name": "A"})

        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")

    async def test_one(self, acme):
        answer = await acme.post(self.URL, json={"name": "Initech", "annual_revenue": "1054.00"})

        assert answer.status_code == 201
        body = answer.json()
        assert answer.headers["X-Change-Set"] == body["change_set_id"]
        record = (await acme.get(f"{self.URL}/{body['ids'][0]}")).json()
        assert (record["name"], record["annual_revenue"], record["version"]) == ("Initech", "1054.00", 1)
        assert record["owner"]["name"] == "Admin of acme"

    async def test_member_creates_several_in_order(self, client_of):
        member = await client_of("acme", role="member")

        ids = (await member.post(self.URL, json=[{"name": "One"}, {"name": "Two"}])).json()["ids"]

        names = [(await member.get(f"{self.URL}/{each}")).json()["name"] for each in ids]
        assert names == ["One", "Two"]

    async def test_all_or_none(self, acme):
        before = (await acme.get(self.URL, params={"count": "exact"})).json()["count"]

        answer = await acme.post(self.URL, json=[{"name": "Fine"}, {"employees": "many"}])

        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_records")
        found = {(each["row"], each["field"], each["code"]) for each in answer.json()["errors"]}
        assert found == {(1, "name", "field_required"), (1, "employees", "number_expected")}
        assert (await acme.get(self.URL, params={"count": "exact"})).json()["count"] == before

    @pytest.mark.parametrize(
        ("body", "status", "code"),
        [
            ([], 422, "records_missing"),
            ([{"name": "A"}] * 201, 422, "too_many_records"),
            ("text", 400, "invalid_request"),
            ([1], 400, "invalid_request"),
        ],
    )
    async def test_unusable(self, acme, body, status, code):
        answer = await acme.post(self.URL, json=body)

        assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text

    @pytest.mark.parametrize(
        ("values", "field", "code"),
        [
            ({"name": "A", "colour": "red"}, "colour", "field_unknown"),
            ({"name": "A", "created_at": "2020-01-01T00:00:00Z"}, "created_at", "field_read_only"),
            ({"name": "A", "parent": str(uuid4())}, "parent", "lookup_not_found"),
            ({"name": "A", "parent": "Globex"}, "parent", "lookup_expected"),
            ({"name": "A", "industry": "alchemy"}, "industry", "option_unknown"),
            ({"name": "A\u0000"}, "name", "text_has_nul"),
            ({"name": {"en": "A"}}, "name", "text_expected"),
        ],
    )
    async def test_field_errors(self, acme, values, field, code):
        answer = await acme.post(self.URL, json=values)

        assert answer.status_code == 422
        assert {(each["field"], each["code"]) for each in answer.json()["errors"]} == {(field, code)}

    async def test_lookup_of_another_company(self, acme, client_of, make):
        foreign = await make(client=await client_of("globex"))

        answer = await acme.post(self.URL, json={"name": "A", "parent": foreign})

        assert answer.json()["errors"][0]["code"] == "lookup_not_found"

    async def test_unknown_object(self, acme):
        answer = await acme.post("/objects/unicorn/records", json={"name": "A"})

        assert (answer.status_code, answer.json()["code"]) == (404, "object_not_found")

    async def test_speaks_chinese(self, acme):
        answer = await acme.post(self.URL, json={}, headers={"Accept-Language": "zh-CN"})

        assert answer.json()["errors"][0]["detail"] == "此字段必填。"


class TestUpdateRecord:
    async def test_anonymous(self, client_of, make):
        url = f"/objects/account/records/{await make()}"

        assert (await (await client_of(None)).patch(url, json={"name": "B"})).status_code == 401

    async def test_other_company_sees_nothing(self, client_of, make, acme):
        url = f"/objects/account/records/{await make()}"

        answer = await (await client_of("globex")).patch(url, json={"name": "Stolen"})

        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        assert (await acme.get(url)).json()["name"] == "Initech"

    async def test_viewer(self, client_of, make):
        viewer = await client_of("acme", role="viewer")

        assert (await viewer.patch(f"/objects/account/records/{await make()}", json={})).status_code == 403

    async def test_valid(self, acme, make):
        url = f"/objects/account/records/{await make()}"

        answer = await acme.patch(url, json={"city": "上海"}, headers={"If-Match": '"1"'})

        assert answer.status_code == 200
        assert (answer.json()["city"], answer.json()["version"]) == ("上海", 2)
        assert answer.headers["ETag"] == '"2"'
        assert answer.headers["X-Change-Set"]

    async def test_nothing_changed(self, acme, make):
        url = f"/objects/account/records/{await make()}"

        answer = await acme.patch(url, json={"name": "Initech"})

        assert (answer.status_code, answer.json()["version"]) == (200, 1)
        assert "X-Change-Set" not in answer.headers

    async def test_lost_race_names_the_fields(self, acme, make):
        url = f"/objects/account/records/{await make()}"
        await acme.patch(url, json={"city": "Bern", "phone": "+41 31 555 0101"})

        answer = await acme.patch(url, json={"city": "Basel"}, headers={"If-Match": '"1"'})

        assert (answer.status_code, answer.json()["code"]) == (409, "version_conflict")
        assert [each["field"] for each in answer.json()["errors"]] == ["city"]
        assert (await acme.get(url)).json()["city"] == "Bern"

    async def test_stale_version_of_other_fields(self, acme, make):
        url = f"/objects/account/records/{await make()}"
        await acme.patch(url, json={"phone": "+41 31 555 0101"})

        answer = await acme.patch(url, json={"city": "Basel"}, headers={"If-Match": '"1"'})

        assert (answer.status_code, answer.json()["code"]) == (409, "version_conflict")

    async def test_garbled_if_match(self, acme, make):
        url = f"/objects/account/records/{await make()}"

        answer = await acme.patch(url, json={}, headers={"If-Match": "new"})

        assert (answer.status_code, answer.json()["code"]) == (400, "if_match_invalid")


class TestDeleteAndRestore:
    async def test_there_and_back(self, acme, make):
        url = f"/objects/account/records/{await make()}"

        deleted = await acme.delete(url)

        assert deleted.status_code == 200
        assert deleted.json()["change_set_id"]
        assert (await acme.get(url)).status_code == 404
        assert (await acme.get(url, params={"deleted": True})).json()["deleted_at"]
        assert (await acme.post(f"{url}/restoration")).status_code == 200
        assert (await acme.get(url)).json()["name"] == "Initech"

    async def test_nobody_else(self, client_of, make):
        url = f"/objects/account/records/{await make()}"

        assert (await (await client_of(None)).delete(url)).status_code == 401
        assert (await (await client_of("globex")).delete(url)).status_code == 404
        assert (await (await client_of("acme", role="viewer")).delete(url)).status_code == 403
        assert (await (await client_of("globex")).post(f"{url}/restoration")).status_code == 404

    async def test_stale(self, acme, make):
        url = f"/objects/account/records/{await make()}"
        await acme.patch(url, json={"city": "Bern"})

        assert (await acme.delete(url, headers={"If-Match": '"1"'})).status_code == 409

    async def test_restoring_what_is_there(self, acme, make):
        answer = await acme.post(f"/objects/account/records/{await make()}/restoration")

        assert answer.json()["errors"][0]["code"] == "record_not_deleted"


class TestPrivateRecords:
    @pytest.fixture
    async def people(self, client_of, execute_as_owner):
        admin = await client_of("secretive")
        await execute_as_owner(
            'UPDATE guanxi.tenant SET settings = settings || \'{"sharing": {"account": "private"}}\''
            " WHERE name = 'secretive'"
        )
        return admin, await client_of("secretive", role="member"), await client_of("secretive", role="viewer")

    async def test_handing_over_leaves_the_givers_sight(self, people, make):
        admin, member, viewer = people
        url = f"/objects/account/records/{await make(client=member)}"
        assert (await viewer.get(url)).status_code == 404
        new_owner = (await admin.get("/session")).json()["user"]["id"]

        answer = await member.patch(url, json={"owner": new_owner})

        assert (answer.status_code, answer.json()["version"]) == (200, 2)
        assert (await member.get(url)).status_code == 404
        assert (await admin.get(url)).json()["owner"]["id"] == new_owner
