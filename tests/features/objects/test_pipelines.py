"""PUT /objects/deal/pipelines."""

from __future__ import annotations

from copy import deepcopy

import pytest

URL = "/objects/deal/pipelines"


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.fixture
async def pipelines(acme):
    return (await acme.get("/objects/deal")).json()["pipelines"]


async def test_anonymous(client_of, pipelines):
    assert (await (await client_of(None)).put(URL, json={"pipelines": pipelines})).status_code == 401


async def test_member(client_of, pipelines):
    member = await client_of("acme", role="member")

    assert (await member.put(URL, json={"pipelines": pipelines})).status_code == 403


async def test_adding_a_stage(acme, client_of, pipelines, eventually):
    changed = deepcopy(pipelines)
    changed[0]["stages"].insert(1, {"key": "visited", "label": "Visited", "probability": 25})

    answer = await acme.put(URL, json={"pipelines": changed})

    assert answer.status_code == 200, answer.text
    assert answer.json()["pipelines"][0]["stages"][1] == {
        "key": "visited", "label": "Visited", "kind": "open", "probability": 25, "color": "blue",
    }  # fmt: skip

    async def is_known():
        made = await acme.post("/objects/deal/records", json={"name": "D", "stage": "visited"})
        return made.status_code == 201

    await eventually(is_known)
    other = (await (await client_of("globex")).get("/objects/deal")).json()["pipelines"][0]["stages"]
    assert "visited" not in [each["key"] for each in other]


async def test_renaming_leaves_the_other_language(client_of, eventually):
    initech = await client_of("initech")
    pipelines = (await initech.get("/objects/deal")).json()["pipelines"]
    pipelines[0]["stages"][0]["label"] = "First contact"

    await initech.put(URL, json={"pipelines": pipelines})

    async def first_stage_is(language, label):
        answer = await initech.get("/objects/deal", headers={"Accept-Language": language})
        return answer.json()["pipelines"][0]["stages"][0]["label"] == label

    await eventually(lambda: first_stage_is("en", "First contact"))
    assert await first_stage_is("zh-CN", "初步接洽")


async def test_stage_in_use(acme, pipelines):
    await acme.post("/objects/deal/records", json={"name": "D", "stage": "proposal"})
    without, turned = deepcopy(pipelines), deepcopy(pipelines)
    without[0]["stages"] = [each for each in without[0]["stages"] if each["key"] != "proposal"]
    next(each for each in turned[0]["stages"] if each["key"] == "proposal")["kind"] = "won"

    dropped = await acme.put(URL, json={"pipelines": without})
    changed = await acme.put(URL, json={"pipelines": turned})

    assert (dropped.status_code, dropped.json()["code"]) == (409, "stages_in_use")
    assert dropped.json()["errors"][0]["detail"].startswith("“Proposal” cannot be removed: 1 records")
    assert changed.json()["errors"][0]["code"] == "stage_fixed_by_use"


async def test_adding_and_removing_a_pipeline(client_of, eventually):
    hooli = await client_of("hooli")
    pipelines = (await hooli.get("/objects/deal")).json()["pipelines"]
    partners = {
        "key": "partners",
        "label": "Partners",
        "stages": stages("open", "won", "lost", prefix="partners_"),
    }

    added = await hooli.put(URL, json={"pipelines": [*pipelines, partners]})

    assert added.status_code == 200, added.text

    async def is_known():
        made = await hooli.post("/objects/deal/records", json={"name": "D", "pipeline": "partners"})
        return made.status_code == 201

    await eventually(is_known)
    removed = await hooli.put(URL, json={"pipelines": [pipelines[0], partners]})
    assert removed.status_code == 200, removed.text
    assert [each["key"] for each in removed.json()["pipelines"]] == ["sales", "partners"]


async def test_pipeline_in_use(client_of, pipelines):
    umbrella = await client_of("umbrella")
    deals = [{"name": "D", "stage": "renewal_upcoming"}, {"name": "E", "stage": "renewal_won"}]
    made = await umbrella.post("/objects/deal/records", json=deals)
    await umbrella.delete(f"/objects/deal/records/{made.json()['ids'][0]}")

    answer = await umbrella.put(URL, json={"pipelines": pipelines[:1]})

    assert (answer.status_code, answer.json()["code"]) == (409, "pipelines_in_use")
    assert answer.json()["errors"][0]["detail"] == (
        "“Renewals” cannot be removed: 2 records are in it, those in the recycle bin included."
    )


def stages(*kinds, prefix=""):
    return [{"key": prefix + kind, "label": kind.title(), "kind": kind} for kind in kinds]


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ([], 422, "pipelines_needed"),
        ([{"key": "a", "label": "A", "stages": stages("won", "lost")}], 422, "pipeline_without_open"),
        ([{"key": "a", "label": "A", "stages": stages("open", "lost")}], 422, "pipeline_without_won"),
        ([{"key": "a", "label": "A", "stages": stages("open", "won")}], 422, "pipeline_without_lost"),
        ([{"key": "a", "label": " ", "stages": stages("open", "won", "lost")}], 422, "blank"),
        ([{"key": "A b", "label": "A", "stages": stages("open", "won", "lost")}], 400, "invalid_request"),
        (
            [{"key": key, "label": "A", "stages": stages("open", "won", "lost")} for key in "ab"],
            422,
            "stage_key_taken",
        ),
        (
            [{"key": "a", "label": "A", "stages": stages("open", "won", "lost")}] * 2,
            422,
            "pipeline_key_taken",
        ),
    ],
)
async def test_unusable(acme, given, status, code):
    answer = await acme.put(URL, json={"pipelines": given})

    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


async def test_what_was_read_can_be_sent_back(acme, pipelines):
    answer = await acme.put(URL, json={"pipelines": pipelines})

    assert answer.status_code == 200, answer.text
    assert answer.json()["pipelines"] == pipelines
    assert "X-Change-Set" not in answer.headers
