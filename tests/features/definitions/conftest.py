"""A kind of definition for tests alone: what it looks like is of no interest to the store."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

import pytest
from msgspec import Struct

from guanxi.kernel.definitions import Kind, Use, register_kind
from guanxi.kernel.definitions import kinds as known_kinds
from guanxi.kernel.definitions.kinds import _kinds
from guanxi.kernel.errors import Invalid
from guanxi.kernel.metadata import Label


class Reminder(Struct, frozen=True, forbid_unknown_fields=True):
    field: str
    days: int = 1


async def check(scope, registry, declared):
    if registry.object(declared.object).field(declared.body.field) is None:
        raise Invalid(
            "field_unknown", field="body.field", params={"name": declared.body.field, "suggestion": ""}
        )


REMINDER = Kind(
    "reminder",
    Label("reminder", "提醒"),
    Label("reminders", "提醒"),
    Reminder,
    most=5,
    most_bytes=200,
    check=check,
    uses=lambda registry, declared: [Use(declared.object, declared.body.field)],
)


@pytest.fixture(autouse=True)
def reminders():
    register_kind(REMINDER)
    yield REMINDER
    _kinds.pop("reminder", None)
    assert "reminder" not in known_kinds()


@pytest.fixture
def company_name(request):
    """Each test has its own, so that none meets another's definitions."""
    return f"d{uuid5(NAMESPACE_URL, request.node.nodeid).hex[:12]}"


@pytest.fixture
async def company(client_of, company_name):
    return await client_of(company_name)


@pytest.fixture
def put(company):
    async def put(name="call_back", headers=None, **rest):
        body = {"object": "deal", "label": "Call back", "body": {"field": "close_date"}, **rest}
        return await company.put(f"/definitions/reminder/{name}", json=body, headers=headers or {})

    return put
