"""GET /objects and GET /objects/{object}."""

from __future__ import annotations

import pytest


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


def field_of(meta, name):
    return next(field for field in meta["fields"] if field["name"] == name)


@pytest.mark.parametrize("url", ["/objects", "/objects/deal"])
async def test_anonymous(client_of, url):
    assert (await (await client_of(None)).get(url)).status_code == 401


async def test_all(acme):
    names = {each["name"] for each in (await acme.get("/objects")).json()["data"]}

    assert names == {"account", "contact", "lead", "deal", "product", "activity", "user"}


class TestKnown:
    """Who has the answer already is told so, and nothing else."""

    async def test_is_not_sent_again(self, acme):
        first = await acme.get("/objects")
        again = await acme.get("/objects", headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert "no-store" not in again.headers["cache-control"]

    async def test_but_in_another_language_or_for_others(self, acme, client_of):
        known = {"If-None-Match": (await acme.get("/objects")).headers["etag"]}
        for client, locale in (
            (acme, "zh-CN"),
            (await client_of("acme", role="member"), "en"),
            (await client_of("globex"), "zh-CN"),
        ):
            answer = await client.get("/objects", headers=known | {"Accept-Language": locale})
            assert answer.status_code == 200
            assert answer.json()["data"]
        anonymous = await (await client_of(None)).get("/objects", headers=known)
        assert anonymous.status_code == 401

    async def test_and_whatever_is_changed(self, client_of):
        company = await client_of("initech")
        known = {"If-None-Match": (await company.get("/objects")).headers["etag"]}
        body = {"type": "text", "label": "Known", "name": "c_known"}
        assert (await company.post("/objects/account/fields", json=body)).status_code == 201
        changed = await company.get("/objects", headers=known)
        assert (changed.status_code, "c_known" in changed.text) == (200, True)


async def test_one_is_as_in_the_list(acme):
    listed = (await acme.get("/objects")).json()["data"]

    assert (await acme.get("/objects/deal")).json() in listed


async def test_complete(acme):
    deal = (await acme.get("/objects/deal")).json()

    assert (deal["label"], deal["plural_label"], deal["icon"], deal["title_field"]) == (
        "Deal", "Deals", "target-arrow", "name",
    )  # fmt: skip
    amount = field_of(deal, "amount")
    assert (amount["type"], amount["decimals"], amount["required"]) == ("money", 2, False)
    assert "options" not in amount and "target" not in amount
    assert field_of(deal, "account")["target"] == "account"
    stage = field_of(deal, "stage")["options"][0]
    assert stage == {
        "value": "prospecting", "label": "Prospecting", "color": "gray",
        "pipeline": "sales", "kind": "open", "probability": 10,
    }  # fmt: skip
    assert deal["layouts"]["board"] == {
        "group_by": "stage", "sum": "amount", "card": ["account", "amount", "close_date", "owner"],
    }  # fmt: skip
    assert deal["layouts"]["list"][0] == "name"
    assert [each["key"] for each in deal["pipelines"]] == ["sales", "renewal"]
    assert deal["relations"] == [
        {"name": "activities", "object": "activity", "field": "deal", "label": "Activities"}
    ]


async def test_in_chinese(acme):
    deal = (await acme.get("/objects/deal", headers={"Accept-Language": "zh-CN"})).json()

    assert (deal["label"], field_of(deal, "amount")["label"]) == ("商机", "金额")
    assert deal["pipelines"][0]["stages"][0]["label"] == "初步接洽"


@pytest.mark.parametrize(("role", "may"), [("admin", True), ("member", True), ("viewer", False)])
async def test_permissions(client_of, role, may):
    permissions = (await (await client_of("acme", role=role)).get("/objects/deal")).json()["permissions"]

    assert permissions["read"] is True
    assert {permissions[verb] for verb in ("create", "update", "delete", "import", "mass_update")} == {may}


async def test_members_do_not_write_users(client_of):
    permissions = (await (await client_of("acme", role="member")).get("/objects/user")).json()["permissions"]

    assert (permissions["read"], permissions["update"]) == (True, False)


async def test_unknown(acme):
    answer = await acme.get("/objects/unicorn")

    assert (answer.status_code, answer.json()["code"]) == (404, "object_not_found")


async def test_says_which_choices_an_import_may_extend(acme):
    account = (await acme.get("/objects/account")).json()
    deal = (await acme.get("/objects/deal")).json()

    assert field_of(account, "industry")["open_options"] is True
    assert field_of(deal, "status")["open_options"] is False
    assert "open_options" not in field_of(deal, "amount")
