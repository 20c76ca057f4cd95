"""Colleagues: what is one person's alone answers to another as if it did not exist, and stands in no list of his."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guanxi.attack.exceptions import KNOWN_TO_COLLEAGUES
from guanxi.attack.exchange import Form, Request
from guanxi.attack.founding import API, SHARED_AS, World
from guanxi.attack.making import ids_within
from guanxi.attack.operations import Operation
from guanxi.attack.people import Person
from guanxi.attack.probes.requests import absent_beside, aimed_at, bare, maker_for, operation_name, rightful
from guanxi.attack.probing import Probe, Promise

FAMILY = "sharing"
COLLEAGUES = ("colleague", "viewer", "limited", "blinkered", "fixed", "light", "portal")


def probes(world: World) -> Iterator[Probe]:
    for operation in world.ground.operations:
        if operation.is_public or operation.path.endswith("/events"):
            continue
        for name in COLLEAGUES:
            person = world.person(name)
            yield from _in_paths(world, operation, person)
            yield from _lists(world, operation, person)
        yield from _in_bodies(world, operation, world.person("colleague"))
    for name in ("colleague", "blinkered"):
        yield from _read_only(world, world.person(name))


def _in_paths(world: World, operation: Operation, person: Person) -> Iterator[Probe]:
    if not operation.id_places:
        return
    ids = {table: rows[:2] for table, rows in world.invisible(person).items()}
    ids["change_set"] = world.victim.own_ids("change_set", "peer")[-2:]
    for aimed in aimed_at(world, world.victim, operation, ids):
        if (operation.name, aimed.target) in KNOWN_TO_COLLEAGUES:
            yield Probe(FAMILY, operation.name, person, aimed.request, Promise.REFUSED)
        else:
            yield Probe(FAMILY, operation.name, person, aimed.request, Promise.AS_ABSENT, aimed.absent)


def _in_bodies(world: World, operation: Operation, person: Person) -> Iterator[Probe]:
    """His own thing, with one id beside the path exchanged for one that he may not see."""
    ids = world.invisible(person)
    for request, own in rightful(world, world.victim, operation, "colleague"):
        for place in ids_within(request):
            if place in own.values():
                continue
            asked = bare(operation, request, place) if place in request.query.values() else request
            for table in ids:
                for each in ids[table][:1]:
                    absent = asked.replacing(place, absent_beside(each, asked, place))
                    aimed = asked.replacing(place, str(each))
                    yield Probe(FAMILY, operation.name, person, aimed, Promise.AS_ABSENT, absent)


def _lists(world: World, operation: Operation, person: Person) -> Iterator[Probe]:
    if not operation.is_safe or operation.id_places:
        return
    for request, _ in rightful(world, world.victim, operation):
        yield Probe(FAMILY, operation.name, person, bare(operation, request), Promise.UNSEEN)


def _read_only(world: World, person: Person) -> Iterator[Probe]:
    """Records that everybody may read and only their owners change: nor may anything that hangs on them be changed."""
    for definition in world.victim.registry:
        if SHARED_AS.get(definition.name) != "read":
            continue
        maker = maker_for(world, world.victim)
        base = f"{API}/objects/{definition.name}"
        record = str(world.victim.own_ids(definition.table.name)[0])
        requests = [Request("DELETE", f"{base}/records/{record}")]
        for field in definition.field_list:
            value = maker.value_of(field, maker.group)
            requests.append(Request("PATCH", f"{base}/records/{record}", body={field.name: value}))
        file: Form = {"object": definition.name, "record_id": record, "file": ("x.txt", b"x")}
        requests.append(Request("POST", f"{API}/files", form=file))
        for request in requests:
            yield Probe(
                FAMILY, operation_name(request.path, request.method), person, request, Promise.REFUSED
            )
        for each in world.victim.shared_files[:1]:
            request = Request("DELETE", f"{API}/files/{each}")
            yield Probe(FAMILY, "DELETE /files/{file_id}", person, request, Promise.REFUSED)
        masses: dict[str, Any] = {"ids": [record], "values": {definition.title_field: "x"}}
        for body in (masses, {"ids": [record], "delete": True}):
            request = Request("POST", f"{base}/mass-updates", body=body)
            name = operation_name(request.path, "POST")
            yield Probe(FAMILY, name, person, request, Promise.WITHIN, may_touch=frozenset())
