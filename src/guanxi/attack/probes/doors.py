"""Who is not, no longer or not rightly signed in, at every route."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from guanxi.attack.exchange import Request
from guanxi.attack.founding import World, request_for
from guanxi.attack.operations import Operation
from guanxi.attack.probes.requests import ABSENT_TOKEN, admin_requests, maker_for
from guanxi.attack.probing import Probe, Promise

FAMILY = "doors"


def probes(world: World) -> Iterator[Probe]:
    for operation in world.ground.operations:
        if operation.is_public:
            yield from _open_ones(world, operation)
            continue
        for request in admin_requests(world, operation):
            for person in world.outsiders.values():
                yield Probe(FAMILY, operation.name, person, request, Promise.NOT_LET_IN)
            if not operation.is_safe:
                browser = world.victim.people["browser"]
                yield Probe(FAMILY, operation.name, browser, request, Promise.CSRF)


def _open_ones(world: World, operation: Operation) -> Iterator[Probe]:
    """What is open to everybody tells nobody anything, and lets in nobody with a wrong password or token."""
    places = {"token": ABSENT_TOKEN, "key": ABSENT_TOKEN, "path": "records"}
    for person in (world.outsiders["anonymous"], world.person("stranger_admin")):
        path = operation.path.format(**places)
        if operation.is_safe:
            yield Probe(FAMILY, operation.name, person, Request("GET", path), Promise.UNSEEN)
            continue
        made = request_for(operation, maker_for(world, world.attacker), places)
        request = replace(made, path=path, body=made.body or (None if made.form else {}))
        for name, value in _wrong(world).items():
            request = _with(request, name, value)
        yield Probe(FAMILY, operation.name, person, request, Promise.REFUSED)


def _with(request: Request, name: str, value: str) -> Request:
    if request.form is not None:
        return replace(request, form={**request.form, name: value}) if name in request.form else request
    return replace(request, body={**request.body, name: value}) if name in request.body else request


def _wrong(world: World) -> dict[str, str]:
    """The victim's address with somebody else's secrets."""
    return {"email": world.victim.email, "password": "not the password at all", "ticket": ABSENT_TOKEN}
