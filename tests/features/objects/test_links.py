"""Custom lookups: links beside the values, related lists, conditions and joins by them."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid4, uuid5

import pytest

from guanxi.features.objects import tasks
from guanxi.features.objects.service.linking import link_older_fields
from guanxi.kernel.jobs.runner import JobRunner

DEALS, ACCOUNTS = "/objects/deal/records", "/objects/account/records"


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
def add(company):
    async def add(label="Partner", of="deal", type="lookup", **rest):
        rest = {"target": "account", **rest} if type in ("lookup", "links") else rest
        answer = await company.post(f"/objects/{of}/fields", json={"type": type, "label": label, **rest})
        assert answer.status_code == 201, answer.text
        return answer.json()["name"]

    return add


@pytest.fixture
def make(company):
    async def make(object_name, *records):
        answer = await company.post(f"/objects/{object_name}/records", json=list(records))
        assert answer.status_code == 201, answer.text
        return answer.json()["ids"]

    return make


@pytest.fixture
def names(company):
    async def names(path, **params):
        answer = await company.get(path, params={"sort": "name", **params})
        assert answer.status_code == 200, answer.text
        return [each["name"] for each in answer.json()["data"]]

    return names


@pytest.fixture
def links(execute_as_owner):
    async def links(*from_ids):
        rows = await execute_as_owner(
            "SELECT to_id::text FROM guanxi.record_link WHERE from_id = ANY ($1::uuid[]) ORDER BY from_id, to_id",
            from_ids,
        )
        return [row["to_id"] for row in rows]

    return links


class TestOlderLookups:
    async def test_links_are_written_by_a_job(
        self, company, add, make, names, links, database, execute_as_owner, monkeypatch
    ):
        field = await add()
        (acme,) = await make("account", {"name": "Acme"})
        deals = await make("deal", *({"name": f"Deal {n}", field: acme if n % 2 else None} for n in range(9)))
        tenant = (await execute_as_owner("SELECT tenant_id FROM guanxi.deal WHERE id = $1", deals[0]))[0][
            "tenant_id"
        ]
        await execute_as_owner("DELETE FROM guanxi.record_link WHERE tenant_id = $1", tenant)
        await execute_as_owner(  # as the release before left it
            "UPDATE guanxi.field_def SET slot_state = 'none' WHERE tenant_id = $1 AND api_name = $2",
            tenant,
            field,
        )
        await add(label="Another", of="contact")  # so that everybody reads the fields anew
        odd = [f"Deal {n}" for n in range(1, 9, 2)]
        assert await names(f"{ACCOUNTS}/{acme}/related/deal_{field}") == odd  # by reading all values

        monkeypatch.setattr("guanxi.features.objects.service.walking.SECONDS_REMEMBERED", 0.0)
        monkeypatch.setattr(tasks, "CHUNK", 4)
        await link_older_fields(database)
        (job,) = await execute_as_owner(
            "SELECT id, created_by FROM guanxi.job WHERE tenant_id = $1 AND state = 'queued'", tenant
        )
        assert await link_older_fields(database) == 0  # one is under way
        await JobRunner(database).run(tenant, job["created_by"], job["id"])

        assert await links(*deals) == [acme] * 4
        (state,) = await execute_as_owner(
            "SELECT slot_state FROM guanxi.field_def WHERE tenant_id = $1 AND api_name = $2", tenant, field
        )
        assert state["slot_state"] == "ready"
        assert await names(f"{ACCOUNTS}/{acme}/related/deal_{field}") == odd


class TestLookups:
    async def test_related_list(self, company, add, make, names):
        field = await add()
        acme, globex = await make("account", {"name": "Acme"}, {"name": "Globex"})
        await make(
            "deal",
            {"name": "One", field: acme},
            {"name": "Two", field: acme},
            {"name": "Three", field: globex},
        )

        meta = (await company.get("/objects/account")).json()
        relation = next(each for each in meta["relations"] if each["field"] == field)

        assert relation == {
            "name": f"deal_{field}",
            "object": "deal",
            "field": field,
            "label": "Deals (Partner)",
        }
        assert await names(f"{ACCOUNTS}/{acme}/related/{relation['name']}") == ["One", "Two"]
        assert await names(f"{ACCOUNTS}/{globex}/related/{relation['name']}", filter='name == "One"') == []

    async def test_conditions_and_joins(self, add, make, names):
        field = await add()
        acme, globex = await make("account", {"name": "Acme", "industry": "retail"}, {"name": "Globex"})
        await make("deal", {"name": "One", field: acme}, {"name": "Two", field: globex}, {"name": "Three"})

        assert await names(DEALS, filter=f'{field} == "{acme}"') == ["One"]
        assert await names(DEALS, filter=f'{field} != "{acme}"') == ["Three", "Two"]
        assert await names(DEALS, filter=f'{field} in ["{acme}", "{globex}"]') == ["One", "Two"]
        assert await names(DEALS, filter=f"{field} == null") == ["Three"]
        assert await names(DEALS, filter=f'{field}.name.startsWith("A")') == ["One"]
        assert await names(DEALS, filter=f'{field}.industry != "retail"') == ["Three", "Two"]
        assert await names(DEALS, sort=f"-{field}") == ["Two", "One", "Three"]

    async def test_follow_every_write(self, company, add, make, links):
        field = await add()
        acme, globex = await make("account", {"name": "Acme"}, {"name": "Globex"})
        (deal,) = await make("deal", {"name": "One", field: acme})
        assert await links(deal) == [acme]

        changed = await company.patch(f"{DEALS}/{deal}", json={field: globex})
        assert await links(deal) == [globex]

        await company.post(f"/change-sets/{changed.headers['X-Change-Set']}/undo")
        assert await links(deal) == [acme]

        mass = {"ids": [deal], "values": {field: None}}
        await company.post("/objects/deal/mass-updates", json=mass)
        assert await links(deal) == []

    async def test_stay_with_records_in_the_bin(self, company, add, make, links, names):
        field = await add()
        (acme,) = await make("account", {"name": "Acme"})
        (deal,) = await make("deal", {"name": "One", field: acme})

        await company.delete(f"{DEALS}/{deal}")
        assert await names(f"{ACCOUNTS}/{acme}/related/deal_{field}") == []
        await company.post(f"{DEALS}/{deal}/restoration")

        assert await names(f"{ACCOUNTS}/{acme}/related/deal_{field}") == ["One"]
        assert await links(deal) == [acme]

    async def test_same_numbers_of_two_objects(self, add, make, names):
        """Fields are numbered for each object by itself."""
        of_deals, of_contacts = await add(), await add(of="contact")
        (acme,) = await make("account", {"name": "Acme"})
        await make("deal", {"name": "One", of_deals: acme})
        await make("contact", {"name": "Ann", of_contacts: acme})

        assert await names(f"{ACCOUNTS}/{acme}/related/deal_{of_deals}") == ["One"]
        assert await names(f"{ACCOUNTS}/{acme}/related/contact_{of_contacts}") == ["Ann"]

    async def test_deleted_fields_keep_their_links(self, company, add, make, names):
        field = await add()
        (acme,) = await make("account", {"name": "Acme"})
        await make("deal", {"name": "One", field: acme})

        await company.delete(f"/objects/deal/fields/{field}")
        gone = await company.get(f"{ACCOUNTS}/{acme}/related/deal_{field}")
        await company.post(f"/objects/deal/fields/{field}/restore")

        assert gone.status_code == 404
        assert await names(f"{ACCOUNTS}/{acme}/related/deal_{field}") == ["One"]


class TestLists:
    """Any number of records in one field."""

    @pytest.fixture
    async def field(self, add):
        return await add(label="Venues", type="links")

    @pytest.fixture
    def venues(self, company, field):
        async def venues(deal, by=company):
            shown = (await by.get(f"{DEALS}/{deal}")).json()[field]
            assert shown["count"] == {"value": len(shown["items"]), "capped": False}
            return [each["name"] for each in shown["items"]]

        return venues

    async def test_whole_and_by_what_changes(self, company, field, make, venues):
        a, b, c = await make("account", {"name": "A"}, {"name": "B"}, {"name": "C"})
        (deal,) = await make("deal", {"name": "One", field: [a, {"id": b}]})
        assert await venues(deal) == ["A", "B"]

        await company.patch(f"{DEALS}/{deal}", json={field: {"add": [c, b], "remove": [a]}})
        assert await venues(deal) == ["B", "C"]

        await company.patch(f"{DEALS}/{deal}", json={field: [a]})
        assert await venues(deal) == ["A"]

        nothing = await company.patch(f"{DEALS}/{deal}", json={field: {"add": [a], "remove": [c]}})
        assert "X-Change-Set" not in nothing.headers

        await company.patch(f"{DEALS}/{deal}", json={field: None})
        assert await venues(deal) == []

    async def test_conditions(self, field, make, names):
        a, b = await make("account", {"name": "A"}, {"name": "B"})
        await make("deal", {"name": "Both", field: [a, b]}, {"name": "One", field: [b]}, {"name": "None"})

        assert await names(DEALS, filter=f'"{b}" in {field}') == ["Both", "One"]
        assert await names(DEALS, filter=f'!("{a}" in {field})') == ["None", "One"]
        assert await names(DEALS, filter=f'{field}.hasAny(["{a}", "{b}"])') == ["Both", "One"]
        assert await names(DEALS, filter=f'{field}.hasAll(["{a}", "{b}"])') == ["Both"]
        assert await names(DEALS, filter=f"size({field}) >= 2") == ["Both"]
        assert await names(DEALS, filter=f"{field}.size() == 0") == ["None"]
        assert await names(DEALS, filter=f"{field} != null") == ["Both", "One"]

    async def test_lists_on_both_sides(self, field, make, names):
        a, b = await make("account", {"name": "A"}, {"name": "B"})
        one, two = await make("deal", {"name": "One", field: [a, b]}, {"name": "Two", field: [b]})

        assert await names(f"{ACCOUNTS}/{b}/related/deal_{field}") == ["One", "Two"]
        assert await names(f"{DEALS}/{one}/related/{field}") == ["A", "B"]
        assert await names(f"{DEALS}/{two}/related/{field}", filter='name == "A"') == []

    async def test_history_and_undo(self, company, field, make, venues):
        a, b, c = await make("account", {"name": "A"}, {"name": "B"}, {"name": "C"})
        (deal,) = await make("deal", {"name": "One", field: [a, b]})
        changed = await company.patch(f"{DEALS}/{deal}", json={field: [b, c], "next_step": "Call"})
        since = await company.patch(f"{DEALS}/{deal}", json={field: {"add": [a]}})
        assert since.status_code == 200

        entry = (await company.get(f"{DEALS}/{deal}/timeline")).json()["data"][1]["change"]["fields"]
        told = next(each for each in entry if each["field"] == field)
        assert ([each["name"] for each in told["old"]], [each["name"] for each in told["new"]]) == (
            ["A"],
            ["C"],
        )

        undone = (await company.post(f"/change-sets/{changed.headers['X-Change-Set']}/undo")).json()
        assert undone["kept"][0]["fields"] == ["Venues"] or undone["kept"][0]["fields"] == [field]
        assert await venues(deal) == ["A", "B"]

    async def test_undo_is_exact(self, company, field, make, links):
        a, b, c = await make("account", {"name": "A"}, {"name": "B"}, {"name": "C"})
        (deal,) = await make("deal", {"name": "One", field: [a, b]})
        changed = await company.patch(f"{DEALS}/{deal}", json={field: [c]})

        undone = (await company.post(f"/change-sets/{changed.headers['X-Change-Set']}/undo")).json()

        assert undone["kept"] == []
        assert await links(deal) == sorted([a, b])

    async def test_what_is_not_seen_stays(self, company, member, field, make, venues, links):
        """Neither named, nor counted, nor linked, nor unlinked."""
        await company.put("/sharing/account", json={"sharing": "private"})
        (theirs,) = await make("account", {"name": "Theirs"})
        (own,) = (await member.post(ACCOUNTS, json={"name": "Own"})).json()["ids"]
        (deal,) = await make("deal", {"name": "One", field: [theirs]})

        refused = await member.patch(f"{DEALS}/{deal}", json={field: {"add": [theirs, str(uuid4())]}})
        await member.patch(f"{DEALS}/{deal}", json={field: [own]})
        await member.patch(f"{DEALS}/{deal}", json={field: {"remove": [theirs]}})
        by_member = (await member.get(DEALS, params={"filter": f'"{theirs}" in {field}'})).json()["data"]

        assert refused.status_code == 422
        assert await venues(deal, member) == ["Own"]
        assert await links(deal) == sorted([theirs, own])
        assert by_member == []

    async def test_what_lies_in_the_bin_stays(self, company, field, make, venues, links):
        a, b = await make("account", {"name": "A"}, {"name": "B"})
        (deal,) = await make("deal", {"name": "One", field: [a]})
        await company.delete(f"{ACCOUNTS}/{a}")

        await company.patch(f"{DEALS}/{deal}", json={field: [b]})
        assert await venues(deal) == ["B"]
        await company.post(f"{ACCOUNTS}/{a}/restoration")

        assert await venues(deal) == ["A", "B"]

    async def test_names_the_first_and_counts(self, company, field, make):
        accounts = await make("account", *({"name": f"A {n:03}"} for n in range(30)))
        (deal,) = await make("deal", {"name": "One", field: accounts})

        shown = (await company.get(f"{DEALS}/{deal}")).json()[field]

        assert [each["name"] for each in shown["items"]] == [f"A {n:03}" for n in range(20)]
        assert shown["count"] == {"value": 30, "capped": False}

    async def test_exported(self, company, field, make):
        a, b = await make("account", {"name": "A"}, {"name": "B"})
        await make("deal", {"name": "One", field: [a, b]})

        file = await company.get("/objects/deal/export", params={"fields": f"name,{field}"})

        assert "A; B" in file.text
