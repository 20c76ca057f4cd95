"""Encrypted fields: what is kept, what is shown, who may reveal, what is never told, and how keys change."""

from __future__ import annotations

import json
import logging
from base64 import b64encode
from uuid import NAMESPACE_URL, uuid4, uuid5

import pytest

from guanxi.features.secrets import tasks
from guanxi.features.secrets.service import resealing
from guanxi.kernel.jobs import JobCancelled
from guanxi.kernel.jobs.runner import JobRunner
from guanxi.kernel.sealing import Keyring, keyring, use_keys

CONTACTS = "/objects/contact/records"
NUMBER = "310115199001011234"


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
    async def add(label="Identity card", **rest):
        body = {"type": "encrypted_text", "label": label, "shown_last": 4, **rest}
        answer = await company.post("/objects/contact/fields", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()["name"]

    return add


@pytest.fixture
def ring():
    before = keyring()
    yield before
    use_keys(before)


def key(name, letter):
    return f"{name}:{b64encode(letter * 32).decode()}"


async def make(client, **values):
    answer = await client.post(CONTACTS, json={"name": "Ada", **values})
    assert answer.status_code == 201, answer.text
    return answer.json()["ids"][0]


def reveal(client, contact, field):
    return client.post(f"{CONTACTS}/{contact}/reveals", json={"field": field})


class TestKeeping:
    async def test_shows_a_mask_and_keeps_no_plain_text(self, company, add, execute_as_owner):
        field = await add()
        contact = await make(company, **{field: NUMBER})

        shown = (await company.get(f"{CONTACTS}/{contact}")).json()[field]
        listed = (await company.get(CONTACTS, params={"fields": field})).json()["data"][0][field]

        assert (shown, listed) == ("•••• 1234", "•••• 1234")
        assert (await reveal(company, contact, field)).json() == {"value": NUMBER}
        for table in ("contact", "audit_log", "outbox", "search_doc", "unique_value", "change_set"):
            rows = await execute_as_owner(f"SELECT t::text AS row FROM guanxi.{table} t")
            assert NUMBER not in " ".join(row["row"] for row in rows)

    async def test_a_short_text_shows_nothing_of_itself(self, company, add):
        field = await add()
        contact = await make(company, **{field: "12345678"})
        assert (await company.get(f"{CONTACTS}/{contact}")).json()[field] == "••••"

    async def test_a_mask_is_not_taken_for_a_value(self, company, add):
        field = await add()
        refused = await company.post(CONTACTS, json={"name": "Ada", field: "•••• 1234"})
        assert refused.json()["errors"][0]["code"] == "secret_is_masked"

    async def test_history_tells_that_it_changed_and_undo_leaves_it(self, company, add, execute_as_owner):
        field = await add()
        contact = await make(company, **{field: NUMBER})
        changed = await company.patch(f"{CONTACTS}/{contact}", json={field: "320000000000005678"})

        history = (await company.get(f"{CONTACTS}/{contact}/timeline")).json()["data"]
        undone = await company.post(f"/change-sets/{changed.headers['X-Change-Set']}/undo")

        (change,) = history[0]["change"]["fields"]
        assert (change["old"], change["new"]) == ("•••• 1234", "•••• 5678")
        assert undone.json()["kept"][0]["fields"] == [field]
        rows = await execute_as_owner("SELECT diff::text AS diff FROM guanxi.audit_log")
        assert "content" not in " ".join(row["diff"] for row in rows)
        assert (await reveal(company, contact, field)).json()["value"] == "320000000000005678"

    async def test_refusals_do_not_repeat_what_was_typed(self, company, add):
        field = await add(pattern="[0-9]{18}")
        refused = await company.post(CONTACTS, json={"name": "Ada", field: "my secret"})
        assert refused.status_code == 422
        assert "my secret" not in refused.text

    async def test_exports_and_conditions_have_no_part_in_it(self, company, add):
        field = await add()
        await make(company, **{field: NUMBER})

        exported = await company.get("/objects/contact/export", params={"fields": f"name,{field}"})
        filtered = await company.get(CONTACTS, params={"filter": f'{field} == "{NUMBER}"'})
        formula = {"type": "formula", "label": "F", "formula": f"upper({field})"}
        sharing = await company.get(CONTACTS, params={"sort": field})

        assert NUMBER not in exported.content.decode("utf-8-sig")
        assert filtered.status_code == 400 or filtered.status_code == 422
        assert (await company.post("/objects/contact/fields", json=formula)).status_code == 422
        assert sharing.status_code in (400, 422)

    async def test_merging_takes_it_along(self, company, add):
        field = await add()
        loser, winner = await make(company, **{field: NUMBER}), await make(company)
        asked = {"winner": winner, "losers": [loser], "take": {}}
        assert (await company.post("/objects/contact/merges", json=asked)).status_code == 200
        assert (await reveal(company, winner, field)).json()["value"] == NUMBER

    async def test_nothing_of_it_is_logged(self, company, add, caplog):
        field = await add()
        with caplog.at_level(logging.DEBUG):
            contact = await make(company, **{field: NUMBER})
            await reveal(company, contact, field)
        assert NUMBER not in caplog.text


class TestRevealing:
    async def test_needs_the_right_and_leaves_a_trace(self, company, member, add):
        field = await add()
        contact = await make(company, **{field: NUMBER})

        refused = await reveal(member, contact, field)
        await reveal(company, contact, field)
        trail = (await company.get("/secret-reveals", params={"record_id": contact})).json()["data"]

        assert refused.status_code == 403
        assert (await member.get(f"{CONTACTS}/{contact}")).json()[field] == "•••• 1234"
        assert [(each["field"], each["record_id"]) for each in trail] == [(field, contact)]
        assert (await member.get("/secret-reveals")).status_code == 403

    async def test_of_other_companies_and_strangers(self, company, client_of, add):
        field = await add()
        contact = await make(company, **{field: NUMBER})
        other = await client_of("globex")
        await other.post("/objects/contact/fields", json={"type": "encrypted_text", "label": "Identity card"})

        assert (await reveal(other, contact, field)).status_code == 404
        assert (await reveal(await client_of(None), contact, field)).status_code == 401
        assert (await other.get("/secret-reveals")).json()["data"] == []

    async def test_of_what_is_not_there(self, company, add):
        field = await add()
        contact = await make(company)
        assert (await reveal(company, contact, field)).json()["code"] == "secret_empty"
        assert (await reveal(company, uuid4(), field)).status_code == 404
        assert (await reveal(company, contact, "name")).json()["code"] == "field_not_found"

    async def test_a_value_moved_to_another_field_does_not_open(self, company, add, execute_as_owner):
        """Who can write to the database cannot make the program open one field's value as another's."""
        field, other = await add(), await add(label="Other")
        contact = await make(company, **{field: NUMBER, other: "something else"})
        fields = (await company.get("/objects/contact")).json()["fields"]
        assert {field, other} <= {each["name"] for each in fields}
        rows = await execute_as_owner(
            "SELECT custom::text AS custom FROM guanxi.contact WHERE id = $1::uuid", contact
        )
        custom = json.loads(rows[0]["custom"])
        one, two = sorted(custom, key=int)[-2:]
        await execute_as_owner(
            "UPDATE guanxi.contact SET custom = $2::text::jsonb WHERE id = $1::uuid",
            contact,
            json.dumps(custom | {two: custom[one]}),
        )
        assert (await reveal(company, contact, other)).json()["code"] == "secret_unreadable"


class TestFinding:
    async def test_unique_values_are_found_by_the_whole_value(self, company, member, add):
        field = await add(unique=True)
        contact = await make(company, **{field: NUMBER})

        async def find(value, by=company):
            return await by.post("/objects/contact/secret-search", json={"field": field, "value": value})

        assert [each["id"] for each in (await find(NUMBER)).json()["data"]] == [contact]
        assert (await find(NUMBER[:-1])).json()["data"] == []
        assert (await find(NUMBER, member)).status_code == 403
        twice = await company.post(CONTACTS, json={"name": "Bob", field: NUMBER})
        assert twice.json()["errors"][0]["code"] in ("value_not_unique", "value_held_by")
        assert NUMBER not in twice.text
        trail = (await company.get("/secret-reveals")).json()["data"]
        assert [(each["record_id"], each["field"]) for each in trail] == [(contact, field)]

    async def test_who_tries_numbers_is_not_told_whose_they_are(self, company, member, add):
        """Neither by a new record nor by a file, which can hold all numbers that there are."""
        field = await add(unique=True)
        contact = await make(company, **{field: NUMBER})
        sheet = f"Note,Identity card\nfirst,{NUMBER}\nsecond,{NUMBER[:-1]}5\n"

        answer = await member.post(CONTACTS, json={"name": "Bob", field: NUMBER})
        form = {"data": {"object": "contact"}, "files": {"file": ("all.csv", sheet.encode())}}
        imported = (await member.post("/imports", **form)).json()["id"]
        mapping = {"mapping": {"Note": "description", "Identity card": field}, "match_by": [field]}
        chosen = await member.patch(f"/imports/{imported}", json=mapping)
        preview = (await member.get(f"/imports/{imported}/preview")).json()

        error = answer.json()["errors"][0]
        assert (error["code"], error["detail"]) == (
            "value_not_unique",
            "“•••• 1234” is already used by another record.",
        )
        assert chosen.json()["options"]["match_by"] == []
        assert not any("update" in each["outcome"] for each in preview["rows"])
        assert contact not in json.dumps(preview) and "Ada" not in json.dumps(preview)
        assert not any(NUMBER[:-1] in (each["name"] or "") for each in preview["rows"])

    async def test_others_are_not(self, company, add):
        field = await add()
        asked = {"field": field, "value": NUMBER}
        answer = await company.post("/objects/contact/secret-search", json=asked)
        assert answer.json()["code"] == "field_not_unique"
        by_key = await company.put(f"{CONTACTS}/by/{field}/{NUMBER}", json={"name": "Ada"})
        assert by_key.json()["code"] == "field_not_unique"
        later = await company.patch(f"/objects/contact/fields/{field}", json={"unique": True})
        assert later.json()["code"] == "field_option_unfit"


class TestClearing:
    async def test_whoever_may_write_it_takes_it_away(self, company, member, add):
        field = await add(unique=True)
        record = await make(member, **{field: NUMBER})

        cleared = await member.patch(f"{CONTACTS}/{record}", json={field: None})

        assert cleared.status_code == 200, cleared.text
        assert cleared.json()[field] is None
        assert (await reveal(company, record, field)).status_code == 404
        history = (await company.get(f"{CONTACTS}/{record}/timeline")).json()["data"]
        (change,) = history[0]["change"]["fields"]
        assert (change["old"], change["new"]) == ("•••• 1234", None)
        assert (await company.post(CONTACTS, json={"name": "Bob", field: NUMBER})).status_code == 201

    async def test_not_where_it_is_required(self, company, add):
        field = await add(required=True)
        record = await make(company, **{field: NUMBER})

        refused = await company.patch(f"{CONTACTS}/{record}", json={field: None})

        assert refused.json()["errors"][0]["code"] == "field_required"


class TestKeys:
    async def test_without_one_it_is_refused_with_a_reason(self, company, add, ring):
        field = await add()
        use_keys(Keyring({}, bytes))

        declared = await company.post(
            "/objects/contact/fields", json={"type": "encrypted_text", "label": "B"}
        )
        written = await company.post(CONTACTS, json={"name": "Ada", field: NUMBER})

        assert declared.json()["code"] == "secret_key_missing"
        assert written.json()["errors"][0]["code"] == "secret_key_missing"

    async def test_a_job_encrypts_anew_and_the_old_key_can_go(
        self, company, add, ring, database, execute_as_owner
    ):
        field = await add(unique=True)
        contacts = [await make(company, **{field: f"{n:018}"}) for n in range(3)]
        blind = ring.blind
        old = ",".join(f"{name}:{b64encode(each).decode()}" for name, each in ring.keys.items())
        use_keys(Keyring.parsed(f"{key('new', b'n')},{old}", blind))
        assert (await reveal(company, contacts[0], field)).json()["value"] == f"{0:018}"

        started = await company.post("/secret-resealing")
        assert started.status_code == 202, started.text
        (queued,) = await execute_as_owner(
            "SELECT id, tenant_id, created_by FROM guanxi.job WHERE id = $1::uuid", started.json()["job_id"]
        )
        await JobRunner(database).run(queued["tenant_id"], queued["created_by"], queued["id"])
        use_keys(Keyring.parsed(key("new", b"n"), blind))

        revealed = [(await reveal(company, each, field)).json()["value"] for each in contacts]
        assert revealed == [f"{n:018}" for n in range(3)]
        versions = [(await company.get(f"{CONTACTS}/{each}")).json()["version"] for each in contacts]
        assert versions == [1, 1, 1]
        twice = await company.post(CONTACTS, json={"name": "Bob", field: f"{1:018}"})
        assert twice.status_code == 422

    async def test_stopped_it_goes_on_from_there(
        self, company, add, ring, database, execute_as_owner, monkeypatch
    ):
        monkeypatch.setattr(resealing, "CHUNK", 2)
        field, other = await add(), await add(label="Passport")
        for n in range(5):
            await make(company, **{field: f"{n:018}", other: f"{n:018}"})
        old = ",".join(f"{name}:{b64encode(each).decode()}" for name, each in ring.keys.items())
        use_keys(Keyring.parsed(f"{key('new', b'n')},{old}", ring.blind))

        async def run(started):
            (queued,) = await execute_as_owner(
                "SELECT id, tenant_id, created_by FROM guanxi.job WHERE id = $1::uuid", started["job_id"]
            )
            await JobRunner(database).run(queued["tenant_id"], queued["created_by"], queued["id"])

        before = (await company.get("/secret-resealing")).json()
        assert (before["key"], before["fields"], before["job"], before["resumable"]) == (
            "new",
            2,
            None,
            False,
        )
        first = (await company.post("/secret-resealing")).json()
        assert (await company.post("/secret-resealing")).json() == first

        reseal_next, calls = tasks.reseal_next, []

        async def stopped_after_two(scope, *rest):
            calls.append(rest)
            if len(calls) == 3:
                raise JobCancelled("enough")
            return await reseal_next(scope, *rest)

        monkeypatch.setattr(tasks, "reseal_next", stopped_after_two)
        await run(first)
        stopped = (await company.get("/secret-resealing")).json()
        assert (stopped["job"]["state"], stopped["resumable"]) == ("cancelled", True)
        assert (stopped["job"]["done"], stopped["job"]["total"], stopped["job"]["written"]) == (4, 10, 4)

        second = (await company.post("/secret-resealing")).json()
        assert second != first
        await run(second)

        ended = (await company.get("/secret-resealing")).json()
        assert (ended["job"]["state"], ended["resumable"]) == ("succeeded", False)
        assert (ended["job"]["done"], ended["job"]["written"], ended["job"]["unreadable"]) == (10, 10, 0)

    async def test_a_waiting_one_is_stopped_at_once(self, company, add, ring):
        await add()
        await company.post("/secret-resealing")

        stopped = await company.delete("/secret-resealing")

        assert stopped.status_code == 200, stopped.text
        assert (stopped.json()["job"]["state"], stopped.json()["resumable"]) == ("cancelled", False)

    @pytest.mark.parametrize("method", ["get", "post", "delete"])
    async def test_is_the_administrators_matter(self, client_of, company, member, method):
        assert (await getattr(member, method)("/secret-resealing")).status_code == 403
        anonymous = await client_of(None)
        assert (await getattr(anonymous, method)("/secret-resealing")).status_code == 401

    async def test_another_company_sees_nothing_of_it(self, client_of, company, add):
        await add()
        await company.post("/secret-resealing")
        assert (await (await client_of("globex")).get("/secret-resealing")).json()["job"] is None

    def test_what_is_no_key_is_refused(self):
        for text in (
            "abc",
            "k1:abc",
            "K 1:" + b64encode(b"x" * 32).decode(),
            key("a", b"x") + "," + key("a", b"y"),
        ):
            with pytest.raises(ValueError, match="key"):
                Keyring.parsed(text, bytes)
