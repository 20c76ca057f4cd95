"""What a reader is told of layouts."""

from __future__ import annotations

from tests.features.layouts.conftest import section, tab

URL = "/objects/deal/layouts"


def names(item):
    return [each["name"] for each in item["fields"]]


async def drawn(client, **headers):
    answer = await client.get(URL, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


async def test_none_at_first(company):
    answer = (await company.get(URL)).json()
    assert (answer["data"], answer["decided"], answer["reads"]) == ([], False, [])
    assert "timeline" in [each["name"] for each in answer["components"]]


async def test_in_the_readers_language(company, put):
    await put()
    (page,) = await drawn(company, **{"Accept-Language": "zh-CN"})
    assert (page["label"], page["tabs"][0]["label"]) == ("页面", "概览")
    assert page["tabs"][0]["items"][0]["label"] == "分区"


async def test_what_has_no_place_follows_the_last_section(company, put):
    await put(
        tab(section("facts", "name"), section("money", "amount", area="left", columns=2)),
        omitted=["next_step"],
    )
    (page,) = await drawn(company)
    more = page["tabs"][0]["items"][2]
    assert (more["key"], more["label"], more["area"], more["columns"]) == ("more", "More", "left", 2)
    assert "close_date" in names(more)
    assert {"name", "amount", "next_step"}.isdisjoint(names(more))

    added = await company.post("/objects/deal/fields", json={"type": "text", "label": "Brand new"})
    (page,) = await drawn(company)
    assert added.json()["name"] in names(page["tabs"][0]["items"][2])


async def test_rights_win(company, member, put, hide):
    await put(
        tab(section("facts", "name", "amount"), section("secret", "next_step", visible_when="amount > 1")),
        quick_create=["name", "amount"], card=["amount"], header=["amount"],
    )  # fmt: skip
    await hide("deal", "amount", "next_step")

    (page,) = await drawn(member)
    told = str(page)
    assert "amount" not in told and "next_step" not in told and "secret" not in told
    assert page["quick_create"] == ["name"]
    assert (await member.get(URL)).json()["reads"] == []
    assert (await company.get(URL)).json()["reads"] == ["amount"]


async def test_lists_that_may_not_be_read_are_left_out(company, member, put):
    await put(tab(section("facts", "name"), {"type": "related", "key": "tasks", "relation": "activities"}))
    rights = {"objects": {"*": ["read"], "activity": []}}
    await company.patch("/permission-sets/member", json={"definition": rights})
    assert [each["type"] for each in (await drawn(member))[0]["tabs"][0]["items"]] == ["section", "section"]
    assert len((await drawn(company))[0]["tabs"][0]["items"]) == 3


async def test_phone_order_names_everything(company, put):
    facts = section("facts", "name", "amount", "stage", phone_order=["stage"])
    await put(
        tab(facts, {"type": "component", "key": "story", "component": "timeline"}, phone_order=["story"])
    )
    (page,) = await drawn(company)
    assert page["tabs"][0]["phone_order"] == ["story", "facts", "more"]
    assert page["tabs"][0]["items"][0]["phone_order"] == ["stage", "name", "amount"]


class TestAudience:
    async def test_access(self, company, member, put):
        await put(name="theirs", **{"for": {"access": ["member"]}})
        await put(name="all", position=1)
        assert [each["name"] for each in await drawn(member)] == ["theirs", "all"]
        assert [each["name"] for each in await drawn(company)] == ["all"]

    async def test_team_position_and_permission_set(self, company, member, put):
        me = (await member.get("/session")).json()["user"]["id"]
        team = (await company.post("/teams", json={"name": "North", "kind": "team"})).json()["id"]
        role = (await company.post("/org-roles", json={"name": "Director"})).json()["id"]
        own = {"name": "Dispatch", "definition": {"objects": {}}}
        extra = (await company.post("/permission-sets", json=own)).json()["id"]
        await put(name="north", **{"for": {"teams": ["North"]}})
        await put(name="directors", position=1, **{"for": {"roles": ["Director"]}})
        await put(name="dispatch", position=2, **{"for": {"permission_sets": ["Dispatch"]}})
        assert await drawn(member) == []

        await company.post(f"/teams/{team}/members", json={"add": [me]})
        assert [each["name"] for each in await drawn(member)] == ["north"]
        await company.post(f"/org-roles/{role}/holders", json={"add": [me]})
        assert [each["name"] for each in await drawn(member)] == ["north", "directors"]
        given = await company.put(f"/users/{me}/permission-sets", json={"permission_sets": [extra]})
        assert given.status_code == 200, given.text
        assert [each["name"] for each in await drawn(member)] == ["north", "directors", "dispatch"]

    async def test_switched_off(self, company, put):
        await put(active=False)
        assert await drawn(company) == []


async def test_who_may(client_of, company, put):
    await put()
    assert (await (await client_of(None)).get(URL)).status_code == 401
    assert await drawn(await client_of("otherlayouts")) == []
    assert (await company.get("/objects/nope/layouts")).status_code == 404
