"""Who is told what, and what happens to a slow reader."""

from __future__ import annotations

from datetime import timedelta

import pytest

from guanxi.features.events.service import hub as hub_module
from guanxi.features.events.service.heard import Heard
from guanxi.features.events.service.hub import MOST_WAITING, Hub, event_for
from guanxi.kernel.clock import utc_now
from guanxi.kernel.errors import Problem
from tests.factories.identities import ADA, BOB, an_identity

CHANGE = {"tenant": 1, "type": "change", "object": "deal", "ids": ["x"], "change_set_id": "c", "actor": "u"}


@pytest.mark.parametrize(
    ("role", "sharing", "ids"),
    [
        ("admin", {"deal": "private"}, ["x"]),
        ("member", {"deal": "private"}, None),
        ("viewer", {"deal": "private"}, None),
        ("member", {"account": "private"}, ["x"]),
        ("member", {}, ["x"]),
    ],
)
def test_ids_of_private_records_are_withheld(role, sharing, ids):
    name, data = event_for(an_identity(role, sharing=sharing), CHANGE)

    assert (name, data["ids"], data["object"]) == ("change", ids, "deal")


@pytest.mark.parametrize(
    ("role", "user", "is_told"),
    [("member", ADA, True), ("member", BOB, False), ("admin", BOB, True), ("member", None, True)],
)
def test_jobs_are_for_those_who_started_them(role, user, is_told):
    announcement = {"tenant": 1, "type": "job", "id": "j", "user": str(user) if user else None}

    assert (event_for(an_identity(role), announcement) is not None) is is_told


@pytest.mark.parametrize(("role", "is_told"), [("admin", True), ("member", True), ("customer", False)])
def test_changes_are_for_those_who_may_read(role, is_told):
    """A role that nobody defined gives nothing."""
    assert (event_for(an_identity(role), CHANGE) is not None) is is_told


@pytest.mark.parametrize(("role", "is_told"), [("admin", True), ("member", False), ("viewer", False)])
def test_what_support_asks_for_is_for_administrators(role, is_told):
    announcement = {"tenant": 1, "type": "support", "id": "g", "operator": "Olga"}

    assert event_for(an_identity(role), announcement) == (("support", {"id": "g"}) if is_told else None)


def test_unknown_kind():
    assert event_for(an_identity(), {"tenant": 1, "type": "gossip"}) is None


def test_slow_reader_is_told_to_read_anew():
    hub = Hub(streams_per_user=8)
    stream = hub.open(an_identity())

    for _ in range(MOST_WAITING + 1):
        hub.receive(CHANGE)

    assert stream.queue.qsize() == 1
    assert stream.queue.get_nowait() == ("resync", {})


def test_limit_is_per_user():
    hub = Hub(streams_per_user=1)
    hub.open(an_identity())

    with pytest.raises(Problem):
        hub.open(an_identity())
    hub.open(an_identity(user_id=BOB))


@pytest.mark.parametrize(
    ("tenant_id", "user_id", "ends"), [(1, ADA, True), (1, BOB, False), (2, ADA, False), (1, None, True)]
)
def test_forget(tenant_id, user_id, ends):
    hub = Hub(streams_per_user=8)
    stream = hub.open(an_identity())

    hub.forget(tenant_id, user_id, None)

    assert (stream.queue.qsize() == 1) is ends


@pytest.mark.parametrize(
    ("read_at", "tenant_id", "begins_with"),
    [(30, 1, ["resync"]), (89, 1, ["resync"]), (93, 1, []), (93, 2, []), (61, 2, ["resync"]), (63, 2, [])],
)
def test_begins_with_what_came_between_reading_and_listening(monkeypatch, read_at, tenant_id, begins_with):
    """The server began a minute past, heard of company 1 half a minute later; of company 2 never."""
    begun = utc_now()
    monkeypatch.setattr(hub_module, "utc_now", lambda: begun + timedelta(seconds=60))
    hub = Hub(streams_per_user=8)
    monkeypatch.setattr(hub_module, "utc_now", lambda: begun + timedelta(seconds=90))
    hub.receive(CHANGE)

    stream = hub.open(an_identity(tenant_id=tenant_id), begun + timedelta(seconds=read_at))

    assert [stream.queue.get_nowait()[0] for _ in range(stream.queue.qsize())] == begins_with


def test_companies_that_were_forgotten_may_have_heard_anything():
    begun = utc_now()
    heard = Heard(begun, most=2)
    for tenant_id in (1, 2, 1, 3):
        heard.note(tenant_id, begun + timedelta(minutes=tenant_id))

    may = {
        tenant_id: heard.may_have_since(tenant_id, begun + timedelta(seconds=100))
        for tenant_id in (1, 2, 3, 4)
    }

    assert may == {1: False, 2: True, 3: True, 4: True}
