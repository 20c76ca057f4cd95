"""Records that are parts of others: deleted, restored and shared with them."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest

from guanxi.features.records.service import details as service
from guanxi.kernel.changes import following
from guanxi.kernel.jobs.runner import JobRunner

DEALS, ACCOUNTS = "/objects/deal/records", "/objects/account/records"
PART = {"type": "lookup", "label": "Customer", "target": "account", "required": True, "detail_of": True}


@pytest.fixture
def name_of_company(request):
    return f"c{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, name_of_company):
    return await client_of(name_of_company)


@pytest.fixture
async def member(client_of, name_of_company, company):
    return await client_of(name_of_company, role="member")


@pytest.fixture
def make(company):
    async def make(object_name, *records, by=company):
        answer = await by.post(f"/objects/{object_name}/records", json=list(records))
        assert answer.status_code == 201, answer.text
        return answer.json()["ids"]

    return make


@pytest.fixture
def add(company):
    async def add(of="deal", **rest):
        answer = await company.post(f"/objects/{of}/fields", json={**PART, **rest})
        assert answer.status_code == 201, answer.text
        return answer.json()["name"]

    return add


async def names(client, path=DEALS, **params):
    answer = await client.get(path, params={"sort": "name", **params})
    assert answer.status_code == 200, answer.text
    return [each["name"] for each in answer.json()["data"]]


async def me(client):
    return (await client.get("/me")).json()["user"]["id"]


async def set_sharing(company, **sharing):
    answer = await company.put("/sharing-defaults", json=sharing)
    assert answer.status_code < 300, answer.text


class TestDeclaring:
    async def test_only_required_lookups_to_others(self, company):
        for wrong in ({"required": False}, {"target": "deal"}, {"target": "user"}):
            answer = await company.post("/objects/deal/fields", json={**PART, **wrong})
            assert (answer.status_code, answer.json()["code"]) == (422, "detail_unfit"), wrong

    async def test_one_master_and_no_circle(self, company, add):
        await add()

        second = await company.post("/objects/deal/fields", json={**PART, "label": "Other"})
        circle = await company.post("/objects/account/fields", json={**PART, "target": "deal"})

        assert second.json()["code"] == "detail_has_master"
        assert circle.json()["code"] == "detail_circle"

    async def test_no_rules_of_their_own(self, company, add):
        await add()

        rule = {"object": "deal", "name": "All", "shared_with": {"kind": "everyone"}, "level": "read"}
        answer = await company.post("/sharing-rules", json=rule)

        assert answer.json()["code"] == "object_shared_by_master"


class TestDeletion:
    async def test_takes_details_along_and_brings_them_back(self, company, add, make):
        field = await add()
        acme, globex = await make("account", {"name": "Acme"}, {"name": "Globex"})
        one, two, *_ = await make(
            "deal",
            {"name": "One", field: acme},
            {"name": "Two", field: acme},
            {"name": "Other", field: globex},
        )
        await company.delete(f"{DEALS}/{one}")  # by itself, and so it stays when the account comes back

        deleted = (await company.delete(f"{ACCOUNTS}/{acme}")).json()
        assert await names(company) == ["Other"]
        await company.post(f"{ACCOUNTS}/{acme}/restoration")

        assert await names(company) == ["Other", "Two"]
        change = (await company.get(f"/change-sets/{deleted['change_set_id']}")).json()
        assert "2 deleted" in str(change)

    async def test_is_taken_back_with_its_details(self, company, add, make):
        field = await add()
        (acme,) = await make("account", {"name": "Acme"})
        await make("deal", {"name": "One", field: acme}, {"name": "Two", field: acme})

        change_set = (await company.delete(f"{ACCOUNTS}/{acme}")).json()["change_set_id"]
        assert await names(company) == []
        undone = await company.post(f"/change-sets/{change_set}/undo")

        assert undone.json()["reverted"] == 3
        assert await names(company) == ["One", "Two"]

    async def test_of_parts_of_parts(self, company, add, make):
        of_deal = await add()
        of_activity = await add(of="activity", target="deal", label="Project")
        (acme,) = await make("account", {"name": "Acme"})
        (one,) = await make("deal", {"name": "One", of_deal: acme})
        await make("activity", {"name": "Call", of_activity: one})

        await company.delete(f"{ACCOUNTS}/{acme}")
        assert await names(company, "/objects/activity/records") == []
        await company.post(f"{ACCOUNTS}/{acme}/restoration")

        assert await names(company, "/objects/activity/records") == ["Call"]

    async def test_is_refused_to_who_may_not_delete_details(self, company, member, add, make):
        field = await add()
        (acme,) = await make("account", {"name": "Acme"})
        await make("deal", {"name": "One", field: acme})
        sets = {
            "objects": {"*": ["create", "read", "update", "delete"], "deal": ["create", "read", "update"]}
        }
        answer = await company.patch("/permission-sets/member", json={"definition": sets})
        assert answer.status_code == 200, answer.text

        refused = await member.delete(f"{ACCOUNTS}/{acme}")

        assert refused.status_code == 422
        assert "1 Deals are parts of this record" in refused.text
        assert await names(company) == ["One"]

    async def test_details_do_not_come_back_alone(self, company, add, make):
        field = await add()
        (acme,) = await make("account", {"name": "Acme"})
        (one,) = await make("deal", {"name": "One", field: acme})
        await company.delete(f"{ACCOUNTS}/{acme}")

        refused = await company.post(f"{DEALS}/{one}/restoration")

        assert refused.json()["errors"][0]["code"] == "master_deleted"

    async def test_undoing_a_creation_leaves_a_master_of_others(self, company, add, make):
        field = await add()
        made = (await company.post(ACCOUNTS, json={"name": "Acme"})).json()
        await make("deal", {"name": "One", field: made["ids"][0]})

        undone = (await company.post(f"/change-sets/{made['change_set_id']}/undo")).json()

        assert undone["kept"][0]["reason"] == "Other records have become parts of it since."
        assert await names(company) == ["One"]


class TestVeryMany:
    """More than one transaction takes."""

    @pytest.fixture(autouse=True)
    def few(self, monkeypatch):
        monkeypatch.setattr(following, "MOST_DETAILS", 3)
        monkeypatch.setattr(service, "MOST_DETAILS", 3)
        monkeypatch.setattr(service, "AT_ONCE", 3)

    async def test_go_and_come_as_a_job(self, company, add, make, database, execute_as_owner):
        of_deal = await add()
        of_activity = await add(of="activity", target="deal", label="Project")
        (acme,) = await make("account", {"name": "Acme"})
        deals = await make("deal", *({"name": f"Deal {n}", of_deal: acme} for n in range(5)))
        await make("activity", {"name": "Call", of_activity: deals[0]})

        async def job_of(answer):
            assert answer.status_code == 202, answer.text
            (row,) = await execute_as_owner(
                "SELECT tenant_id, id, created_by FROM guanxi.job WHERE id = $1", answer.json()["job_id"]
            )
            await JobRunner(database).run(*(row[name] for name in ("tenant_id", "created_by", "id")))

        deleted = await company.delete(f"{ACCOUNTS}/{acme}")
        await job_of(deleted)
        assert await names(company) == await names(company, ACCOUNTS) == []

        await job_of(await company.post(f"{ACCOUNTS}/{acme}/restoration"))
        assert len(await names(company)) == 5
        assert await names(company, "/objects/activity/records") == ["Call"]

        change_set = (await company.get(f"/change-sets/{deleted.json()['change_set_id']}")).json()
        assert "7 deleted" in str(change_set)

    async def test_death_after_the_last_step(self, company, add, make, run_dying_at_the_end):
        """All is deleted, and the end of the job was not written down: it ends well when it is run again."""
        of_deal = await add()
        (acme,) = await make("account", {"name": "Acme"})
        await make("deal", *({"name": f"Deal {n}", of_deal: acme} for n in range(5)))
        job_id = (await company.delete(f"{ACCOUNTS}/{acme}")).json()["job_id"]

        await run_dying_at_the_end(job_id)

        job = (await company.get(f"/jobs/{job_id}")).json()
        assert (job["state"], job["result"]["details"]) == ("succeeded", 5)
        assert await names(company) == await names(company, ACCOUNTS) == []

    async def test_many_masters_at_once(self, company, add, make):
        of_deal = await add()
        accounts = await make("account", *({"name": f"A {n}"} for n in range(3)))
        await make("deal", *({"name": f"Deal {n}", of_deal: accounts[n % 3]} for n in range(6)))

        answer = await company.post("/objects/account/mass-updates", json={"ids": accounts, "delete": True})

        assert answer.status_code == 202, answer.text


class TestMoving:
    async def test_only_where_allowed(self, company, add, make):
        fixed = await add()
        acme, globex = await make("account", {"name": "Acme"}, {"name": "Globex"})
        (one,) = await make("deal", {"name": "One", fixed: acme})

        refused = await company.patch(f"{DEALS}/{one}", json={fixed: globex})
        await company.patch(f"/objects/deal/fields/{fixed}", json={"reparentable": True})
        moved = await company.patch(f"{DEALS}/{one}", json={fixed: globex})

        assert refused.json()["errors"][0]["code"] == "detail_not_movable"
        assert moved.status_code == 200
        assert await names(company, f"{ACCOUNTS}/{globex}/related/deal_{fixed}") == ["One"]
