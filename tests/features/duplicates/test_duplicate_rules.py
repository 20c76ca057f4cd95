"""Records that are the same: warned of, refused, found, merged."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest

from guanxi import catalogue
from guanxi.kernel.jobs.worker import WorkerThread

ACCOUNTS = "/objects/account/records"
CONTACTS = "/objects/contact/records"
BY_COMPANY = {"fields": [{"field": "name", "by": "company"}]}
BY_PHONE = {"fields": [{"field": "phone", "by": "phone"}]}


@pytest.fixture
def company_name(request):
    return f"u{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, company_name):
    return await client_of(company_name)


@pytest.fixture
def rule(company):
    async def rule(*groups, action="warn", object="account", name="same"):
        answer = await company.put(
            f"/definitions/duplicate_rule/{name}",
            json={"object": object, "label": "Same name", "body": {"any_of": list(groups), "action": action}},
        )
        assert answer.status_code == 200, answer.text

    return rule


@pytest.fixture
def make(company):
    async def make(**values):
        answer = await company.post(ACCOUNTS, json=values)
        assert answer.status_code == 201, answer.text
        return answer.json()["ids"][0]

    return make


def codes(answer):
    return [each["code"] for each in answer.json()["errors"]]


class TestWriting:
    async def test_a_warning_can_be_confirmed(self, company, rule, make):
        await rule(BY_COMPANY)
        first = await make(name="Acme Co., Ltd.")

        answer = await company.post(ACCOUNTS, json={"name": "ACME"})
        assert (answer.status_code, codes(answer)) == (422, ["duplicate_found"])
        error = answer.json()["errors"][0]
        assert error["candidates"] == [{"id": first, "name": "Acme Co., Ltd."}]
        assert "Acme Co., Ltd." in error["detail"]

        again = await company.post(ACCOUNTS, json={"name": "ACME"}, headers={"X-Allow-Duplicates": "true"})
        assert again.status_code == 201, again.text

    async def test_a_refusal_cannot(self, company, rule, make):
        await rule(BY_COMPANY, action="refuse")
        await make(name="Acme Inc")
        answer = await company.post(ACCOUNTS, json={"name": "acme"}, headers={"X-Allow-Duplicates": "true"})
        assert codes(answer) == ["duplicate_refused"]

    async def test_any_group_and_all_of_its_fields(self, company, rule, make):
        await rule({"fields": [{"field": "name"}, {"field": "phone", "by": "phone"}]}, BY_PHONE)
        await make(name="Acme", phone="+1 555 010 0100")
        assert (await company.post(ACCOUNTS, json={"name": "Acme"})).status_code == 201
        answer = await company.post(ACCOUNTS, json={"name": "Other", "phone": "555-010-0100"})
        assert codes(answer) == ["duplicate_found"]

    async def test_changes_are_asked_only_where_they_matter(self, company, rule, make):
        await rule(BY_COMPANY)
        first, second = await make(name="Acme"), await make(name="Globex")
        assert (await company.patch(f"{ACCOUNTS}/{first}", json={"phone": "+1 555 0100"})).status_code == 200
        assert codes(await company.patch(f"{ACCOUNTS}/{second}", json={"name": "acme ltd"})) == [
            "duplicate_found"
        ]
        # The old name is free again.
        renamed = await company.patch(f"{ACCOUNTS}/{first}", json={"name": "Initech"})
        assert renamed.status_code == 200
        assert (await company.patch(f"{ACCOUNTS}/{second}", json={"name": "acme ltd"})).status_code == 200

    async def test_two_of_one_batch_and_of_the_bin(self, company, rule, make):
        await rule(BY_COMPANY)
        answer = await company.post(ACCOUNTS, json=[{"name": "Acme"}, {"name": "Acme Ltd"}])
        assert [(each["row"], each["code"]) for each in answer.json()["errors"]] == [(1, "duplicate_found")]
        gone = await make(name="Globex")
        await company.delete(f"{ACCOUNTS}/{gone}")
        assert (await company.post(ACCOUNTS, json={"name": "Globex"})).status_code == 201

    async def test_what_one_does_not_see_is_not_named(self, company, rule, client_of, company_name):
        private = await company.put("/sharing/lead", json={"sharing": "private"})
        assert private.status_code == 200, private.text
        await rule({"fields": [{"field": "name"}]}, object="lead")
        await rule(
            {"fields": [{"field": "email", "by": "email"}]}, object="lead", action="refuse", name="strict"
        )
        hidden = {"name": "Hidden Person", "email": "hidden@person.example"}
        made = await company.post("/objects/lead/records", json=hidden)
        assert made.status_code == 201, made.text
        member = await client_of(company_name, role="member")

        refused = await member.post("/objects/lead/records", json=hidden)
        assert codes(refused) == ["duplicate_refused_unseen"]
        assert refused.json()["errors"][0]["candidates"] == []
        found = await member.post("/objects/lead/duplicate-checks", json={"values": hidden})
        assert found.json() == {"data": []}
        # Of what he does not see he is not warned.
        again = await member.post("/objects/lead/records", json={"name": "Hidden Person"})
        assert again.status_code == 201


class TestWhileTyping:
    async def test_candidates(self, company, rule, make, client_of):
        await rule(BY_COMPANY)
        first = await make(name="华信科技有限公司")
        url = "/objects/account/duplicate-checks"
        found = (await company.post(url, json={"values": {"name": "华信科技", "phone": "?"}})).json()["data"]
        assert found == [{"id": first, "name": "华信科技有限公司", "rule": "Same name", "fields": ["name"]}]
        assert (
            await company.post(url, json={"values": {"name": "华信科技"}, "record_id": first})
        ).json() == {"data": []}
        other = await client_of("otherduplicates")
        assert (await other.post(url, json={"values": {"name": "华信科技"}})).json() == {"data": []}


class TestExisting:
    @pytest.fixture
    def worker(self, app, database_url, monkeypatch):
        monkeypatch.setattr("guanxi.features.objects.service.walking.SECONDS_REMEMBERED", 0.0)
        thread = WorkerThread(database_url, prepare=catalogue.load, heartbeat_seconds=1)
        thread.start()
        yield thread
        thread.stop()

    async def test_groups_of_what_was_there_before_the_rule(self, company, rule, make, worker, eventually):
        ids = [await make(name=name) for name in ("Acme", "ACME Inc.", "Globex", "Globex Ltd", "Alone")]
        await rule(BY_COMPANY)

        async def both_are_found():
            groups = (await company.get("/objects/account/duplicates")).json()["data"]
            return sorted(sorted(each["id"] for each in group["records"]) for group in groups) == sorted(
                [sorted(ids[:2]), sorted(ids[2:4])]
            )

        await eventually(both_are_found)
        first = (await company.get("/objects/account/duplicates?limit=1")).json()
        rest = (
            await company.get(
                "/objects/account/duplicates", params={"limit": 1, "cursor": first["next_cursor"]}
            )
        ).json()
        assert (len(first["data"]), len(rest["data"]), rest["next_cursor"]) == (1, 1, None)


class TestMerging:
    async def test_one_of_two_and_back(self, company, make):
        winner = await make(name="Acme", phone="+1 555 0100")
        loser = await make(name="Acme Inc", website="https://acme.example", phone="+1 555 0199")
        contact = (await company.post(CONTACTS, json={"name": "Jo", "account": loser})).json()["ids"][0]

        answer = await company.post(
            "/objects/account/merges", json={"winner": winner, "losers": [loser], "take": {"phone": loser}}
        )
        assert answer.status_code == 200, answer.text
        assert (answer.json()["merged"], answer.json()["repointed"]) == (1, 1)
        kept = (await company.get(f"{ACCOUNTS}/{winner}")).json()
        assert (kept["name"], kept["phone"], kept["website"]) == (
            "Acme",
            "+1 555 0199",
            "https://acme.example",
        )
        assert (await company.get(f"{ACCOUNTS}/{loser}")).status_code == 404
        assert (await company.get(f"{CONTACTS}/{contact}")).json()["account"]["id"] == winner

        undone = await company.post(f"/change-sets/{answer.headers['X-Change-Set']}/undo")
        assert undone.json()["kept"] == []
        assert (await company.get(f"{ACCOUNTS}/{loser}")).json()["name"] == "Acme Inc"
        assert (await company.get(f"{CONTACTS}/{contact}")).json()["account"]["id"] == loser
        assert (await company.get(f"{ACCOUNTS}/{winner}")).json()["phone"] == "+1 555 0100"

    async def test_unique_values_go_over(self, company):
        made = await company.post(
            "/objects/deal/records",
            json=[{"name": "A", "amount": "10.50"}, {"name": "A", "external_id": "X1", "amount": "99.99"}],
        )
        winner, loser = made.json()["ids"]
        answer = await company.post(
            "/objects/deal/merges", json={"winner": winner, "losers": [loser], "take": {"amount": loser}}
        )
        assert answer.status_code == 200, answer.text
        kept = (await company.get(f"/objects/deal/records/{winner}")).json()
        assert (kept["external_id"], kept["amount"]) == ("X1", "99.99")

    async def test_links_files_and_activities_go_along_and_come_back(self, company, make):
        made = [
            await company.post("/objects", json={"label": "Fair", "name": "c_fair"}),
            await company.post("/objects/c_fair/fields", json={"type": "links", "target": "account", "label": "Guests", "name": "c_guests"}),
            await company.post("/objects/account/fields", json={"type": "links", "target": "account", "label": "Friends", "name": "c_friends"}),
            await company.post("/objects/account/fields", json={"type": "lookup", "target": "account", "label": "Owner", "name": "c_parent"}),
        ]  # fmt: skip
        assert all(each.status_code == 201 for each in made), [each.text for each in made]
        friend, other = await make(name="Friend"), await make(name="Other")
        loser = await make(name="Acme Inc", c_friends=[friend])
        winner = await make(name="Acme", c_friends=[loser, other], c_parent=loser)
        both = await company.post(
            "/objects/c_fair/records",
            json=[{"name": "1", "c_guests": [loser, other]}, {"name": "2", "c_guests": [loser, winner]}],
        )
        assert both.status_code == 201, both.text
        task = (
            await company.post("/objects/activity/records", json={"name": "Call", "account": loser})
        ).json()["ids"][0]
        sent = await company.post(
            "/files",
            data={"object": "account", "record_id": loser},
            files={"file": ("a.txt", b"paper", "text/plain")},
        )
        assert sent.status_code == 201, sent.text

        async def state():
            async def counted(target):
                found = await company.get(
                    "/objects/c_fair/records", params={"filter": f'"{target}" in c_guests'}
                )
                return sorted(each["name"] for each in found.json()["data"])

            async def linked(record):
                found = await company.get(ACCOUNTS, params={"filter": f'"{record}" in c_friends'})
                return sorted(each["name"] for each in found.json()["data"])

            files = await company.get("/files", params={"object": "account", "record_id": winner})
            return {
                "fairs of the winner": await counted(winner),
                "fairs of the loser": await counted(loser),
                "has the friend": await linked(friend),
                "has the other": await linked(other),
                "has the loser": await linked(loser),
                "parent": (await company.get(f"{ACCOUNTS}/{winner}")).json()["c_parent"],
                "task": (await company.get(f"/objects/activity/records/{task}")).json()["account"]["id"],
                "files": [each["name"] for each in files.json()["data"]],
            }

        before = await state()
        assert (before["fairs of the loser"], before["files"], before["task"]) == (["1", "2"], [], loser)
        answer = await company.post("/objects/account/merges", json={"winner": winner, "losers": [loser]})
        assert answer.status_code == 200, answer.text
        assert answer.json()["moved"] == 1
        after = await state()
        assert after == {
            "fairs of the winner": ["1", "2"], "fairs of the loser": [], "has the friend": ["Acme"], "has the other": ["Acme"],
            "has the loser": [], "parent": None, "task": winner, "files": ["a.txt"],
        }  # fmt: skip

        undone = await company.post(f"/change-sets/{answer.headers['X-Change-Set']}/undo")
        assert undone.json()["kept"] == []
        assert await state() == before
        redone = await company.post(f"/change-sets/{undone.json()['change_set_id']}/undo")
        assert redone.json()["kept"] == []
        assert await state() == after

    @pytest.mark.parametrize(
        ("change", "status", "code"),
        [
            (lambda a, b: {"winner": a, "losers": [a]}, 422, "merge_with_itself"),
            (lambda a, b: {"winner": a, "losers": [b], "take": {"created_at": b}}, 422, "merge_field_unfit"),
            (lambda a, b: {"winner": a, "losers": [b], "take": {"name": str(uuid5(NAMESPACE_URL, "x"))}}, 422, "merge_field_unfit"),
            (lambda a, b: {"winner": a, "losers": [str(uuid5(NAMESPACE_URL, "x"))]}, 404, "not_found"),
        ],
    )  # fmt: skip
    async def test_unusable(self, company, make, change, status, code):
        first, second = await make(name="A"), await make(name="B")
        answer = await company.post("/objects/account/merges", json=change(first, second))
        assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text

    async def test_who_may(self, company, make, client_of, company_name):
        body = {"winner": await make(name="A"), "losers": [await make(name="B")]}
        viewer = await client_of(company_name, role="viewer")
        assert (await viewer.post("/objects/account/merges", json=body)).status_code == 403
        assert (
            await (await client_of("othermerge")).post("/objects/account/merges", json=body)
        ).status_code == 404
        assert (await (await client_of(None)).post("/objects/account/merges", json=body)).status_code == 401


@pytest.mark.parametrize(
    ("group", "code"),
    [
        ({"fields": [{"field": "nope"}]}, "field_unknown"),
        ({"fields": [{"field": "employees", "by": "email"}]}, "duplicate_field_unfit"),
        ({"fields": []}, "definition_invalid"),
    ],
)
async def test_unusable(company, group, code):
    answer = await company.put(
        "/definitions/duplicate_rule/x", json={"object": "account", "label": "x", "body": {"any_of": [group]}}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_what_is_computed_is_not_compared(company):
    field = {"name": "c_upper", "type": "formula", "label": "Again", "formula": "name"}
    made = await company.post("/objects/account/fields", json=field)
    assert made.status_code == 201, made.text
    body = {"any_of": [{"fields": [{"field": "c_upper"}]}]}
    answer = await company.put(
        "/definitions/duplicate_rule/computed", json={"object": "account", "label": "Computed", "body": body}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "duplicate_field_unfit")
