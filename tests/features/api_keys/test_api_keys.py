"""GET and POST /api-keys, DELETE /api-keys/{id}."""

from __future__ import annotations

import pytest

from guanxi.features.api_keys import service
from tests.fixtures.clients import browser_of, enter

NOBODY = "01900000-0000-7000-8000-000000000000"  # an id that no record has


@pytest.fixture
async def acme(client_of):
    return await client_of("acme")


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("POST", ""), ("DELETE", f"/{NOBODY}")])
async def test_anonymous(client_of, method, path):
    answer = await (await client_of(None)).request(method, f"/api-keys{path}", json={"name": "x"})

    assert answer.status_code == 401


async def test_valid(app, acme):
    made = await acme.post("/api-keys", json={"name": " Nightly   export "})

    body = made.json()
    assert made.status_code == 201
    assert body["name"] == "Nightly export"
    assert body["token"].startswith(body["prefix"])
    assert body["token"].startswith("gx_")
    async with browser_of(app) as program:
        program.headers["Authorization"] = f"Bearer {body['token']}"
        assert (await program.get("/session")).status_code == 200
    listed = next(key for key in (await acme.get("/api-keys")).json()["data"] if key["id"] == body["id"])
    assert "token" not in listed
    assert listed["last_used_at"] is not None


async def test_deleted_key_stops_at_once(app, acme):
    made = (await acme.post("/api-keys", json={"name": "short"})).json()
    async with browser_of(app) as program:
        program.headers["Authorization"] = f"Bearer {made['token']}"
        assert (await program.get("/session")).status_code == 200

        assert (await acme.delete(f"/api-keys/{made['id']}")).status_code == 204

        assert (await program.get("/session")).status_code == 401


async def test_other_company_cannot_delete_it(acme, client_of):
    made = (await acme.post("/api-keys", json={"name": "mine"})).json()

    answer = await (await client_of("globex")).delete(f"/api-keys/{made['id']}")

    assert answer.status_code == 404
    assert made["id"] in [key["id"] for key in (await acme.get("/api-keys")).json()["data"]]


async def test_others_do_not_see_it(acme, client_of):
    made = (await acme.post("/api-keys", json={"name": "mine"})).json()

    listed = (await (await client_of("globex")).get("/api-keys")).json()["data"]

    assert made["id"] not in [key["id"] for key in listed]


async def test_unknown(acme):
    assert (await acme.delete(f"/api-keys/{NOBODY}")).json()["code"] == "api_key_unknown"


async def test_blank_name(acme):
    assert (await acme.post("/api-keys", json={"name": "  "})).status_code == 422


async def test_limit(acme, monkeypatch):
    monkeypatch.setattr(service, "MOST_KEYS", 1)

    assert (await acme.post("/api-keys", json={"name": "one more"})).json()["code"] == "api_key_limit"


async def test_expired(app, acme, execute_as_owner):
    made = (await acme.post("/api-keys", json={"name": "brief"})).json()
    await execute_as_owner(f"UPDATE guanxi.api_key SET expires_at = now() WHERE id = '{made['id']}'")
    async with browser_of(app) as program:
        answer = await program.get("/session", headers={"Authorization": f"Bearer {made['token']}"})

    assert answer.status_code == 401


async def test_key_of_a_deactivated_user(app, browser, client_of, execute_as_owner):
    token = (await client_of("initech")).headers["Authorization"]
    await enter(browser, "initech")
    await execute_as_owner(
        "UPDATE guanxi.app_user SET status = 'inactive' WHERE email = 'admin@initech.example'"
    )
    app.state.identities.forget_everything()
    async with browser_of(app) as program:
        by_key = await program.get("/session", headers={"Authorization": token})

    assert by_key.status_code == 401
    assert (await browser.get("/session")).status_code == 401
