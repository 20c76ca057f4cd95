"""Activities about records of objects that a company added, and of any other that activities have no lookup of their own for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

import pytest

URL = "/objects/activity/records"


@pytest.fixture
def name_of_company(request):
    return f"c{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, name_of_company):
    return await client_of(name_of_company)


@pytest.fixture
def make(company):
    async def make(object_name, *records):
        answer = await company.post(f"/objects/{object_name}/records", json=list(records))
        assert answer.status_code == 201, answer.text
        return answer.json()["ids"]

    return make


@pytest.fixture
async def ship(company):
    made = await company.post("/objects", json={"label": "Ship", "plural_label": "Ships", "name": "c_ship"})
    assert made.status_code == 201, made.text
    return made.json()["name"]


@pytest.fixture
async def argo(make, ship):
    return (await make(ship, {"name": "Argo"}))[0]


async def activities_of(client, object_name, record_id):
    timeline = (await client.get(f"/objects/{object_name}/records/{record_id}/timeline")).json()["data"]
    return [each["activity"]["name"] for each in timeline if each["kind"] == "activity"]


class TestTimeline:
    async def test_of_a_custom_object(self, company, make, ship, argo):
        (other,) = await make(ship, {"name": "Endurance"})
        await make(
            "activity",
            {"name": "Inspect the keel", "related_to": {"object": ship, "id": argo}},
            {"name": "Elsewhere", "related_to": f"{ship}:{other}"},
        )

        assert await activities_of(company, ship, argo) == ["Inspect the keel"]
        listed = (await company.get(f"/objects/{ship}/records/{argo}/related/activities")).json()["data"]
        assert [(each["name"], each["related_to"]) for each in listed] == [
            ("Inspect the keel", {"object": ship, "id": argo, "name": "Argo"})
        ]

    async def test_of_a_standard_object_without_anything_declared(self, company, make):
        (product,) = await make("product", {"name": "Oar"})
        await make("activity", {"name": "Price it", "related_to": f"product:{product}"})

        assert await activities_of(company, "product", product) == ["Price it"]
        relations = (await company.get("/objects/product")).json()["relations"]
        assert [each["field"] for each in relations if each["name"] == "activities"] == ["related_to"]


class TestValues:
    @pytest.mark.parametrize("elsewhere", ["account", "deal", "activity", "user", "c_moon"])
    async def test_what_has_a_lookup_of_its_own_is_named_there(self, company, make, elsewhere):
        answer = await company.post(
            URL, json={"name": "Call", "related_to": f"{elsewhere}:0190b3a4-0000-7000-8000-000000000001"}
        )

        assert [each["code"] for each in answer.json()["errors"]] == ["mixed_lookup_elsewhere"]

    async def test_conditions_history_and_undo(self, company, make, ship, argo):
        (task,) = await make("activity", {"name": "Inspect", "related_to": f"{ship}:{argo}"})
        await make("activity", {"name": "Other"})
        for condition in (f'related_to == "{argo}"', f'related_to.object == "{ship}"', "related_to != null"):
            found = (await company.get(URL, params={"filter": condition})).json()["data"]
            assert [each["name"] for each in found] == ["Inspect"], condition

        cleared = await company.patch(f"{URL}/{task}", json={"related_to": None})
        assert cleared.json()["related_to"] is None
        history = (await company.get(f"{URL}/{task}/timeline")).json()["data"]
        (change,) = history[0]["change"]["fields"]
        assert (change["old"]["name"], change["new"]) == ("Argo", None)
        undone = await company.post(f"/change-sets/{cleared.headers['X-Change-Set']}/undo")
        assert undone.status_code == 200, undone.text
        assert (await company.get(f"{URL}/{task}")).json()["related_to"]["name"] == "Argo"

    async def test_many_objects_are_read_by_one_sub_select(self, company, make, monkeypatch):
        pointed = []
        for number in range(12):
            name = f"c_kind{number}"
            body = {"label": f"Kind {number}", "plural_label": f"Kinds {number}", "name": name}
            assert (await company.post("/objects", json=body)).status_code == 201
            (record,) = await make(name, {"name": f"Record {number}"})
            pointed.append({"name": f"Of {number:02}", "related_to": f"{name}:{record}"})
        await make("activity", *pointed)

        page = (await company.get(URL, params={"sort": "name", "fields": "name,related_to"})).json()["data"]

        assert [each["related_to"]["name"] for each in page] == [f"Record {number}" for number in range(12)]


class TestRights:
    async def test_who_does_not_see_the_record_reads_no_name(
        self, client_of, name_of_company, company, make, ship
    ):
        member = await client_of(name_of_company, role="member")
        await company.put(f"/sharing/{ship}", json={"sharing": "private"})
        (argo,) = await make(ship, {"name": "Argo"})
        (task,) = await make("activity", {"name": "Inspect", "related_to": f"{ship}:{argo}"})

        shown = await member.get(f"{URL}/{task}")
        if shown.status_code == 200:
            assert shown.json()["related_to"] == {
                "object": ship, "id": argo, "name": None, "restricted": True,
            }  # fmt: skip
        assert (await member.get(f"/objects/{ship}/records/{argo}/timeline")).status_code == 404
        assert (await member.get(f"/objects/{ship}/records/{argo}/related/activities")).status_code == 404
        refused = await member.post(URL, json={"name": "Mine", "related_to": f"{ship}:{argo}"})
        assert refused.json()["errors"][0]["code"] == "lookup_not_found"

    async def test_another_company_finds_nothing(self, client_of, company, ship, argo):
        other = await client_of("globex")
        answer = await other.post(URL, json={"name": "Spy", "related_to": f"{ship}:{argo}"})
        assert answer.json()["errors"][0]["code"] == "mixed_lookup_elsewhere"


class TestMyDay:
    async def test_tells_what_a_task_is_about(self, company, make, ship, argo):
        due = (datetime.now(UTC) - timedelta(days=2)).isoformat()
        await make("activity", {"name": "Inspect", "due_at": due, "related_to": f"{ship}:{argo}"})

        overdue = (await company.get("/my-day")).json()["overdue"]

        assert overdue[0]["related_to"] == {"object": ship, "id": argo, "name": "Argo"}


class TestFollows:
    async def test_a_merge(self, company, make, ship, argo):
        (winner,) = await make(ship, {"name": "Argo II"})
        (task,) = await make("activity", {"name": "Inspect", "related_to": f"{ship}:{argo}"})

        asked = {"winner": winner, "losers": [argo], "take": {}}
        merged = await company.post(f"/objects/{ship}/merges", json=asked)

        assert merged.status_code == 200, merged.text
        assert (await company.get(f"{URL}/{task}")).json()["related_to"]["name"] == "Argo II"
        assert await activities_of(company, ship, winner) == ["Inspect"]

    async def test_the_object_as_it_is_deleted_and_comes_back(self, company, make, ship, argo):
        (task,) = await make("activity", {"name": "Inspect", "related_to": f"{ship}:{argo}"})
        assert (await company.get(f"/objects/{ship}/uses")).json()["lookups"] == []
        assert (await company.delete(f"/objects/{ship}")).status_code in (200, 204)
        assert (await company.get(f"{URL}/{task}")).json()["related_to"] == {
            "object": ship, "id": argo, "name": None, "restricted": True,
        }  # fmt: skip

        restored = await company.post(f"/objects/{ship}/restore")

        assert restored.status_code in (200, 201), restored.text
        assert (await company.get(f"{URL}/{task}")).json()["related_to"]["name"] == "Argo"

    async def test_exports(self, company, make, ship, argo):
        await make("activity", {"name": "Inspect", "related_to": f"{ship}:{argo}"})
        answer = await company.get("/objects/activity/export", params={"fields": "name,related_to"})
        assert answer.content.decode("utf-8-sig").splitlines()[1:] == ["Inspect,c_ship:Argo"]
