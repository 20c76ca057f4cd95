"""/permission-sets and what lies below."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.factories.permissions import ALL_VERBS, MANAGES_RIGHTS

URL = "/permission-sets"
SALES = {
    "objects": {"deal": ["read", "create", "update"], "account": ["read"]},
    "fields": {"deal": {"amount": "read"}},
    "areas": ["sharing.manage"],
}
CALLS = [
    ("GET", URL, None),
    ("POST", URL, {"name": "Mine"}),
    ("GET", f"{URL}/member", None),
    ("PATCH", f"{URL}/member", {"definition": {}}),
    ("DELETE", f"{URL}/member", None),
    ("POST", f"{URL}/member/preview", {"definition": {}}),
    ("GET", f"{URL}/member/users", None),
    ("GET", "/users/{user}/permission-sets", None),
    ("PUT", "/users/{user}/permission-sets", {"permission_sets": []}),
    ("GET", "/users/{user}/rights", None),
    ("GET", "/licences", None),
]


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.fixture
async def somebody(acme):
    """The id of a user of acme who is not signed in."""
    made = await acme.post("/objects/user/records", json={"name": "Grace Hopper"})
    return made.json()["ids"][0]


@pytest.mark.parametrize(("method", "url", "body"), CALLS)
async def test_anonymous(client_of, somebody, method, url, body):
    answer = await (await client_of(None)).request(method, url.format(user=somebody), json=body)

    assert answer.status_code == 401


@pytest.mark.parametrize("role", ["member", "viewer"])
@pytest.mark.parametrize(("method", "url", "body"), CALLS)
async def test_without_the_right(client_of, somebody, role, method, url, body):
    client = await client_of("acme", role=role)

    answer = await client.request(method, url.format(user=somebody), json=body)

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize(
    ("method", "url", "body"),
    [
        ("GET", URL + "/{set}", None),
        ("PATCH", URL + "/{set}", {"name": "Taken"}),
        ("DELETE", URL + "/{set}", None),
        ("POST", URL + "/{set}/preview", {"definition": None}),
        ("GET", URL + "/{set}/users", None),
        ("GET", "/users/{user}/permission-sets", None),
        ("PUT", "/users/{user}/permission-sets", {"permission_sets": []}),
        ("GET", "/users/{user}/rights", None),
    ],
)
async def test_of_another_company_is_as_absent(client_of, acme, make_set, somebody, method, url, body):
    made = await make_set(SALES)
    globex = await client_of("globex")

    foreign = await globex.request(method, url.format(set=made["id"], user=somebody), json=body)
    absent = await globex.request(method, url.format(set=uuid4(), user=uuid4()), json=body)

    assert foreign.status_code == absent.status_code == 404
    assert foreign.json() == absent.json()
    assert (await acme.get(f"{URL}/{made['id']}")).json() == made


async def test_a_set_of_another_company_cannot_be_assigned(client_of, make_set):
    made = await make_set(SALES)
    globex = await client_of("globex")
    me = (await globex.get("/session")).json()["user"]["id"]

    answer = await globex.put(f"/users/{me}/permission-sets", json={"permission_sets": [made["id"]]})

    assert (answer.status_code, answer.json()["code"]) == (422, "permission_set_unknown")


class TestListing:
    async def test_built_in_sets_stand_first(self, acme, make_set):
        await make_set(name="AAA")

        found = (await acme.get(URL)).json()["data"]

        assert [each["id"] for each in found[:2]] == ["member", "viewer"]
        assert all(each["built_in"] for each in found[:2])
        assert not found[2]["built_in"]

    async def test_in_chinese(self, acme):
        found = (await acme.get(URL, headers={"Accept-Language": "zh-CN"})).json()["data"]

        assert [each["name"] for each in found[:2]] == ["成员", "只读成员"]

    async def test_by_pages(self, client_of, make_set):
        for number in range(5):
            await make_set(name=f"Page {number}", company="pages")
        client, seen, cursor = await client_of("pages"), [], ""
        while cursor is not None:
            answer = (
                await client.get(URL, params={"limit": 2, **({"cursor": cursor} if cursor else {})})
            ).json()
            seen += [each["name"] for each in answer["data"] if not each["built_in"]]
            cursor = answer["next_cursor"]

        assert seen == [f"Page {number}" for number in range(5)]


class TestMaking:
    async def test_valid(self, acme):
        answer = await acme.post(URL, json={"name": " Inside  sales ", "definition": SALES})

        made = answer.json()
        assert answer.status_code == 201, answer.text
        assert answer.headers["ETag"] == '"1"'
        assert made["name"] == "Inside sales"
        assert made["definition"]["objects"]["deal"] == ["create", "read", "update"]
        assert made["users"] == 0
        assert made["warnings"] == []
        assert (await acme.get(f"{URL}/{made['id']}")).json() == made

    @pytest.mark.parametrize(
        ("definition", "field", "code"),
        [
            ({"objects": {"pet": ["read"]}}, "definition.objects.pet", "rights_object_unknown"),
            ({"objects": {"deal": ["read", "approve"]}}, "definition.objects.deal", "rights_verb_unknown"),
            ({"objects": {"deal": ["update"]}}, "definition.objects.deal", "rights_without_read"),
            ({"fields": {"pet": {"name": "read"}}}, "definition.fields.pet", "rights_object_unknown"),
            ({"fields": {"*": {"name": "read"}}}, "definition.fields.*", "rights_object_unknown"),
            (
                {"fields": {"deal": {"height": "read"}}},
                "definition.fields.deal.height",
                "rights_field_unknown",
            ),
            (
                {"fields": {"deal": {"amount": "masked"}}},
                "definition.fields.deal.amount",
                "rights_limit_unknown",
            ),
            ({"fields": {"deal": {"name": "hidden"}}}, "definition.fields.deal.name", "rights_title_hidden"),
            ({"areas": ["moon.manage"]}, "definition.areas", "rights_area_unknown"),
        ],
    )
    async def test_unknown_parts_are_named(self, acme, definition, field, code):
        answer = await acme.post(URL, json={"name": "Wrong", "definition": definition})

        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (422, "rights_invalid")
        assert [(each["field"], each["code"]) for each in problem["errors"]] == [(field, code)]

    async def test_a_required_field_that_cannot_be_filled_is_warned_of(self, acme):
        definition = {"objects": {"deal": ["create", "read"]}, "fields": {"deal": {"name": "read"}}}

        made = (await acme.post(URL, json={"name": "No names", "definition": definition})).json()

        assert [(each["object"], each["field"]) for each in made["warnings"]] == [("deal", "name")]
        assert "Deal" in made["warnings"][0]["detail"]

    async def test_a_name_is_taken_once(self, acme, make_set):
        await make_set(name="Support")

        answer = await acme.post(URL, json={"name": "support"})

        assert (answer.status_code, answer.json()["code"]) == (409, "permission_set_name_taken")

    @pytest.mark.parametrize("name", ["", "  "])
    async def test_without_a_name(self, acme, name):
        assert (await acme.post(URL, json={"name": name})).status_code in (400, 422)


class TestChanging:
    async def test_valid(self, acme, make_set):
        made = await make_set(SALES)

        answer = await acme.patch(
            f"{URL}/{made['id']}",
            json={"name": "Changed", "definition": {"objects": {"lead": ["read"]}}},
            headers={"If-Match": '"1"'},
        )

        changed = answer.json()
        assert answer.status_code == 200, answer.text
        assert (changed["name"], changed["version"]) == ("Changed", 2)
        assert changed["definition"] == {"objects": {"lead": ["read"]}, "fields": {}, "areas": []}

    async def test_somebody_was_faster(self, acme, make_set):
        made = await make_set(SALES)
        await acme.patch(f"{URL}/{made['id']}", json={"description": "First"})

        answer = await acme.patch(
            f"{URL}/{made['id']}", json={"description": "Second"}, headers={"If-Match": '"1"'}
        )

        assert (answer.status_code, answer.json()["code"]) == (409, "permission_set_changed")
        assert (await acme.get(f"{URL}/{made['id']}")).json()["description"] == "First"

    async def test_nothing_new_is_no_change(self, acme, make_set):
        made = await make_set(SALES)

        answer = await acme.patch(f"{URL}/{made['id']}", json={"definition": made["definition"]})

        assert answer.json()["version"] == 1
        assert "X-Change-Set" not in answer.headers

    @pytest.mark.parametrize("set_id", ["admin", "nobody", "00000000-0000-0000-0000-000000000000"])
    async def test_unknown(self, acme, set_id):
        answer = await acme.patch(f"{URL}/{set_id}", json={"definition": {}})

        assert (answer.status_code, answer.json()["code"]) == (404, "permission_set_unknown")


class TestBuiltIn:
    async def test_changed_for_all_of_the_role_and_reset(self, client_of):
        admin, member = await client_of("hooli"), await client_of("hooli", role="member")
        definition = (await admin.get(f"{URL}/member")).json()["definition"]
        definition["objects"]["deal"] = ["read"]

        changed = await admin.patch(
            f"{URL}/member", json={"definition": definition}, headers={"If-Match": '"0"'}
        )
        refused = await member.post("/objects/deal/records", json={"name": "D"})
        reset = await admin.delete(f"{URL}/member")
        allowed = await member.post("/objects/deal/records", json={"name": "D"})

        assert changed.status_code == 200, changed.text
        assert changed.json()["changed"]
        assert refused.status_code == 403
        assert reset.status_code == 200, reset.text
        assert allowed.status_code == 201
        assert not (await admin.get(f"{URL}/member")).json()["changed"]

    async def test_keeps_its_name(self, acme):
        answer = await acme.patch(f"{URL}/viewer", json={"name": "Spectators"})

        assert (answer.status_code, answer.json()["code"]) == (422, "permission_set_built_in")

    async def test_as_it_came_cannot_be_reset(self, client_of):
        answer = await (await client_of("umbrella")).delete(f"{URL}/viewer")

        assert (answer.status_code, answer.json()["code"]) == (409, "permission_set_as_it_came")

    async def test_its_row_is_reached_by_its_role_alone(self, client_of, execute_as_owner):
        client = await client_of("initech")
        await client.patch(f"{URL}/viewer", json={"definition": {"objects": {"*": ["read"]}}})
        rows = await execute_as_owner("SELECT id FROM guanxi.permission_set WHERE key = 'viewer'")
        me = (await client.get("/session")).json()["user"]["id"]

        by_id = await client.delete(f"{URL}/{rows[0]['id']}")
        assigned = await client.put(
            f"/users/{me}/permission-sets", json={"permission_sets": [str(rows[0]["id"])]}
        )

        assert (by_id.status_code, assigned.status_code) == (404, 422)


class TestAssigning:
    async def test_holds_from_the_next_request_on(self, acme, make_holder):
        holder = await make_holder()
        before = await holder.client.post("/objects/deal/records", json={"name": "D"})
        made = (await acme.post(URL, json={"name": "Deal makers", "definition": SALES})).json()

        answer = await acme.put(
            f"/users/{holder.user_id}/permission-sets", json={"permission_sets": [made["id"]]}
        )
        after = await holder.client.post("/objects/deal/records", json={"name": "D"})
        await acme.put(f"/users/{holder.user_id}/permission-sets", json={"permission_sets": []})
        taken = await holder.client.post("/objects/deal/records", json={"name": "D"})

        assert answer.json()["sets"] == [{"id": made["id"], "name": "Deal makers"}]
        assert answer.json()["role_set"]["id"] == "viewer"
        assert [each.status_code for each in (before, after, taken)] == [403, 201, 403]

    async def test_deleting_a_set_takes_it_from_all(self, acme, make_holder):
        holder = await make_holder(SALES)

        await acme.delete(f"{URL}/{holder.set_id}")

        assert (await holder.client.post("/objects/deal/records", json={"name": "D"})).status_code == 403
        assert (await acme.get(f"/users/{holder.user_id}/permission-sets")).json()["sets"] == []

    async def test_holders_by_pages(self, acme, make_holder, make_set):
        made, people = await make_set(SALES), []
        for _ in range(3):
            holder = await make_holder()
            people.append(holder.user_id)
            await acme.put(f"/users/{holder.user_id}/permission-sets", json={"permission_sets": [made["id"]]})
        first = (await acme.get(f"{URL}/{made['id']}/users", params={"limit": 2})).json()
        rest = await acme.get(
            f"{URL}/{made['id']}/users", params={"limit": 2, "cursor": first["next_cursor"]}
        )

        found = [each["id"] for each in (*first["data"], *rest.json()["data"])]
        assert sorted(found) == sorted(people)
        assert rest.json()["next_cursor"] is None
        assert (await acme.get(f"{URL}/{made['id']}")).json()["users"] == 3


class TestPreview:
    async def test_says_who_gains_and_loses_what(self, acme, make_holder):
        holder = await make_holder(SALES)
        definition = {
            "objects": {"deal": ["read", "update", "delete"], "account": ["read"]},
            "fields": {"deal": {"amount": "hidden", "stage": "read"}},
        }

        answer = await acme.post(f"{URL}/{holder.set_id}/preview", json={"definition": definition})

        found = answer.json()
        assert answer.status_code == 200, answer.text
        assert (found["holders"], found["changed"]) == (1, 1)
        (group,) = found["groups"]
        assert [each["id"] for each in group["sample"]] == [holder.user_id]
        gains = {(each["kind"], each["name"], each["before"], each["after"]) for each in group["gains"]}
        losses = {(each["kind"], each["name"], each["before"], each["after"]) for each in group["losses"]}
        assert gains == {("verb", "delete", "no", "yes")}
        # The role Viewer still reads every field: amount is read as before, and the stage is what is lost.
        assert losses == {
            ("verb", "create", "yes", "no"), ("field", "stage", "edit", "read"), ("area", "sharing.manage", "yes", "no"),
        }  # fmt: skip
        assert (await acme.get(f"{URL}/{holder.set_id}")).json()["version"] == 1

    async def test_of_people_alike_is_one_group(self, client_of, make_holder):
        for _ in range(2):
            await make_holder(company="alike", role="member")
        client = await client_of("alike")

        answer = await client.post(
            f"{URL}/member/preview", json={"definition": {"objects": {"*": ALL_VERBS}}}
        )

        (group,) = answer.json()["groups"]
        assert group["users"] == 2
        assert {(each["object"], each["name"]) for each in group["gains"]} >= {("user", "create")}

    async def test_of_deleting(self, acme, make_holder):
        holder = await make_holder(SALES)

        found = (await acme.post(f"{URL}/{holder.set_id}/preview", json={"definition": None})).json()

        assert {each["name"] for each in found["groups"][0]["losses"]} >= {
            "create",
            "update",
            "sharing.manage",
        }

    async def test_of_something_wrong(self, acme):
        answer = await acme.post(f"{URL}/member/preview", json={"definition": {"areas": ["moon.manage"]}})

        assert (answer.status_code, answer.json()["code"]) == (422, "rights_invalid")


class TestHistory:
    @pytest.fixture
    async def undo(self, acme):
        async def undo(answer, client=acme):
            return await client.post(f"/change-sets/{answer.headers['X-Change-Set']}/undo")

        return undo

    async def test_a_change_reads_as_a_sentence(self, acme):
        answer = await acme.post(URL, json={"name": "Readers", "definition": {}})
        url = f"/change-sets/{answer.headers['X-Change-Set']}"

        english = (await acme.get(url)).json()
        chinese = (await acme.get(url, headers={"Accept-Language": "zh-CN"})).json()

        assert english["summary"] == "Permission set “Readers” made"
        assert chinese["summary"] == "新建了权限集“Readers”"
        assert english["actor"]["name"]

    async def test_a_change_is_taken_back(self, acme, make_set, undo):
        made = await make_set(SALES)
        changed = await acme.patch(f"{URL}/{made['id']}", json={"definition": {}})

        answer = await undo(changed)

        assert (answer.status_code, answer.json()["reverted"]) == (200, 1)
        assert (await acme.get(f"{URL}/{made['id']}")).json()["definition"] == made["definition"]

    async def test_a_deleted_set_comes_back_with_its_holders(self, acme, make_holder, undo):
        holder = await make_holder(SALES)
        deleted = await acme.delete(f"{URL}/{holder.set_id}")

        await undo(deleted)

        assert (await acme.get(f"{URL}/{holder.set_id}")).json()["users"] == 1
        assert (await holder.client.post("/objects/deal/records", json={"name": "D"})).status_code == 201

    async def test_a_reset_is_taken_back(self, client_of, undo):
        client = await client_of("resets")
        await client.patch(f"{URL}/viewer", json={"definition": {"objects": {"deal": ["read"]}}})
        reset = await client.delete(f"{URL}/viewer")

        answer = await undo(reset, client)

        assert answer.json()["reverted"] == 1, answer.text
        assert (await client.get(f"{URL}/viewer")).json()["definition"]["objects"] == {"deal": ["read"]}

    async def test_an_assignment_is_taken_back(self, acme, make_holder, make_set, undo):
        holder, made = await make_holder(), await make_set(SALES, name="Deals only")
        url = f"/users/{holder.user_id}/permission-sets"
        assigned = await acme.put(url, json={"permission_sets": [made["id"]]})
        sentence = (await acme.get(f"/change-sets/{assigned.headers['X-Change-Set']}")).json()["summary"]

        await undo(assigned)

        assert sentence == f"Permission sets of {holder.email}: Deals only given"
        assert (await acme.get(url)).json()["sets"] == []

    async def test_what_somebody_changed_since_is_kept(self, acme, make_set, undo):
        made = await make_set(SALES)
        first = await acme.patch(f"{URL}/{made['id']}", json={"definition": {}})
        await acme.patch(f"{URL}/{made['id']}", json={"definition": {"areas": ["user.manage"]}})

        answer = (await undo(first)).json()

        assert answer["reverted"] == 0
        assert answer["kept"][0]["reason_code"] == "edited_since"
        assert (await acme.get(f"{URL}/{made['id']}")).json()["definition"]["areas"] == ["user.manage"]

    async def test_it_takes_the_right_to_take_back(self, acme, make_holder, make_set):
        holder = await make_holder(MANAGES_RIGHTS)
        changed = await holder.client.post(URL, json={"name": "By a manager", "definition": {}})
        await acme.put(f"/users/{holder.user_id}/permission-sets", json={"permission_sets": []})

        answer = await holder.client.post(f"/change-sets/{changed.headers['X-Change-Set']}/undo")

        assert answer.status_code == 403


class TestLicences:
    async def test_count_seats(self, client_of):
        client = await client_of("seats")
        await client.post("/objects/user/records", json=[{"name": "Not signed in"}])

        found = {each["licence"]: each for each in (await client.get("/licences")).json()["data"]}

        assert list(found) == ["full", "light", "portal", "agent"]
        assert found["full"]["seats_used"] == 1
        assert found["light"]["seats_used"] == 0
        assert "create" in found["light"]["allows"]["objects"]["activity"]

    async def test_a_licence_limits_what_sets_give(self, acme, make_holder):
        holder = await make_holder(SALES)

        changed = await acme.patch(f"/objects/user/records/{holder.user_id}", json={"licence": "light"})

        assert changed.status_code == 200, changed.text
        assert (await holder.client.post("/objects/deal/records", json={"name": "D"})).status_code == 403


class TestRightsOfUser:
    async def test_name_the_sets_that_give_them(self, acme, make_holder):
        holder = await make_holder(SALES)

        found = (await acme.get(f"/users/{holder.user_id}/rights")).json()

        deal = next(each for each in found["objects"] if each["object"] == "deal")
        verbs = {each["name"]: each for each in deal["verbs"]}
        fields = {each["name"]: each for each in deal["fields"]}
        areas = {each["name"]: each for each in found["areas"]}
        assert [(each["id"], each["via"]) for each in found["sources"]] == [
            ("viewer", "role"), (holder.set_id, "assignment"),
        ]  # fmt: skip
        assert verbs["read"]["given_by"] == ["viewer", holder.set_id]
        assert verbs["create"]["given_by"] == [holder.set_id]
        assert not verbs["delete"]["allowed"]
        assert (fields["amount"]["reach"], fields["stage"]["reach"]) == ("read", "edit")
        assert fields["stage"]["given_by"] == [holder.set_id]
        assert areas["sharing.manage"] == {
            "name": "sharing.manage", "allowed": True, "given_by": [holder.set_id], "withheld": False,
        }  # fmt: skip

    async def test_say_what_the_licence_withholds(self, acme, make_holder):
        holder = await make_holder(SALES)
        await acme.patch(f"/objects/user/records/{holder.user_id}", json={"licence": "light"})

        found = (await acme.get(f"/users/{holder.user_id}/rights")).json()

        deal = next(each for each in found["objects"] if each["object"] == "deal")
        create = next(each for each in deal["verbs"] if each["name"] == "create")
        assert (create["allowed"], create["withheld"]) == (False, True)

    async def test_ones_own(self, make_holder):
        holder = await make_holder()

        answer = await holder.client.get(f"/users/{holder.user_id}/rights")

        assert answer.status_code == 200
        assert [each["id"] for each in answer.json()["sources"]] == ["viewer"]

    async def test_of_an_administrator(self, acme):
        me = (await acme.get("/session")).json()["user"]["id"]

        found = (await acme.get(f"/users/{me}/rights")).json()

        assert [each["via"] for each in found["sources"]] == ["administrator"]
        assert all(verb["allowed"] for each in found["objects"] for verb in each["verbs"])
        assert all(each["allowed"] for each in found["areas"])
