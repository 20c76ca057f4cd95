"""A company whose records are shared in every way there is."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any
from uuid import UUID, uuid4

import pytest

from guanxi import catalogue
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.db import Database
from guanxi.kernel.jobs import Job, get_job
from guanxi.kernel.jobs.runner import JobRunner
from guanxi.kernel.tenancy import Scope, open_scope
from tests.fixtures.people import MakePerson, Person

ScopeOf = Callable[[Person], AbstractAsyncContextManager[Scope]]


@pytest.fixture
def company() -> str:
    """Of its own for each test: defaults and rules hold for the whole of one."""
    return f"company-{uuid4().hex[:8]}"


@pytest.fixture
def admin(make_person: MakePerson, company: str) -> Person:
    return make_person(company, "admin")


@pytest.fixture
def member(make_person: MakePerson, company: str) -> Person:
    return make_person(company, "member")


@pytest.fixture
def scope_of(database: Database) -> ScopeOf:
    catalogue.load()
    return lambda person: open_scope(database, person.tenant_id, person.user_id, source="api")


@pytest.fixture
def run(database: Database) -> Callable[[Person, UUID], Awaitable[Job]]:
    async def run(person: Person, job_id: UUID) -> Job:
        await JobRunner(database).run(person.tenant_id, person.user_id, job_id)
        async with open_scope(database, person.tenant_id, person.user_id, source="api") as scope:
            return await get_job(scope, job_id)

    return run


@pytest.fixture
def create(scope_of: ScopeOf) -> Callable[..., Awaitable[list[UUID]]]:
    async def create(person: Person, object_name: str, *records: dict[str, Any]) -> list[UUID]:
        async with scope_of(person) as scope:
            outcome = await apply(scope, [Change("create", object_name, values=each) for each in records])
            return [result.id for result in outcome.results]

    return create


@pytest.fixture
def share_by_default(execute_as_owner: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[None]]:
    """Behind the application's back, so that nothing is recomputed."""

    async def share(person: Person, **sharing: str) -> None:
        await execute_as_owner(
            "UPDATE guanxi.tenant SET settings = settings || jsonb_build_object('sharing', $2::jsonb),"
            " meta_version = (extract(epoch FROM now()) * 1000000)::bigint WHERE tenant_id = $1",
            person.tenant_id,
            json.dumps(sharing),
        )

    return share
