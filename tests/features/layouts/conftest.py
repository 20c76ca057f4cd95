"""A company of its own for each test, and layouts of its deals."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest

MEMBER = {"objects": {"*": ["create", "read", "update", "delete"]}}


def section(key="facts", *names, **rest):
    fields = [each if isinstance(each, dict) else {"name": each} for each in names]
    return {
        "type": "section",
        "key": key,
        "label": {"en": key.title(), "zh-CN": "分区"},
        "fields": fields,
        **rest,
    }


def tab(*items, key="overview", **rest):
    return {"key": key, "label": {"en": key.title(), "zh-CN": "概览"}, "items": list(items), **rest}


@pytest.fixture
def company_name(request):
    """Each test has its own, so that none meets another's layouts."""
    return f"l{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, company_name):
    return await client_of(company_name)


@pytest.fixture
async def member(client_of, company, company_name):
    return await client_of(company_name, role="member")


@pytest.fixture
def hide(company):
    """Hides fields of an object from members."""

    async def hide(object, *names):
        definition = MEMBER | {"fields": {object: {name: "hidden" for name in names}}}
        answer = await company.patch("/permission-sets/member", json={"definition": definition})
        assert answer.status_code == 200, answer.text

    return hide


@pytest.fixture
def put(company):
    async def put(*tabs, name="page", object="deal", position=0, active=True, **body):
        declared = {
            "object": object, "label": {"en": name.title(), "zh-CN": "页面"}, "position": position, "active": active,
            "body": {"tabs": list(tabs) or [tab(section("facts", "name", "amount"))], **body},
        }  # fmt: skip
        return await company.put(f"/definitions/layout/{name}", json=declared)

    return put


@pytest.fixture
def make(company):
    async def make(object="deal", **values):
        answer = await company.post(f"/objects/{object}/records", json={"name": "Licences", **values})
        assert answer.status_code == 201, answer.text
        return answer.json()["ids"][0]

    return make


@pytest.fixture
def decide(company):
    async def decide(client=None, object="deal", **question):
        answer = await (client or company).post(f"/objects/{object}/layout-decisions", json=question)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return decide
