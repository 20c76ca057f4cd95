"""Who is not, no longer or not rightly signed in, at every route."""

from __future__ import annotations

from collections.abc import Iterator

from guanxi.attack.exchange import Request
from guanxi.attack.founding import World
from guanxi.attack.probes.requests import ABSENT_TOKEN, admin_requests
from guanxi.attack.probing import Probe, Promise

FAMILY = "doors"


def probes(world: World) -> Iterator[Probe]:
    for operation in world.ground.operations:
        if operation.is_public:
            yield from _open_ones(world, operation.name, operation.method, operation.path)
            continue
        for request in admin_requests(world, operation):
            for person in world.outsiders.values():
                yield Probe(FAMILY, operation.name, person, request, Promise.NOT_LET_IN)
            if not operation.is_safe:
                browser = world.victim.people["browser"]
                yield Probe(FAMILY, operation.name, browser, request, Promise.CSRF)


def _open_ones(world: World, name: str, method: str, path: str) -> Iterator[Probe]:
    """What is open to everybody tells nobody anything; only ways in take a body, and those have probes of their own."""
    if method != "GET":
        return
    places = {"token": ABSENT_TOKEN, "path": "records"}
    for person in (world.outsiders["anonymous"], world.person("stranger_admin")):
        yield Probe(FAMILY, name, person, Request(method, path.format(**places)), Promise.UNSEEN)
