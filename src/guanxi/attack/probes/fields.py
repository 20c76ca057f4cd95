"""Hidden fields, reached for by every way that a field can be named: the answer is that of a field that does not exist.

Each way must work for an administrator first; otherwise its refusal would prove nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from guanxi.attack.exchange import Request
from guanxi.attack.founding import API, SHARED_AS, World, definitions
from guanxi.attack.people import Person
from guanxi.attack.probes.requests import maker_for, operation_name
from guanxi.attack.probing import Probe, Promise
from guanxi.kernel.metadata import Field, ObjectDef

FAMILY = "hidden fields"
NO_FIELD = "zznofield"
FUNCTIONS = ("sum", "avg", "min", "max", "count")


def probes(world: World) -> Iterator[Probe]:
    for name in ("limited", "blinkered"):
        person = world.person(name)
        hidden = definitions(world.victim.registry)[name]["fields"]
        for definition in world.victim.registry:
            for field_name in hidden[definition.name]:
                field = definition.fields[field_name]
                yield from _reading(world, person, definition, field)
                yield from _writing(world, person, definition, field)
                for through, holder in _lookups_to(world, definition):
                    if through not in hidden[holder.name]:
                        yield from _through(world, person, holder, f"{through}.{field_name}")
        yield from _defaults(world, person)
    yield from _asked(world)
    yield from _fixed(world)


def _asked(world: World) -> Iterator[Probe]:
    """Who is asked to approve a record is shown what its process summarises, without what is hidden from him."""
    limited = world.person("limited")
    paths = ["/approvals", "/my-day", "/notifications", f"/approvals/{world.victim.asks_limited}"]
    for path in paths:
        name = "/approvals/{request_id}" if path.count("/") > 1 else path
        request = Request("GET", f"{API}{path}")
        yield Probe(FAMILY, f"GET {name}", limited, request, Promise.ANSWERED)


def _reading(world: World, person: Person, definition: ObjectDef, field: Field) -> Iterator[Probe]:
    """Every way to read, with the field wherever one can be named."""
    name, title = field.name, definition.title_field
    base = f"{API}/objects/{definition.name}"
    empty, filled = f"{name} == null", f"{name} != null"
    queries: list[tuple[str, dict[str, str]]] = [
        (f"{base}/{place}", query)
        for place in ("records", "board", "export")
        for query in ({"filter": empty}, {"sort": name}, {"fields": name})
    ]
    for holder in world.victim.registry:
        for relation in holder.relations:
            if (relation.object, relation.field) == (definition.name, name) and (
                one := _record_of(world, holder)
            ):
                path = f"{API}/objects/{holder.name}/records/{one}/related/{relation.name}"
                yield _relation(world, person, path, relation.name)
    queries += [
        (f"{base}/records", {"filter": filled, "count": "exact", "limit": "1"}),
        (f"{base}/records", {"sort": f"-{name}"}),
        (f"{base}/export", {"fields": name, "format": "xlsx"}),
        (f"{base}/board", {"group_by": name}),
        (f"{base}/board", {"total": name}),
    ]
    if record := _record_of(world, definition):
        queries.append((f"{base}/records/{record}", {"fields": name}))
    for holder in world.victim.registry:
        for relation in holder.relations:
            if relation.object == definition.name and (one := _record_of(world, holder)):
                path = f"{API}/objects/{holder.name}/records/{one}/related/{relation.name}"
                queries += [(path, {"filter": empty}), (path, {"sort": name}), (path, {"fields": name})]
    if definition.name == "deal":
        queries.append((f"{API}/reports/sales-overview", {"filter": empty}))
    for path, query in queries:
        yield _probe(world, person, Request("GET", path, query), name)
    bodies = [(f"{base}/aggregate", body) for body in _aggregates(name, (empty, filled))]
    bodies += [
        (f"{base}/export", {"filter": empty, "fields": [title]}),
        (f"{base}/export", {"fields": [name]}),
        (f"{base}/export", {"sort": name, "fields": [title]}),
        (f"{base}/mass-updates", {"filter": empty, "values": {title: "x"}, "preview": True}),
    ]
    if record:
        bodies += [
            (f"{base}/records/{record}/render", {"template": template, "target": target})
            for template in (f"{{{{{name}}}}}", f'{{{{{definition.name}.{name} | default: "x"}}}}')
            for target in ("text", "html", "header")
        ]
    for path, body in bodies:
        yield _probe(world, person, Request("POST", path, body=body), name)


def _through(world: World, person: Person, holder: ObjectDef, name: str) -> Iterator[Probe]:
    """A field of the record that a lookup points to."""
    base = f"{API}/objects/{holder.name}"
    for query in ({"filter": f"{name} != null"}, {"sort": name}, {"fields": name}):
        yield _probe(world, person, Request("GET", f"{base}/records", query), name)
    for path, body in (
        ("aggregate", {"group_by": [name]}),
        ("aggregate", {"metrics": [{"fn": "count", "filter": f"{name} != null", "as": "n"}]}),
        ("export", {"fields": [name]}),
        *(
            (f"records/{one}/render", {"template": f"{{{{{name}}}}}"})
            for one in (_record_of(world, holder),)
            if one
        ),
    ):
        yield _probe(world, person, Request("POST", f"{base}/{path}", body=body), name)


def _aggregates(name: str, conditions: Iterable[str]) -> Iterator[dict[str, Any]]:
    yield {"group_by": [name]}
    for period in ("day", "week", "month", "quarter", "year"):
        yield {"group_by": [{"field": name, "by": period}]}
    for function in FUNCTIONS:
        yield {"metrics": [{"fn": function, "field": name}]}
    for condition in conditions:
        yield {"filter": condition}
        yield {"metrics": [{"fn": "count", "filter": condition, "as": "n"}]}
    yield {"group_by": ["name"], "metrics": [{"fn": "count", "field": name, "as": "n"}], "sort": "-n"}


def _writing(world: World, person: Person, definition: ObjectDef, field: Field) -> Iterator[Probe]:
    """Values that would be good ones. No control: an administrator would really change something."""
    base = f"{API}/objects/{definition.name}"
    maker = maker_for(world, world.victim)
    value = maker.value_of(field, maker.group)
    record = _writable_record(world, definition)
    bodies: list[Request] = [
        Request("POST", f"{base}/records", body={definition.title_field: "x", field.name: value}),
        Request("POST", f"{base}/records", body=[{definition.title_field: "x", field.name: value}] * 2),
    ]
    if record:
        path = f"{base}/records/{record}"
        bodies += [
            Request("PATCH", path, body={field.name: value}),
            Request("PATCH", path, body={field.name: None}),
            Request("PATCH", path, body={field.name: value}, headers={"If-Match": '"1"'}),
            Request("PATCH", path, body={field.name: value}, headers={"If-Match": '"0"'}),
        ]
        masses = {"ids": [record], "values": {field.name: value}, "preview": True}
        bodies.append(Request("POST", f"{base}/mass-updates", body=masses))
    for body in bodies:
        yield _probe(world, person, body, field.name, controlled=False)


def _defaults(world: World, person: Person) -> Iterator[Probe]:
    """What is shown unasked, with administrators asking first, so that nothing remembered of theirs is given out."""
    admin = world.victim.admin
    for definition in world.victim.registry:
        base = f"{API}/objects/{definition.name}"
        targets = [f"{base}/records", f"{base}/board", f"{base}/export", base]
        if record := _record_of(world, definition):
            one = f"{base}/records/{record}"
            targets += [
                one,
                f"{one}/timeline",
                *(f"{one}/related/{each.name}" for each in definition.relations),
            ]
        for path in targets:
            promise = Promise.ANSWERED if _is_for(person, definition, path) else Promise.UNSEEN
            yield Probe(FAMILY, operation_name(path), person, Request("GET", path), promise, control=admin)
            queries = [{"deleted": "true"}] if path.endswith("/records") else []
            queries += [{"format": "xlsx"}] if path.endswith("/export") else []
            for query in queries:
                yield Probe(FAMILY, operation_name(path), person, Request("GET", path, query), Promise.UNSEEN)
    for path in ("/my-day", "/change-sets", "/imports", "/objects", "/reports/sales-overview", "/views"):
        yield Probe(FAMILY, f"GET {path}", person, Request("GET", API + path), Promise.UNSEEN, control=admin)


def _is_for(person: Person, definition: ObjectDef, path: str) -> bool:
    """Whether this reading has to succeed; a board or a related list may stand on a hidden field."""
    if path.endswith("/export"):
        return person.may(definition.name, "export")
    of_record = "/records/" in path
    return (
        "/related/" not in path
        and not path.endswith("/board")
        and (definition.name in SHARED_AS or not of_record)
    )


def _fixed(world: World) -> Iterator[Probe]:
    """Fields that one person sees and may not change."""
    person = world.person("fixed")
    maker = maker_for(world, world.victim)
    for definition in world.victim.registry:
        record = _writable_record(world, definition)
        for field_name in definitions(world.victim.registry)["fixed"]["fields"][definition.name]:
            value = maker.value_of(definition.fields[field_name], maker.group)
            path = f"{API}/objects/{definition.name}/records"
            requests = [
                Request(
                    "POST",
                    path,
                    body={definition.title_field: "x", field_name: value if value is not None else "x"},
                )
            ]
            if record and value is not None:
                requests.append(Request("PATCH", f"{path}/{record}", body={field_name: value}))
            for request in requests:
                yield Probe(
                    FAMILY, operation_name(request.path, request.method), person, request, Promise.REFUSED
                )


def _probe(world: World, person: Person, request: Request, name: str, *, controlled: bool = True) -> Probe:
    absent = name.rpartition(".")[0] + "." + NO_FIELD if "." in name else NO_FIELD
    return Probe(
        FAMILY,
        operation_name(request.path, request.method),
        person,
        request,
        Promise.AS_ABSENT,
        _renamed(request, name, absent),
        (name, absent),
        by_code=True,
        control=world.victim.admin if controlled else None,
    )


def _relation(world: World, person: Person, path: str, name: str) -> Probe:
    """A related list that stands on a hidden lookup is one that does not exist."""
    operation = operation_name(path)
    twin = Request("GET", path.removesuffix(name) + NO_FIELD)
    names = (name, NO_FIELD)
    return Probe(
        FAMILY,
        operation,
        person,
        Request("GET", path),
        Promise.AS_ABSENT,
        twin,
        names,
        control=world.victim.admin,
    )


def _renamed(request: Request, name: str, absent: str) -> Request:
    """Only where a field is named: the path may hold the same word as the name of an object."""
    renamed = Request("", "", request.query, request.body, request.form).replacing(name, absent)
    return Request(
        request.method, request.path, renamed.query, renamed.body, renamed.form, headers=request.headers
    )


def _lookups_to(world: World, definition: ObjectDef) -> Iterator[tuple[str, ObjectDef]]:
    for holder in world.victim.registry:
        for field in holder.field_list:
            if field.target == definition.name:
                yield field.name, holder


def _record_of(world: World, definition: ObjectDef) -> str | None:
    ids = world.victim.own_ids(definition.table.name)
    return str(ids[0]) if ids else None


def _writable_record(world: World, definition: ObjectDef) -> str | None:
    """One that everybody may change, as far as records go."""
    return _record_of(world, definition) if definition.name in ("product", "user") else None
