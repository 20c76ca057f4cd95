"""Approvals over HTTP: a company with a boss, a finance person and a salesperson."""

from __future__ import annotations

from contextlib import asynccontextmanager
from uuid import NAMESPACE_URL, uuid5

import pytest

from tests.factories.permissions import ALL_VERBS


@pytest.fixture
def company_name(request):
    """Each test has its own, so that none meets another's processes."""
    return f"a{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, company_name):
    return await client_of(company_name)


@pytest.fixture
async def tenant_id(company, company_name, execute_as_owner):
    rows = await execute_as_owner("SELECT tenant_id FROM guanxi.tenant WHERE name = $1", company_name)
    return rows[0]["tenant_id"]


class Person:
    def __init__(self, client, id_, email):
        self.client, self.id, self.email = client, id_, email

    async def get(self, path, status=200, **params):
        answer = await self.client.get(path, params=params)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def post(self, path, status=200, **body):
        answer = await self.client.post(path, json=body)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    async def waiting(self):
        return (await self.get("/approvals", state="waiting"))["data"]

    async def decide(self, what, request, status=200, **body):
        return await self.post(f"/approvals/{request['id']}/{what}", status, **body)


@pytest.fixture
async def admin(company, company_name):
    email = f"admin@{company_name}.example"
    found = (await company.get("/objects/user/records", params={"filter": f'email == "{email}"'})).json()
    return Person(company, found["data"][0]["id"], email)


@pytest.fixture
def hire(client_of, company_name, admin):
    """`await hire("boss")`, with a manager `await hire("sales", manager=boss)`. Everybody is a member, by his own name."""

    async def hire(name, manager=None, **values):
        client = await client_of(company_name, role="member", name=name)
        email = f"{name}@{company_name}.example"
        found = await admin.get("/objects/user/records", filter=f'email == "{email}"')
        person = Person(client, found["data"][0]["id"], email)
        if manager is not None:
            values["manager"] = manager.id
        if values:
            answer = await admin.client.patch(f"/objects/user/records/{person.id}", json=values)
            assert answer.status_code == 200, answer.text
        return person

    return hire


@pytest.fixture
def declare(admin):
    async def declare(name="big", *, steps, object="deal", status=200, active=True, label=None, **body):
        steps = [_step(each) for each in steps]
        answer = await admin.client.put(
            f"/definitions/approval/{name}",
            json={
                "object": object,
                "label": label or {"en": name.title(), "zh-CN": "大额"},
                "body": {"steps": steps, **body},
                "active": active,
            },
        )
        assert answer.status_code == status, answer.text
        return answer.json()

    return declare


def _step(step):
    return {
        **step,
        "approvers": [
            {"user": each.email} if hasattr(each, "email") else each for each in step.get("approvers", ())
        ],
        **(
            {"parallel": [[_step(one) for one in branch] for branch in step["parallel"]]}
            if "parallel" in step
            else {}
        ),
    }


def step(name, *approvers, **rest):
    return {"name": name, "approvers": list(approvers), **rest}


@pytest.fixture
def add():
    async def add(person, object="deal", **values):
        made = await person.client.post(f"/objects/{object}/records", json={"name": "One", **values})
        assert made.status_code == 201, made.text
        return made.json()["ids"][0]

    return add


@pytest.fixture
def submit():
    async def submit(person, record, process="big", status=201, object="deal", **body):
        return await person.post(
            f"/objects/{object}/records/{record}/approvals", status, process=process, **body
        )

    return submit


@pytest.fixture
def hide_deals(admin):
    """From now on deals are seen by their owners alone."""

    async def hide_deals():
        answer = await admin.client.put("/sharing/deal", json={"sharing": "private"})
        assert answer.status_code < 300, answer.text

    return hide_deals


@pytest.fixture
def forbid(admin):
    """Limits fields of deals for all members."""

    async def forbid(**limits):
        definition = {"objects": {"*": ALL_VERBS, "user": ["read"]}, "fields": {"deal": limits}}
        answer = await admin.client.patch("/permission-sets/member", json={"definition": definition})
        assert answer.status_code == 200, answer.text

    return forbid


@pytest.fixture
def statements(app):
    @asynccontextmanager
    async def statements():
        pool, seen = app.state.database.pool, []

        def note(record):
            seen.append(record.query)

        connections = [await pool.acquire() for _ in range(pool.get_size())]
        for connection in connections:
            connection.add_query_logger(note)
            await pool.release(connection)
        yield seen
        connections = [await pool.acquire() for _ in range(pool.get_size())]
        for connection in connections:
            connection.remove_query_logger(note)
            await pool.release(connection)

    return statements


@pytest.fixture
def dismiss(admin, start_worker, eventually):
    """He cannot sign in any more; what he owns goes to the administrator."""

    async def dismiss(person):
        start_worker()
        answer = await admin.client.post(
            f"/users/{person.id}/hand-over", json={"to": admin.id, "deactivate": True}
        )
        assert answer.status_code < 300, answer.text

        async def gone():
            found = await admin.get(f"/objects/user/records/{person.id}")
            return found["status"] == "deactivated"

        await eventually(gone, 150)

    return dismiss
