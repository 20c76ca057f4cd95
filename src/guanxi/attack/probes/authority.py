"""Every call that changes something, by people without a say in it: what says who may do what stays as it is.

Runs last: a member may rightly change and delete the records that he sees.
"""

from __future__ import annotations

from collections.abc import Iterator

from guanxi.attack.exchange import Request
from guanxi.attack.founding import API, World
from guanxi.attack.people import Person
from guanxi.attack.probes.requests import admin_requests
from guanxi.attack.probing import Probe, Promise

FAMILY = "authority"

# One's own views, keys, sessions, who is asked in one's place, and what is kept of one's requests.
PERSONAL = frozenset({"saved_view", "api_key", "session", "idempotency_key", "approval_stand_in"})
RECORDS = frozenset(
    {
        "account", "contact", "lead", "deal", "product", "activity", "custom_record", "audit_log", "change_set", "outbox",
        "search_doc", "object_count", "file", "import", "import_issue", "job", "record_share", "record_link", "unique_value",
        "number_counter", "approval_request", "approval_trail",
    }
)  # fmt: skip
MAY_TOUCH = {
    "portal": PERSONAL,
    "viewer": PERSONAL,
    "light": PERSONAL | RECORDS,
    "limited": PERSONAL | RECORDS,
    "colleague": PERSONAL | RECORDS,
}


def probes(world: World) -> Iterator[Probe]:
    for name, may_touch in MAY_TOUCH.items():
        person = world.person(name)
        for operation in world.ground.operations:
            if operation.is_safe or operation.is_public or operation.name == "PATCH /me":
                continue
            for request in admin_requests(world, operation):
                yield Probe(FAMILY, operation.name, person, request, Promise.WITHIN, may_touch=may_touch)
        yield from _oneself(person, may_touch)


def _oneself(person: Person, may_touch: frozenset[str]) -> Iterator[Probe]:
    """Nobody raises himself."""
    raises = (
        {"role": "admin"},
        {"licence": "full", "role": "admin"},
        {"status": "active", "kind": "person"},
        {"manager": None},
        {"owner": str(person.user_id)},
    )
    for values in raises:
        for path in (f"/objects/user/records/{person.user_id}", "/me"):
            request = Request("PATCH", API + path, body=values)
            name = "PATCH /me" if path == "/me" else "PATCH /objects/{object_name}/records/{record_id}"
            yield Probe(FAMILY, name, person, request, Promise.WITHIN, may_touch=may_touch)
        masses = Request(
            "POST",
            f"{API}/objects/user/mass-updates",
            body={"ids": [str(person.user_id)], "values": values},
        )
        yield Probe(
            FAMILY,
            "POST /objects/{object_name}/mass-updates",
            person,
            masses,
            Promise.WITHIN,
            may_touch=may_touch,
        )
