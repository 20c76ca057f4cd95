"""GET /health, /ready and /metrics."""

from __future__ import annotations

SITE = "http://guanxi.test"


async def test_health(browser):
    answer = await browser.get(f"{SITE}/health")

    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.headers["cache-control"] == "no-store"


async def test_ready(browser):
    assert (await browser.get(f"{SITE}/ready")).status_code == 200


async def test_not_ready_without_a_database(app, browser, monkeypatch):
    monkeypatch.setattr(app.state.database, "_pool", None)

    answer = await browser.get(f"{SITE}/ready")

    assert answer.status_code == 503
    assert answer.json()["code"] == "not_ready"


async def test_metrics_name_routes_not_records(browser, client_of):
    await (await client_of("acme")).get("/jobs/01900000-0000-7000-8000-000000000000")

    text = (await browser.get(f"{SITE}/metrics")).text

    assert 'route="/api/v1/jobs/{job_id' in text
    assert "01900000-0000" not in text
    assert "acme" not in text
