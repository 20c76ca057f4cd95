"""Forms over HTTP: designed by an administrator, sent by strangers, in a company of each test's own."""

from __future__ import annotations

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

import httpx
import pytest

from guanxi.features.forms.routes import visiting
from guanxi.features.forms.service import rates, tickets
from guanxi.features.workflows.service.engine import take_turn
from guanxi.kernel.clock import utc_now


@pytest.fixture
def company_name(request):
    return f"f{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, company_name):
    return await client_of(company_name)


@pytest.fixture
async def tenant_id(company, company_name, execute_as_owner):
    rows = await execute_as_owner("SELECT tenant_id FROM guanxi.tenant WHERE name = $1", company_name)
    return rows[0]["tenant_id"]


@pytest.fixture
async def stranger(app):
    """Nobody, from anywhere."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://guanxi.test", headers={"Accept-Language": "en"}
    ) as client:
        yield client


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    """Tests of limits set their own."""
    monkeypatch.setattr(rates, "RATES", {name: rates.Rate(10**6, 10**6) for name in rates.RATES})
    off = {name: visiting.RateLimit("off") for name in rates.RATES}
    monkeypatch.setattr(visiting, "PER_FORM", off)
    monkeypatch.setattr(visiting, "PER_ADDRESS", off)


FIELDS = [
    {"field": "name", "label": {"en": "Your name", "zh-CN": "您的姓名"}},
    {"field": "email", "required": True},
    {"field": "company"},
]


@pytest.fixture
def design(company):
    async def design(name="inquiry", *, object="lead", status=200, active=True, fields=FIELDS, **body):
        """The public key."""
        answer = await company.put(
            f"/definitions/form/{name}",
            json={"object": object, "label": "Inquiry", "active": active, "body": {"fields": fields, **body}},
        )
        assert answer.status_code == status, answer.text
        if status != 200:
            return answer.json()
        link = (await company.get(f"/forms/{name}/link")).json()
        return link["url"].rpartition("/")[2]

    return design


@pytest.fixture
def ticket(settings):
    """One that was given out a while ago."""

    def ticket(key, age=60):
        return tickets.issue(settings.secret_key().encode(), key, utc_now() - timedelta(seconds=age))

    return ticket


@pytest.fixture
def send(stranger, ticket):
    async def send(key, values=None, *, status=201, age=60, headers=None, **sending):
        content = {"ticket": ticket(key, age), "values": values or {}, **sending}
        answer = await stranger.post(
            f"/api/v1/public-forms/{key}/submissions", json=content, headers=headers or {}
        )
        assert answer.status_code == status, answer.text
        return answer.json()

    return send


@pytest.fixture
def submissions(company):
    async def submissions(**query):
        answer = await company.get("/form-submissions", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]

    return submissions


@pytest.fixture
def records(company):
    async def records(object="lead", **query):
        answer = await company.get(f"/objects/{object}/records", params={"sort": "created_at", **query})
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]

    return records


@pytest.fixture
def turn(database, settings, tenant_id):
    async def turn():
        while (left := await take_turn(database, settings, tenant_id)) == 0:
            pass
        return left

    return turn


ADA = {"name": "Ada Lovelace", "email": "ada@customer.example", "company": "Analytical"}
