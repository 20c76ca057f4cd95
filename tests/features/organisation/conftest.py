"""A company of its own for each test, its people with sign-ins of their own, and what each of them finds in lists."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from guanxi.kernel.db import Database
from guanxi.kernel.jobs.runner import JobRunner
from tests.fixtures.clients import PASSWORD, browser_of

NOBODY = "01900000-0000-7000-8000-000000000000"  # an id that nothing has


@dataclass
class Colleague:
    id: str
    client: httpx.AsyncClient

    async def sees(self, object_name: str = "account") -> set[str]:
        """Names in the list, which are also those that search finds and that can be opened."""
        answer = await self.client.get(f"/objects/{object_name}/records?limit=200")
        assert answer.status_code == 200, answer.text
        return {row["name"] for row in answer.json()["data"]}


@pytest.fixture
def company() -> str:
    return f"company-{uuid4().hex[:8]}"


@pytest.fixture
async def admin(client_of, company) -> httpx.AsyncClient:
    return await client_of(company)


@pytest.fixture
async def hire(app, admin, company) -> AsyncIterator[Callable[..., Awaitable[Colleague]]]:
    async with AsyncExitStack() as stack:

        async def hire(name: str, role: str = "member") -> Colleague:
            email = f"{uuid4().hex[:8]}@{company}.example"
            invited = await admin.post("/invitations", json={"email": email, "name": name, "role": role})
            client = await stack.enter_async_context(browser_of(app))
            path = f"/invitations/{invited.json()['url'].rsplit('/', 1)[-1]}/acceptance"
            joined = await client.post(path, json={"name": name, "password": PASSWORD})
            assert joined.status_code == 201, joined.text
            client.headers["X-CSRF-Token"] = joined.json()["csrf_token"]
            return Colleague(invited.json()["user_id"], client)

        yield hire


@pytest.fixture
def people(admin) -> Callable[..., Awaitable[list[str]]]:
    """Users without a sign-in, as an import makes them."""

    async def people(*names: str) -> list[str]:
        answer = await admin.post("/objects/user/records", json=[{"name": name} for name in names])
        assert answer.status_code == 201, answer.text
        return answer.json()["ids"]

    return people


@pytest.fixture
def share_by_default(app: Any, company: str, admin, execute_as_owner) -> Callable[..., Awaitable[None]]:
    """What the whole company may do with records written from now on."""

    async def share_by_default(**sharing: str) -> None:
        await execute_as_owner(
            "UPDATE guanxi.tenant SET settings = settings || jsonb_build_object('sharing', $2::jsonb),"
            " meta_version = (extract(epoch FROM now()) * 1000000)::bigint WHERE name = $1",
            company,
            json.dumps(sharing),
        )
        app.state.identities.forget_everything()

    return share_by_default


@pytest.fixture
async def private(share_by_default) -> None:
    await share_by_default(account="private", deal="private", lead="private")


@pytest.fixture
def run_jobs(database: Database, execute_as_owner) -> Callable[[], Awaitable[list[dict[str, Any]]]]:
    async def run_jobs() -> list[dict[str, Any]]:
        """Those that wait, and what they were asked to do."""
        rows = await execute_as_owner(
            "SELECT tenant_id, id, created_by, args::text AS args FROM guanxi.job WHERE state = 'queued' ORDER BY id"
        )
        for row in rows:
            await JobRunner(database).run(row["tenant_id"], row["created_by"], row["id"])
        failed = await execute_as_owner("SELECT error FROM guanxi.job WHERE state = 'failed'")
        assert not failed
        return [json.loads(row["args"]) for row in rows]

    return run_jobs


@pytest.fixture
def make_rule(execute_as_owner, app, company) -> Callable[..., Awaitable[None]]:
    """A sharing rule; `owned_by` and `principal` are tables and ids of teams and roles."""

    async def make_rule(
        object_name: str, *, to: tuple[str, str], owned_by: tuple[str, str] | None = None, level: str = "read"
    ) -> None:
        async def principal_of(place: tuple[str, str] | None) -> int | None:
            if place is None:
                return None
            table, place_id = place
            rows = await execute_as_owner(
                f"SELECT principal FROM guanxi.{table} WHERE id = $1", UUID(place_id)
            )
            return int(rows[0]["principal"])

        await execute_as_owner(
            "INSERT INTO guanxi.sharing_rule (tenant_id, id, object, name, owned_by, principal, level, created_at,"
            " updated_at) SELECT tenant_id, $2, $3, 'A rule', $4, $5, $6, now(), now() FROM guanxi.tenant WHERE name = $1",
            company,
            uuid4(),
            object_name,
            await principal_of(owned_by),
            await principal_of(to),
            level,
        )
        await execute_as_owner(
            "UPDATE guanxi.tenant SET meta_version = (extract(epoch FROM now()) * 1000000)::bigint"
            " WHERE name = $1",
            company,
        )
        app.state.identities.forget_everything()

    return make_rule


@pytest.fixture
def grant(execute_as_owner, app, company) -> Callable[..., Awaitable[None]]:
    """A permission set of one person."""

    async def grant(colleague: Colleague, **definition: Any) -> None:
        set_id = uuid4()
        await execute_as_owner(
            "INSERT INTO guanxi.permission_set (tenant_id, id, name, definition, created_at, updated_at)"
            " SELECT tenant_id, $2, 'A set', $3::jsonb, now(), now() FROM guanxi.tenant WHERE name = $1",
            company,
            set_id,
            json.dumps(definition),
        )
        await execute_as_owner(
            "INSERT INTO guanxi.permission_assignment (tenant_id, user_id, set_id, created_at)"
            " SELECT tenant_id, $2, $3, now() FROM guanxi.tenant WHERE name = $1",
            company,
            UUID(colleague.id),
            set_id,
        )
        app.state.identities.forget_everything()

    return grant


@pytest.fixture
def make_role(admin) -> Callable[..., Awaitable[str]]:
    async def make_role(name: str, parent: str | None = None) -> str:
        answer = await admin.post("/org-roles", json={"name": name, "parent_id": parent})
        assert answer.status_code == 201, answer.text
        return answer.json()["id"]

    return make_role


@pytest.fixture
def make_team(admin) -> Callable[..., Awaitable[dict[str, Any]]]:
    async def make_team(name: str, kind: str = "team", *members: Colleague | str) -> dict[str, Any]:
        ids = [each if isinstance(each, str) else each.id for each in members]
        answer = await admin.post("/teams", json={"name": name, "kind": kind, "member_ids": ids})
        assert answer.status_code == 201, answer.text
        return answer.json()

    return make_team


async def put_in_role(admin: httpx.AsyncClient, role_id: str | None, *colleagues: Colleague) -> None:
    for colleague in colleagues:
        answer = await admin.put(f"/users/{colleague.id}/org-role", json={"role_id": role_id})
        assert answer.status_code == 200, answer.text


async def create(client: httpx.AsyncClient, object_name: str = "account", **values: Any) -> str:
    answer = await client.post(f"/objects/{object_name}/records", json=values)
    assert answer.status_code == 201, answer.text
    return answer.json()["ids"][0]


def code_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


@pytest.fixture
async def ladder(admin, hire, make_role, private, run_jobs):
    """Head above East and West; one person each, with an account each."""
    head = await make_role("Head")
    roles = {"head": head, "east": await make_role("East", head), "west": await make_role("West", head)}
    staff = {name: await hire(name.title()) for name in roles}
    for name, colleague in staff.items():
        await put_in_role(admin, roles[name], colleague)
        await create(colleague.client, name=f"Of {name}")
    await run_jobs()
    return roles, staff
