"""/sharing and /sharing-rules."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

RULES = "/sharing-rules"


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.fixture
def rule(acme):
    """Adds a rule for the whole company unless told otherwise."""

    async def add(**values):
        given = {"object": "account", "name": "Mines", "shared_with": {"kind": "everyone"}, "level": "read"}
        answer = await acme.post(RULES, json=given | values)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return add


ABSENT = UUID(int=404)
CALLS = [
    ("GET", "/sharing", None),
    ("PUT", "/sharing/account", {"sharing": "read"}),
    ("POST", "/sharing/recomputation", None),
    ("GET", RULES, None),
    ("POST", RULES, {"object": "account", "name": "A", "shared_with": {"kind": "everyone"}}),
    ("POST", f"{RULES}/preview", {"object": "account", "sharing": "private"}),
    ("GET", f"{RULES}/{ABSENT}", None),
    ("PATCH", f"{RULES}/{ABSENT}", {"name": "B"}),
    ("DELETE", f"{RULES}/{ABSENT}", None),
]


class TestWho:
    @pytest.mark.parametrize(("method", "path", "body"), CALLS)
    async def test_anonymous(self, client_of, method, path, body):
        assert (await (await client_of(None)).request(method, path, json=body)).status_code == 401

    @pytest.mark.parametrize(("method", "path", "body"), CALLS)
    @pytest.mark.parametrize("role", ["member", "viewer"])
    async def test_without_the_right(self, client_of, role, method, path, body):
        answer = await (await client_of("acme", role=role)).request(method, path, json=body)

        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")

    @pytest.mark.parametrize(("method", "body"), [("GET", None), ("PATCH", {"name": "B"}), ("DELETE", None)])
    async def test_another_company(self, client_of, rule, method, body):
        path = f"{RULES}/{(await rule())['id']}"

        foreign = await (await client_of("globex")).request(method, path, json=body)
        absent = await (await client_of("globex")).request(method, f"{RULES}/{uuid4()}", json=body)

        assert foreign.status_code == 404
        assert foreign.json() == absent.json()


class TestRules:
    async def test_added_read_changed_removed(self, acme, rule):
        made = await rule(condition='industry == "mining" || name.startsWith("M")', level="edit")

        assert made["shared_with"] == {"kind": "everyone", "id": None, "name": "Everyone in the company"}
        assert made["problem"] is None and made["job_state"] == "queued"
        assert made["id"] in {each["id"] for each in (await acme.get(RULES)).json()["data"]}
        changed = await acme.patch(f"{RULES}/{made['id']}", json={"name": "Pits", "level": "read"})
        assert (changed.json()["name"], changed.json()["level"]) == ("Pits", "read")
        assert changed.json()["job_id"] != made["job_id"]
        renamed = await acme.patch(f"{RULES}/{made['id']}", json={"name": "Quarries"})
        assert renamed.json()["job_id"] == changed.json()["job_id"]
        removed = await acme.delete(f"{RULES}/{made['id']}")
        assert removed.status_code == 200 and removed.json()["job_id"]
        assert (await acme.get(f"{RULES}/{made['id']}")).status_code == 404

    async def test_pages(self, acme, rule):
        ids = [(await rule(object="product", name=f"Rule {n}"))["id"] for n in range(3)]

        first = (await acme.get(RULES, params={"object": "product", "limit": 2})).json()
        second = (
            await acme.get(RULES, params={"object": "product", "limit": 2, "cursor": first["next_cursor"]})
        ).json()

        assert [each["id"] for each in first["data"] + second["data"]] == ids
        assert second["next_cursor"] is None

    @pytest.mark.parametrize(
        ("values", "field", "code"),
        [
            ({"condition": "industri == 'x'"}, "condition", "expression_unknown_field"),
            ({"condition": "owner == me"}, "condition", None),
            ({"condition": "created_at > now()"}, "condition", "rule_depends_on_reader"),
            ({"condition": "name =="}, "condition", None),
            ({"condition": "updated_by == null"}, "condition", "expression_unknown_field"),
            ({"condition": 'account.name == "A"'}, "condition", "expression_unknown_field"),
            ({"name": "  "}, "name", "blank"),
            ({"object": "user"}, "object", "object_not_shareable"),
            ({"shared_with": {"kind": "user", "id": str(uuid4())}}, "shared_with", "principal_unknown"),
            (
                {"shared_with": {"kind": "org_role", "id": str(uuid4())}},
                "shared_with",
                "principal_unsuitable",
            ),
            ({"owned_by": {"kind": "everyone"}}, "owned_by", "principal_unsuitable"),
        ],
    )
    async def test_refused(self, acme, values, field, code):
        given = {"object": "account", "name": "A", "shared_with": {"kind": "everyone"}} | values

        answer = await acme.post(RULES, json=given)

        assert (answer.status_code, answer.json().get("field")) == (422, field), answer.text
        assert code in (None, answer.json()["code"])

    async def test_person_of_another_company(self, acme, client_of):
        stranger = (await (await client_of("globex")).get("/session")).json()["user"]["id"]

        answer = await acme.post(
            RULES,
            json={"object": "account", "name": "A", "shared_with": {"kind": "user", "id": stranger}},
        )

        assert (answer.status_code, answer.json()["code"]) == (422, "principal_unknown")

    async def test_rule_of_a_field_that_is_gone(self, acme, rule, execute_as_owner):
        """It shares nothing and stops nobody from writing; the list says what is wrong with it."""
        made = await rule(condition='industry == "mining"')
        await execute_as_owner(
            "UPDATE guanxi.sharing_rule SET condition = 'minerals == \"gold\"' WHERE id = $1", made["id"]
        )

        shown = (await acme.get(f"{RULES}/{made['id']}")).json()
        written = await acme.post("/objects/account/records", json={"name": "Pit", "industry": "finance"})

        assert "minerals" in shown["problem"]
        assert written.status_code == 201
        mended = await acme.patch(f"{RULES}/{made['id']}", json={"condition": "employees > 5"})
        assert mended.json()["problem"] is None

    async def test_undone(self, acme, rule):
        made = await rule(name="To be undone")
        await acme.patch(f"{RULES}/{made['id']}", json={"level": "edit"})
        latest = (await acme.get("/change-sets")).json()["data"][0]
        assert "To be undone" in latest["summary"]

        answer = await acme.post(f"/change-sets/{latest['id']}/undo")

        assert answer.status_code == 200, answer.text
        assert (await acme.get(f"{RULES}/{made['id']}")).json()["level"] == "read"


class TestDefaults:
    async def test_changed_shown_and_undone(self, acme):
        before = (await acme.get("/sharing")).json()
        assert {each["object"]: each["sharing"] for each in before["data"]}["lead"] == "public"
        assert "user" not in {each["object"] for each in before["data"]}

        changed = await acme.put("/sharing/lead", json={"sharing": "private"})
        again = await acme.put("/sharing/lead", json={"sharing": "private"})

        assert changed.status_code == 200 and changed.json()["job_id"]
        assert again.json()["job_id"] is None
        shown = (await acme.get("/sharing")).json()
        assert {each["object"]: each["sharing"] for each in shown["data"]}["lead"] == "private"
        assert shown["job"]["id"] == changed.json()["job_id"]
        latest = (await acme.get("/change-sets")).json()["data"][0]
        assert latest["summary"] == "“Leads” by default: private."
        assert (await acme.post(f"/change-sets/{latest['id']}/undo")).status_code == 200
        shown = (await acme.get("/sharing")).json()
        assert {each["object"]: each["sharing"] for each in shown["data"]}["lead"] == "public"

    @pytest.mark.parametrize(("name", "status"), [("user", 422), ("nothing", 404)])
    async def test_what_cannot_be_shared(self, acme, name, status):
        assert (await acme.put(f"/sharing/{name}", json={"sharing": "read"})).status_code == status

    async def test_of_one_company_only(self, acme, client_of):
        await acme.put("/sharing/activity", json={"sharing": "private"})

        shown = (await (await client_of("globex")).get("/sharing")).json()

        assert {each["object"]: each["sharing"] for each in shown["data"]}["activity"] == "public"


class TestPreview:
    async def test_counts_and_names(self, client_of):
        initech = await client_of("initech")
        records = [{"name": f"A{n}", "employees": n} for n in range(5)]
        await initech.post("/objects/account/records", json=records)
        ask = {"object": "account", "sharing": "private"}

        private = (await initech.post(f"{RULES}/preview", json=ask)).json()
        rule = {"shared_with": {"kind": "everyone"}, "condition": "employees >= 3", "level": "read"}
        with_rule = (await initech.post(f"{RULES}/preview", json=ask | {"rule": rule})).json()

        assert (private["examined"], private["total"], private["gained"], private["lost"]) == (5, 5, 0, 5)
        assert {each["name"] for each in private["sample"]} == {f"A{n}" for n in range(5)}
        assert with_rule["lost"] == 5  # two can be read, no longer changed
        useless = {"object": "account", "rule": rule}
        assert (await initech.post(f"{RULES}/preview", json=useless)).json()["gained"] == 0
        assert (await initech.get("/sharing")).json()["job"] is None

    async def test_removal(self, client_of):
        hooli = await client_of("hooli")
        await hooli.put("/sharing/account", json={"sharing": "private"})
        await hooli.post("/objects/account/records", json=[{"name": "One"}, {"name": "Two"}])
        made = await hooli.post(
            RULES,
            json={
                "object": "account", "name": "Ones", "condition": 'name == "One"',
                "shared_with": {"kind": "everyone"},
            },
        )  # fmt: skip

        seen = await hooli.post(f"{RULES}/preview", json={"object": "account", "replaces": made.json()["id"]})

        assert (seen.json()["gained"], seen.json()["lost"]) == (0, 1)
        assert [(each["name"], each["lost"]) for each in seen.json()["sample"]] == [("One", True)]


class TestPrincipals:
    async def test_anonymous(self, client_of):
        assert (await (await client_of(None)).get("/sharing-principals")).status_code == 401

    async def test_found_by_name(self, client_of):
        acme = await client_of("acme")
        member = await client_of("acme", role="member")

        people = (await member.get("/sharing-principals", params={"kinds": "user", "limit": 1})).json()
        more = (
            await member.get("/sharing-principals", params={"kinds": "user", "cursor": people["next_cursor"]})
        ).json()
        everyone = (await acme.get("/sharing-principals", params={"q": "everyone"})).json()["data"]

        names = [each["name"] for each in people["data"] + more["data"]]
        assert names == sorted(names) and "Admin of acme" in names and "Admin of globex" not in names
        assert [each["kind"] for each in everyone] == ["everyone"]

    async def test_unknown_kind(self, client_of):
        answer = await (await client_of("acme")).get("/sharing-principals", params={"kinds": "nobody"})

        assert (answer.status_code, answer.json()["code"]) == (422, "principal_kind_unknown")
