"""Limits per company, per address and per e-mail, and the headers that announce them."""

from __future__ import annotations

import pytest

from guanxi.edge.exchange import Exchange
from guanxi.edge.rate_limits import RateLimit
from guanxi.kernel.errors import Problem
from tests.fixtures.clients import PASSWORD, browser_of


@pytest.fixture
async def token(client_of):
    return (await client_of("acme")).headers["Authorization"]


async def test_company(make_app, client_of, token):
    other = (await client_of("globex")).headers["Authorization"]
    async with browser_of(await make_app(tenant_rate="3/hour")) as client:
        answers = [await client.get("/session", headers={"Authorization": token}) for _ in range(4)]
        theirs = await client.get("/session", headers={"Authorization": other})

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["ratelimit-remaining"] for answer in answers] == ["2", "1", "0", "0"]
    assert answers[3].headers["ratelimit-limit"] == "3"
    assert answers[3].json()["code"] == "too_many_requests"
    assert 0 < int(answers[3].headers["retry-after"]) <= 3600
    assert theirs.status_code == 200


async def test_address_of_the_unknown(make_app):
    async with browser_of(await make_app(address_rate="2/hour")) as client:
        statuses = [(await client.get("/session")).status_code for _ in range(3)]

    assert statuses == [401, 401, 429]


async def test_pages_and_health_are_not_limited(make_app):
    async with browser_of(await make_app(address_rate="1/hour")) as client:
        statuses = {(await client.get("http://guanxi.test/health")).status_code for _ in range(5)}

    assert statuses == {200}


async def test_sign_ups(make_app):
    form = {"company": "x", "name": "x", "email": "no", "password": "x"}
    async with browser_of(await make_app(sign_up_rate="1/hour")) as client:
        statuses = [(await client.post("/signup", json=form)).status_code for _ in range(2)]

    assert statuses == [422, 429]


class TestSignIn:
    @pytest.fixture(autouse=True)
    async def forget(self, client_of, execute_as_owner):
        await client_of("acme")
        await execute_as_owner("DELETE FROM guanxi.sign_in_attempt")

    async def test_per_email(self, make_app, execute_as_owner):
        """Counted in the database: a second process knows of the first one's attempts."""
        here = await make_app(sign_in_attempts_per_email=3)
        there = await make_app(sign_in_attempts_per_email=3)
        wrong = {"email": "admin@acme.example", "password": "wrong"}
        async with browser_of(here) as first, browser_of(there) as second:
            statuses = [
                (await client.post("/session", json=wrong)).status_code for client in (first, second, first)
            ]
            right = await second.post("/session", json=wrong | {"password": PASSWORD})
            another = await second.post("/session", json=wrong | {"email": "other@acme.example"})

        assert statuses == [401, 401, 401]
        assert right.status_code == 429
        assert right.json()["code"] == "sign_in_limited"
        assert 0 < int(right.headers["retry-after"]) <= 900
        assert another.status_code == 401

    async def test_success_clears_the_count(self, make_app):
        async with browser_of(await make_app(sign_in_attempts_per_email=2)) as client:
            statuses = []
            for password in ("wrong", PASSWORD, "wrong", PASSWORD):
                body = {"email": "ADMIN@acme.example", "password": password}
                statuses.append((await client.post("/session", json=body)).status_code)

        assert statuses == [401, 201, 401, 201]

    async def test_per_address(self, make_app):
        async with browser_of(await make_app(sign_in_attempts_per_address=2)) as client:
            bodies = [{"email": f"{n}@acme.example", "password": "x"} for n in range(3)]
            statuses = [(await client.post("/session", json=body)).status_code for body in bodies]

        assert statuses == [401, 401, 429]


class TestRateLimit:
    @pytest.fixture
    def clock(self):
        return [0.0]

    @pytest.fixture
    def limit(self, clock):
        return RateLimit("2/minute", clock=lambda: clock[0])

    def test_begins_anew_when_the_window_ends(self, limit, clock):
        for key in ("a", "a", "b"):
            limit.count(key, an_exchange())
        with pytest.raises(Problem) as refused:
            limit.count("a", an_exchange())
        assert refused.value.headers["Retry-After"] == "60"

        clock[0] = 60.0
        exchange = an_exchange()
        limit.count("a", exchange)

        assert (b"ratelimit-remaining", b"1") in exchange.response_headers

    def test_remembers_one_window_only(self, limit, clock):
        for number in range(1_000):
            limit.count(f"company {number}", an_exchange())
            clock[0] += 1

        assert len(limit) <= 60


def an_exchange() -> Exchange:
    return Exchange(request_id="1", client_address="127.0.0.1")
