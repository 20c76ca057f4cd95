"""Records written straight into the tables, and scopes to read them in."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest

from guanxi.features.accounts import objects as _accounts  # noqa: F401  (declares the object)
from guanxi.features.activities import objects as _activities  # noqa: F401
from guanxi.features.contacts import objects as _contacts  # noqa: F401
from guanxi.features.deals import objects as _deals  # noqa: F401
from guanxi.features.leads import objects as _leads  # noqa: F401
from guanxi.features.products import objects as _products  # noqa: F401
from guanxi.features.users import objects as _users  # noqa: F401
from guanxi.kernel.db import Database
from guanxi.kernel.ids import new_id
from guanxi.kernel.query import Governor, ListQuery, fetch_list, set_governor
from guanxi.kernel.tenancy import Scope
from tests.fixtures.people import Person

Put = Callable[..., UUID]
ScopeOf = Callable[[Person], AbstractAsyncContextManager[Scope]]
WRITTEN_AT = datetime(2017, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def owner(owner_url: str) -> Iterator[psycopg.Connection]:
    """The owner of the database, above all policies."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def put(owner: psycopg.Connection) -> Put:
    """`put(person, "deal", name=…)` writes a record that its owner alone, and admins, may see; returns its id."""

    def put(person: Person, table: str, **values: Any) -> UUID:
        (principal,) = owner.execute(
            "SELECT principal FROM guanxi.app_user WHERE tenant_id = %s AND id = %s",
            (person.tenant_id, person.user_id),
        ).fetchone() or (0,)
        row = {
            "tenant_id": person.tenant_id,
            "id": new_id(),
            "name": "A record",
            "owner_id": person.user_id,
            "acl": [principal],
            "created_at": WRITTEN_AT,
            "updated_at": WRITTEN_AT,
        } | values
        columns, places = ", ".join(row), ", ".join(f"%({column})s" for column in row)
        owner.execute(f"INSERT INTO guanxi.{table} ({columns}) VALUES ({places})", row)
        return row["id"]

    return put


@pytest.fixture
def clear(owner: psycopg.Connection) -> Callable[[], None]:
    tables = ("deal", "account", "activity", "search_doc", "object_count", "audit_log")

    def clear() -> None:
        for table in tables:
            owner.execute(f"DELETE FROM guanxi.{table}")

    return clear


@pytest.fixture(autouse=True)
def _empty(clear: Callable[[], None]) -> None:
    clear()
    set_governor(Governor())


@pytest.fixture
def scope_of(database: Database) -> ScopeOf:
    @asynccontextmanager
    async def scope_of(person: Person) -> AsyncIterator[Scope]:
        async with database.transaction(await person.seed(database), source="api") as scope:
            yield scope

    return scope_of


@pytest.fixture
def listed(scope_of: ScopeOf) -> Callable[..., Any]:
    """`await listed(person, filter=…)`: the decoded answer of a list of deals."""

    async def listed(person: Person, object: str = "deal", **query: Any) -> dict[str, Any]:
        async with scope_of(person) as scope:
            return json.loads(await fetch_list(scope, ListQuery(object, **query)))

    return listed


@pytest.fixture
def names(listed: Callable[..., Any]) -> Callable[..., Any]:
    async def names(person: Person, **query: Any) -> list[str]:
        return [row["name"] for row in (await listed(person, **query))["data"]]

    return names
