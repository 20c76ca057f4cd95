"""Every object and every verb, for people whose rights do not hold it; changes field by field."""

from __future__ import annotations

from collections.abc import Iterator

from guanxi.attack.exchange import Form, Request
from guanxi.attack.founding import API, World
from guanxi.attack.people import Person
from guanxi.attack.probes.requests import maker_for, operation_name
from guanxi.attack.probing import Probe, Promise
from guanxi.kernel.metadata import ObjectDef

FAMILY = "verbs"
PEOPLE = ("viewer", "limited", "light", "portal", "fixed", "blinkered")


def probes(world: World) -> Iterator[Probe]:
    for name in PEOPLE:
        person = world.person(name)
        for definition in world.victim.registry:
            for request, verb in _requests(world, definition):
                if not person.may(definition.name, verb):
                    yield Probe(
                        FAMILY, operation_name(request.path, request.method), person, request, Promise.REFUSED
                    )
        yield from _forms(world, person)


def _requests(world: World, definition: ObjectDef) -> Iterator[tuple[Request, str]]:
    maker = maker_for(world, world.victim)
    base = f"{API}/objects/{definition.name}"
    title = definition.title_field
    for path in ("records", "board", "export"):
        yield Request("GET", f"{base}/{path}"), "export" if path == "export" else "read"
    yield Request("GET", f"{base}/export", {"format": "xlsx"}), "export"
    yield Request("POST", f"{base}/export", body={"fields": [title]}), "export"
    yield Request("POST", f"{base}/aggregate", body={}), "read"
    yield Request("POST", f"{base}/records", body={title: "x"}), "create"
    yield Request("POST", f"{base}/records", body=[{title: "x"}, {title: "y"}]), "create"
    ids = world.victim.own_ids(definition.table.name)
    if not ids:
        return
    one = f"{base}/records/{ids[0]}"
    yield Request("GET", one), "read"
    yield Request("GET", f"{one}/timeline"), "read"
    yield Request("POST", f"{one}/render", body={"template": f"{{{{{title}}}}}"}), "read"
    for relation in definition.relations:
        yield Request("GET", f"{one}/related/{relation.name}"), "read"
    yield Request("DELETE", one), "delete"
    for gone in world.victim.deleted.get(definition.table.name, ())[:1]:
        yield Request("POST", f"{base}/records/{gone}/restoration"), "update"
    masses = {"ids": [str(ids[0])], "values": {title: "x"}}
    yield Request("POST", f"{base}/mass-updates", body=masses), "mass_update"
    yield Request("POST", f"{base}/mass-updates", body={**masses, "preview": True}), "mass_update"
    yield Request("POST", f"{base}/mass-updates", body={"filter": "", "delete": True}), "mass_update"
    for field in definition.field_list:
        value = maker.value_of(field, maker.group)
        yield Request("PATCH", one, body={field.name: value}), "update"
        create = {title: "x", field.name: value}
        yield Request("POST", f"{base}/records", body=create), "create"


def _forms(world: World, person: Person) -> Iterator[Probe]:
    """Files onto records, and sheets into objects."""
    for definition in world.victim.registry:
        if ids := world.victim.own_ids(definition.table.name):
            form: Form = {"object": definition.name, "record_id": str(ids[0]), "file": ("x.txt", b"x")}
            if not person.may(definition.name, "update"):
                request = Request("POST", f"{API}/files", form=form)
                yield Probe(FAMILY, "POST /files", person, request, Promise.REFUSED)
        if not person.may(definition.name, "import"):
            sheet: Form = {"object": definition.name, "file": ("x.csv", b"Name\nx\n"), "start": "true"}
            request = Request("POST", f"{API}/imports", form=sheet)
            yield Probe(FAMILY, "POST /imports", person, request, Promise.REFUSED)
