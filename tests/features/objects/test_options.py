"""PATCH /objects/{object}/fields/{field}."""

from __future__ import annotations

import pytest

INDUSTRY = "/objects/account/fields/industry"


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


async def options_of(client, object_name="account", field="industry"):
    meta = (await client.get(f"/objects/{object_name}")).json()
    return next(each for each in meta["fields"] if each["name"] == field)["options"]


async def test_anonymous(client_of):
    assert (await (await client_of(None)).patch(INDUSTRY, json={"options": []})).status_code == 401


@pytest.mark.parametrize("role", ["member", "viewer"])
async def test_not_an_administrator(client_of, role):
    answer = await (await client_of("acme", role=role)).patch(
        INDUSTRY, json={"options": [{"value": "a", "label": "A"}]}
    )

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


async def test_adding_an_option(acme, client_of, eventually):
    globex = await client_of("globex")
    before = await options_of(globex)
    new = {"value": "mining", "label": {"en": "Mining", "zh-CN": "采矿"}, "color": "orange"}

    answer = await acme.patch(INDUSTRY, json={"options": [*await options_of(acme), new]})

    assert answer.status_code == 200, answer.text
    added = {"value": "mining", "label": "Mining", "labels": new["label"], "color": "orange"}
    assert answer.json()["options"][-1] == added

    async def is_known():
        return (await options_of(acme))[-1]["value"] == "mining"

    await eventually(is_known)
    made = await acme.post("/objects/account/records", json={"name": "Pit", "industry": "mining"})
    assert made.status_code == 201
    assert await options_of(globex) == before


async def test_one_text_leaves_the_other_language(client_of, eventually):
    initech = await client_of("initech")
    given = await options_of(initech)
    renamed = [{**each, "label": "IT"} if each["value"] == "software" else each for each in given]

    answer = await initech.patch(INDUSTRY, json={"options": renamed})

    assert "IT" in [each["label"] for each in answer.json()["options"]]
    initech.headers["Accept-Language"] = "zh-CN"

    async def is_known():
        return "软件" in [each["label"] for each in await options_of(initech)]

    await eventually(is_known)
    initech.headers["Accept-Language"] = "en"


async def test_used_options_are_retired_not_dropped(acme):
    await acme.post("/objects/account/records", json={"name": "Bank", "industry": "finance"})
    options = await options_of(acme)
    without = [each for each in options if each["value"] not in ("finance", "retail")]

    refused = await acme.patch(INDUSTRY, json={"options": without})
    retired = [{**each, "retired": True} if each["value"] == "finance" else each for each in options]
    accepted = await acme.patch(INDUSTRY, json={"options": retired})

    assert (refused.status_code, refused.json()["code"]) == (409, "options_in_use")
    assert [each["detail"] for each in refused.json()["errors"]] == [
        "“Finance” is used by 1 records, those in the recycle bin included."
    ]
    assert next(each for each in accepted.json()["options"] if each["value"] == "finance")["retired"] is True


async def test_retired_options_stay_but_are_not_chosen_anew(client_of, eventually):
    hooli = await client_of("hooli")
    made = await hooli.post("/objects/account/records", json={"name": "Bank", "industry": "finance"})
    bank = f"/objects/account/records/{made.json()['ids'][0]}"
    options = [{**each, "retired": each["value"] == "finance"} for each in await options_of(hooli)]
    assert (await hooli.patch(INDUSTRY, json={"options": options})).status_code == 200

    async def is_known():
        return any(each.get("retired") for each in await options_of(hooli))

    await eventually(is_known)
    kept = await hooli.patch(bank, json={"name": "The Bank", "industry": "finance"})
    refused = await hooli.post("/objects/account/records", json={"name": "New", "industry": "finance"})
    left = await hooli.patch(bank, json={"industry": "retail"})
    back = await hooli.patch(bank, json={"industry": "finance"})

    assert (kept.status_code, left.status_code) == (200, 200), kept.text
    for answer in (refused, back):
        assert answer.status_code == 422
        assert [(each["field"], each["code"]) for each in answer.json()["errors"]] == [
            ("industry", "option_retired")
        ]
    assert "“Finance” is no longer offered" in back.json()["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("url", "options", "status", "code"),
    [
        (INDUSTRY, [], 400, "invalid_request"),
        (INDUSTRY, [{"value": "a", "label": " "}], 422, "blank"),
        (INDUSTRY, [{"value": "a", "label": "A"}, {"value": "a", "label": "B"}], 422, "option_given_twice"),
        (INDUSTRY, [{"value": "a", "label": "A", "colour": "red"}], 400, "invalid_request"),
        ("/objects/account/fields/city", [{"value": "a", "label": "A"}], 422, "field_not_choice"),
        ("/objects/account/fields/shape", [{"value": "a", "label": "A"}], 404, "field_not_found"),
        ("/objects/unicorn/fields/horn", [{"value": "a", "label": "A"}], 404, "object_not_found"),
        ("/objects/deal/fields/stage", [{"value": "a", "label": "A"}], 422, "options_fixed"),
        ("/objects/user/fields/role", [{"value": "a", "label": "A"}], 422, "options_fixed"),
        ("/objects/lead/fields/status", [{"value": "new", "label": "New"}], 422, "option_needed"),
    ],
)
async def test_unusable(acme, url, options, status, code):
    answer = await acme.patch(url, json={"options": options})

    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
