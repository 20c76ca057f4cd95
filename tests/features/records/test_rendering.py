"""POST /objects/{object}/records/{id}/render: templates filled in with what the caller sees."""

from __future__ import annotations

from uuid import uuid4

import httpx
import pytest

from tests.fixtures.clients import ClientOf


@pytest.fixture
async def acme(client_of: ClientOf) -> httpx.AsyncClient:
    return await client_of("acme")


async def made(client: httpx.AsyncClient, object_name: str, **values: object) -> str:
    answer = await client.post(f"/objects/{object_name}/records", json=values)
    assert answer.status_code == 201, answer.text
    return answer.json()["ids"][0]


@pytest.fixture
async def deal(acme: httpx.AsyncClient) -> str:
    account = await made(acme, "account", name="Müller & 华信", website="example.com", annual_revenue="1000")
    return await made(
        acme,
        "deal",
        name="Roof <b>",
        account=account,
        amount="1234.50",
        stage="lost",
        close_date="2026-03-09",
    )


async def rendered(client: httpx.AsyncClient, deal: str, template: str, **more: str) -> httpx.Response:
    return await client.post(f"/objects/deal/records/{deal}/render", json={"template": template, **more})


class TestRender:
    async def test_anonymous(self, client_of: ClientOf, deal: str) -> None:
        assert (await rendered(await client_of(None), deal, "x")).status_code == 401

    async def test_other_company_and_absent_are_the_same(self, client_of: ClientOf, deal: str) -> None:
        globex = await client_of("globex")

        invisible, absent = await rendered(globex, deal, "x"), await rendered(globex, str(uuid4()), "x")

        assert invisible.status_code == absent.status_code == 404
        assert invisible.json()["code"] == absent.json()["code"]

    async def test_fields_lookups_and_formats(self, acme: httpx.AsyncClient, deal: str) -> None:
        template = (
            '{{deal.name}}, {{account.name}}, {{account}}: {{amount | money: "code"}} {{stage}} '
            '{{close_date}} {{next_step | default: "-"}} {{company.name}}'
        )

        answer = await rendered(acme, deal, template, locale="en")
        chinese = await rendered(acme, deal, "{{close_date}} {{description}}", locale="zh-CN")

        assert answer.status_code == 200, answer.text
        assert answer.json()["text"].startswith("Roof <b>, Müller & 华信, Müller & 华信: ")
        assert "1,234.50 Lost Mar 9, 2026 - " in answer.json()["text"]
        assert chinese.json() == {"text": "2026年3月9日 ", "empty": ["description"]}

    async def test_escapes_for_the_target(self, acme: httpx.AsyncClient, deal: str) -> None:
        link = '<a href="{{account.website}}">{{name}}</a>'

        answer = await rendered(acme, deal, link, target="html")

        assert answer.json()["text"] == '<a href="https://example.com">Roof &lt;b&gt;</a>'

    @pytest.mark.parametrize(
        "name", ["nosuch", "account.nosuch", "account.owner.email", "a.__class__", "__init__"]
    )
    async def test_unknown_field(self, acme: httpx.AsyncClient, deal: str, name: str) -> None:
        answer = await rendered(acme, deal, "first line\n  {{ " + name + " }}")

        assert answer.status_code == 422
        assert answer.json()["code"] == "template_field_unknown"
        assert "line 2, column 3" in answer.json()["detail"]

    async def test_refusals_in_chinese(self, acme: httpx.AsyncClient, deal: str) -> None:
        answer = await acme.post(
            f"/objects/deal/records/{deal}/render",
            json={"template": "{{name"},
            headers={"Accept-Language": "zh-CN"},
        )

        assert "第 1 行第 1 列" in answer.json()["detail"]

    async def test_too_many_fields_of_other_records(self, acme: httpx.AsyncClient, deal: str) -> None:
        objects = {each["name"]: each for each in (await acme.get("/objects")).json()["data"]}
        own = (await acme.get("/objects/deal")).json()["fields"]
        paths = [
            f"{field['name']}.{inner['name']}"
            for field in own
            if field.get("target") in objects
            for inner in (await acme.get(f"/objects/{field['target']}")).json()["fields"]
        ]
        names = [f"{{{{{path}}}}}" for path in [field["name"] for field in own] + paths]
        assert len(names) > 60

        answer = await rendered(acme, deal, "".join(names))

        assert answer.json()["code"] == "template_too_many"
        assert (await rendered(acme, deal, "".join(names[:60]))).status_code == 200
