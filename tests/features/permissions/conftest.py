"""People with sets of their own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any

import httpx
import pytest

from tests.factories.permissions import Holder
from tests.fixtures.clients import PASSWORD, browser_of

_numbers = count(1)


@pytest.fixture
async def make_set(client_of) -> Callable[..., Awaitable[dict[str, Any]]]:
    """`await make_set({"objects": …}, name="Sales")` makes a set in acme."""

    async def make_set(definition: dict[str, Any] | None = None, **given: Any) -> dict[str, Any]:
        company = given.pop("company", "acme")
        form = {"name": f"Set {next(_numbers)}", "definition": definition or {}, **given}
        answer = await (await client_of(company)).post("/permission-sets", json=form)
        assert answer.status_code == 201, answer.text
        return answer.json()

    return make_set


@pytest.fixture
async def make_holder(client_of, app, make_set) -> Callable[..., Awaitable[Holder]]:
    """A new person of acme who can sign in, with a set of this definition if one is given."""

    async def make_holder(
        definition: dict[str, Any] | None = None, *, role: str = "viewer", company: str = "acme"
    ) -> Holder:
        admin = await client_of(company)
        holder = await join(
            admin, await client_of(None), app, f"person{next(_numbers)}@{company}.example", role
        )
        if definition is not None:
            made = await make_set(definition, company=company)
            url = f"/users/{holder.user_id}/permission-sets"
            answer = await admin.put(url, json={"permission_sets": [made["id"]]})
            assert answer.status_code == 200, answer.text
            holder.set_id = made["id"]
        return holder

    return make_holder


async def join(
    admin: httpx.AsyncClient, anonymous: httpx.AsyncClient, app: Any, email: str, role: str
) -> Holder:
    invited = await admin.post("/invitations", json={"email": email, "name": email, "role": role})
    assert invited.status_code == 201, invited.text
    token = invited.json()["url"].rstrip("/").rsplit("/", 1)[-1]
    joined = await anonymous.post(
        f"/invitations/{token}/acceptance", json={"name": email, "password": PASSWORD}
    )
    csrf = {"X-CSRF-Token": joined.json()["csrf_token"]}
    key = await anonymous.post("/api-keys", json={"name": "tests"}, headers=csrf)
    anonymous.cookies.clear()
    client = browser_of(app)
    client.headers["Authorization"] = f"Bearer {key.json()['token']}"
    return Holder(client, joined.json()["user"]["id"], email)
