"""Idempotency-Key: the same key, the same answer, one effect."""

from __future__ import annotations

import asyncio

import pytest

VIEW = {"object": "deal", "name": "Mine"}


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.fixture
async def post(acme):
    async def post(key: str, body: object = VIEW, client=acme):
        return await client.post("/views", json=body, headers={"Idempotency-Key": key})

    return post


@pytest.fixture
async def views_named(acme):
    async def views_named(name: str) -> int:
        return sum(view["name"] == name for view in (await acme.get("/views")).json()["data"])

    return views_named


async def test_second_time_answers_the_same_and_does_nothing(post, views_named):
    body = VIEW | {"name": "twice"}
    first = await post("key-1", body)

    second = await post("key-1", body)

    assert (second.status_code, second.content) == (201, first.content)
    assert second.headers["idempotency-replayed"] == "true"
    assert second.headers["content-type"] == first.headers["content-type"]
    assert "idempotency-replayed" not in first.headers
    assert await views_named("twice") == 1


async def test_other_body(post, views_named):
    await post("key-2", VIEW | {"name": "a"})

    answer = await post("key-2", VIEW | {"name": "b"})

    assert answer.status_code == 422
    assert answer.json()["code"] == "idempotency_key_reused"
    assert await views_named("b") == 0


async def test_refused_request_may_be_tried_again(post):
    refused = await post("key-3", VIEW | {"object": "nothing"})
    corrected = await post("key-3", VIEW)

    assert refused.status_code == 404
    assert corrected.status_code == 201


async def test_at_the_same_time(post, views_named):
    body = VIEW | {"name": "race"}

    answers = await asyncio.gather(*(post("key-4", body) for _ in range(8)))

    assert {answer.status_code for answer in answers} <= {201, 409}
    refused = [answer.json()["code"] for answer in answers if answer.status_code == 409]
    assert set(refused) <= {"idempotency_key_in_use"}
    assert await views_named("race") == 1


async def test_keys_of_others_are_others(post, client_of):
    mine = await post("key-5")
    theirs = await post("key-5", client=await client_of("globex"))

    assert theirs.status_code == 201
    assert theirs.json()["id"] != mine.json()["id"]


async def test_forgotten_after_a_day(post, execute_as_owner):
    first = await post("key-6")
    await execute_as_owner("UPDATE guanxi.idempotency_key SET created_at = now() - interval '25 hours'")

    second = await post("key-6")

    assert second.json()["id"] != first.json()["id"]
    assert await execute_as_owner("SELECT 1 FROM guanxi.idempotency_key WHERE key = 'key-1'") == []


@pytest.mark.parametrize("key", ["", "two words", "x" * 201, "é"])
async def test_unusable_key(acme, key):
    answer = await acme.post("/views", json=VIEW, headers={"Idempotency-Key": key.encode("latin-1")})

    assert answer.status_code == 400
    assert answer.json()["code"] == "idempotency_key_invalid"


async def test_answers_that_hold_a_secret_are_not_stored(acme, execute_as_owner):
    headers = {"Idempotency-Key": "key-secret"}

    answer = await acme.post("/invitations", json={"email": "secret@acme.example"}, headers=headers)

    assert answer.status_code == 201
    assert await execute_as_owner("SELECT 1 FROM guanxi.idempotency_key WHERE key = 'key-secret'") == []
