"""guanxi support: asking, listing, entering, ending."""

from __future__ import annotations

import httpx
import pytest

from tests.fixtures.clients import browser_of


@pytest.fixture(scope="module")
def founded(answer_of):
    return answer_of("tenant", "create", "--name", "Helped", "--email", "boss@helped.example")


@pytest.fixture
def slug(founded):
    return founded["tenant"]["slug"]


@pytest.fixture
def asked(answer_of, slug):
    return answer_of(
        "support", "request", "--company", slug, "--as", "boss@helped.example", "--reason", "Ticket 1",
        "--minutes", "20", "--change", "--operator", "Olga",
    )  # fmt: skip


@pytest.fixture
async def boss(app, founded):
    async with browser_of(app) as client:
        client.headers["Authorization"] = f"Bearer {founded['token']}"
        yield client


def listed(answer_of, grant_id):
    return next(each for each in answer_of("support", "list")["data"] if each["id"] == grant_id)


async def approve(boss: httpx.AsyncClient, grant_id: str) -> None:
    assert (await boss.post(f"/support-grants/{grant_id}/approval", json={})).status_code == 200


def test_request_waits(answer_of, asked, slug):
    found = listed(answer_of, asked["id"])

    assert asked["state"] == "waiting"
    assert (found["state"], found["company"], found["operator"]) == ("waiting", slug, "Olga")
    assert (found["acts_as"], found["level"], found["minutes"]) == ("boss@helped.example", "change", 20)
    assert "tenant_id" not in found


def test_list_of_one_company(answer_of, asked):
    assert answer_of("support", "list", "--company", "somebody-else")["data"] == []


def test_nothing_without_an_approval(guanxi, asked):
    done = guanxi("support", "enter", asked["id"], expect=1)

    assert "No administrator has approved" in done.stderr and "Traceback" not in done.stderr


async def test_enter_gives_a_link_that_works(answer_of, asked, boss, app, eventually):
    await approve(boss, asked["id"])

    entered = answer_of("support", "enter", asked["id"])

    assert entered["url"].endswith(f"/support#{entered['ticket']}")
    async with browser_of(app) as browser:
        answer = await browser.post("/support-sessions", json={"ticket": entered["ticket"]})
        assert answer.json()["support"]["operator"] == "Olga"
        assert listed(answer_of, asked["id"])["entries"] == 1
        assert answer_of("support", "end", asked["id"])["state"] == "ended"

        async def is_out() -> bool:
            return (await browser.get("/session")).status_code == 401

        await eventually(is_out)  # heard of from another process
    assert listed(answer_of, asked["id"])["state"] == "ended"


@pytest.mark.parametrize("verb", ["enter", "end"])
def test_unknown(guanxi, verb):
    done = guanxi("support", verb, "01a2022d-3ced-7085-a791-1acf3141da63", expect=1)

    assert "guanxi support list" in done.stderr


def test_refusals_are_sentences(guanxi, slug):
    nobody = guanxi("support", "request", "--company", slug, "--as", "x@y.example", "--reason", "R", expect=1)
    nowhere = guanxi(
        "support", "request", "--company", "nowhere", "--as", "x@y.example", "--reason", "R", expect=1
    )

    assert "x@y.example does not sign in" in nobody.stderr
    assert "guanxi tenant list" in nowhere.stderr
