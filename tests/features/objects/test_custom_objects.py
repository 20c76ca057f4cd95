"""Kinds of record that a company adds: at once like those that are part of Guanxi, and apart from each other."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest

CONTRACTS = "/objects/c_contract/records"


@pytest.fixture
async def company(client_of, request):
    """Each test has its own, so that none meets another's objects."""
    return await client_of(f"o{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}")


@pytest.fixture
def make(company):
    async def make(label="Contract", **rest):
        answer = await company.post("/objects", json={"label": label, **rest})
        assert answer.status_code == 201, answer.text
        return answer.json()

    return make


@pytest.fixture
def add(company):
    async def add(name="One", of="c_contract", **values):
        answer = await company.post(f"/objects/{of}/records", json={"name": name, **values})
        assert answer.status_code == 201, answer.text
        return answer.json()["ids"][0]

    return add


async def names(client, of="c_contract", **query):
    answer = await client.get(f"/objects/{of}/records", params={"fields": "name", **query})
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.json()["data"]]


async def objects_of(client):
    return {each["name"]: each for each in (await client.get("/objects")).json()["data"]}


class TestCreateObject:
    async def test_is_one_like_all_others(self, company, make, add):
        made = await make({"en": "Contract", "zh-CN": "合同"}, icon="file-text", color="teal")

        assert made["name"] == "c_contract"
        assert (made["label"], made["plural_label"]) == ("Contract", "Contracts")
        assert [each["name"] for each in made["fields"]] == [
            "name", "owner", "created_at", "updated_at", "created_by", "updated_by",
        ]  # fmt: skip
        assert made["permissions"]["create"]
        assert "c_contract" in await objects_of(company)
        await add("Lease")
        assert await names(company) == ["Lease"]

    async def test_missing_language_and_plural_are_made_of_what_is_there(self, company, make):
        made = await make({"zh-CN": "合同"})
        assert made["name"] == "c_hetong"
        assert made["names"]["label"] == {"en": "合同", "zh-CN": "合同"}
        policy = await make("Policy")
        assert policy["names"]["plural_label"] == {"en": "Policies", "zh-CN": "Policy"}

    async def test_name_is_never_given_twice(self, company, make):
        await make("Contract")
        assert (await make("Contract"))["name"] == "c_contract_2"
        answer = await company.post("/objects", json={"label": "X", "name": "c_contract"})
        assert (answer.status_code, answer.json()["code"]) == (409, "object_name_taken")

    async def test_needs_the_right(self, client_of, company):
        member = await client_of(None)
        assert (await member.post("/objects", json={"label": "X"})).status_code == 401

    @pytest.mark.parametrize("body", [{"label": " "}, {"label": {}}, {"label": "X", "name": "deal"}, {}])
    async def test_refuses(self, company, body):
        assert (await company.post("/objects", json=body)).status_code in (400, 422)

    async def test_can_be_undone(self, company):
        answer = await company.post("/objects", json={"label": "Contract"})
        undone = await company.post(f"/change-sets/{answer.headers['X-Change-Set']}/undo")
        assert undone.status_code == 200, undone.text
        assert "c_contract" not in await objects_of(company)


class TestRecords:
    async def test_are_filtered_sorted_searched_counted_and_changed(self, company, make, add):
        await make()
        field = {"type": "money", "label": "Value", "indexed": False}
        assert (await company.post("/objects/c_contract/fields", json=field)).status_code == 201
        one, two = await add("Lease", c_value="10.00"), await add("Service", c_value="20.00")

        assert await names(company, filter="c_value > 15") == ["Service"]
        assert await names(company, sort="-c_value") == ["Service", "Lease"]
        assert await names(company, q="lease") == ["Lease"]
        found = (await company.get("/search", params={"q": "lease"})).json()["data"]
        assert [(each["object"], each["title"]) for each in found] == [("c_contract", "Lease")]
        report = await company.post(
            "/objects/c_contract/aggregate", json={"metrics": [{"fn": "sum", "field": "c_value"}]}
        )
        assert report.status_code == 200, report.text
        changed = await company.patch(f"{CONTRACTS}/{one}", json={"name": "Long lease"})
        assert changed.status_code == 200, changed.text
        undone = await company.post(f"/change-sets/{changed.headers['X-Change-Set']}/undo")
        assert undone.json()["reverted"] == 1
        assert (await company.delete(f"{CONTRACTS}/{two}")).status_code in (200, 204)
        assert await names(company) == ["Lease"]
        assert await names(company, deleted="true") == ["Service"]
        assert (await company.post(f"{CONTRACTS}/{two}/restoration")).status_code == 200
        history = await company.get(f"{CONTRACTS}/{one}/timeline")
        assert [each["kind"] for each in history.json()["data"]] == ["change"] * 3

    async def test_stand_on_a_board_by_a_choice(self, company, make, add):
        await make()
        options = [{"value": "draft", "label": "Draft"}, {"value": "signed", "label": "Signed"}]
        field = {"type": "choice", "label": "State", "options": options}
        assert (await company.post("/objects/c_contract/fields", json=field)).status_code == 201
        await add("Lease", c_state="signed")
        board = (await company.get("/objects/c_contract/board")).json()
        assert [(each["label"], each["count"]["value"]) for each in board["columns"]] == [
            ("Draft", 0), ("Signed", 1),
        ]  # fmt: skip


class TestDeleteObject:
    async def test_comes_back_with_all_it_had(self, company, make, add):
        await make()
        record = await add("Lease")
        lookup = {"type": "lookup", "label": "Contract", "target": "c_contract"}
        assert (await company.post("/objects/deal/fields", json=lookup)).status_code == 201
        deal = await company.post("/objects/deal/records", json={"name": "Sale", "c_contract": record})
        assert deal.status_code == 201, deal.text
        await company.post("/views", json={"object": "c_contract", "name": "Mine", "kind": "list"})

        uses = (await company.get("/objects/c_contract/uses")).json()
        assert (uses["records"], uses["views"]) == (1, ["Mine"])
        assert [(each["object"], each["field"]) for each in uses["lookups"]] == [("deal", "c_contract")]
        assert (await company.delete("/objects/c_contract")).status_code == 204

        assert "c_contract" not in await objects_of(company)
        assert (await company.get(f"{CONTRACTS}/{record}")).status_code == 404
        assert (await company.get("/search", params={"q": "lease"})).json()["data"] == []
        read = (await company.get(f"/objects/deal/records/{deal.json()['ids'][0]}")).json()
        assert "c_contract" not in read
        assert (await company.get("/views")).json()["data"] == []
        (gone,) = (await company.get("/deleted-objects")).json()["data"]
        assert (gone["name"], gone["records"]) == ("c_contract", 1)

        assert (await company.post("/objects/c_contract/restore")).status_code == 200
        assert await names(company) == ["Lease"]
        read = (await company.get(f"/objects/deal/records/{deal.json()['ids'][0]}")).json()
        assert read["c_contract"]["name"] == "Lease"

    async def test_can_be_undone(self, company, make, add):
        await make()
        await add("Lease")
        gone = await company.delete("/objects/c_contract")
        undone = await company.post(f"/change-sets/{gone.headers['X-Change-Set']}/undo")
        assert undone.status_code == 200, undone.text
        assert await names(company) == ["Lease"]

    async def test_leaves_standard_objects_alone(self, company):
        answer = await company.delete("/objects/deal")
        assert (answer.status_code, answer.json()["code"]) == (422, "object_standard")

    async def test_what_its_records_went_through_stays_in_history(self, company, make, add):
        await make()
        written = await company.post(CONTRACTS, json={"name": "Lease"})
        await company.delete("/objects/c_contract")
        undone = await company.post(f"/change-sets/{written.headers['X-Change-Set']}/undo")
        assert undone.status_code == 200, undone.text
        assert undone.json()["reverted"] == 0
        assert len(undone.json()["kept"]) == 1


class TestRenaming:
    async def test_a_standard_object_is_called_otherwise_everywhere(self, company):
        body = {
            "label": {"en": "Dealer", "zh-CN": "经销商"},
            "plural_label": {"en": "Dealers", "zh-CN": "经销商"},
        }
        answer = await company.patch("/objects/account", json=body)
        assert answer.status_code == 200, answer.text

        account = (await objects_of(company))["account"]
        assert (account["label"], account["plural_label"]) == ("Dealer", "Dealers")
        chinese = await company.get("/objects/account", headers={"Accept-Language": "zh-CN"})
        assert chinese.json()["label"] == "经销商"
        undone = await company.post(f"/change-sets/{answer.headers['X-Change-Set']}/undo")
        assert undone.status_code == 200
        assert (await objects_of(company))["account"]["label"] == "Account"

    async def test_null_gives_back_the_name_that_it_came_with(self, company):
        await company.patch("/objects/account", json={"label": "Dealer"})
        await company.patch("/objects/account", json={"label": None})
        assert (await objects_of(company))["account"]["label"] == "Account"

    async def test_a_standard_field_is_called_otherwise(self, company):
        path = "/objects/account/fields/industry"
        answer = await company.patch(path, json={"label": {"en": "Trade", "zh-CN": "业态"}})
        assert answer.status_code == 200, answer.text
        assert answer.json()["label"] == "Trade"
        undone = await company.post(f"/change-sets/{answer.headers['X-Change-Set']}/undo")
        assert undone.json()["reverted"] == 1
        fields = (await objects_of(company))["account"]["fields"]
        assert next(each for each in fields if each["name"] == "industry")["label"] == "Industry"

    async def test_nothing_else_of_a_standard_object_changes(self, company):
        answer = await company.patch("/objects/account", json={"color": "red"})
        assert (answer.status_code, answer.json()["code"]) == (422, "object_standard")
