"""Requests that somebody has a right to, as a starting point for those that nobody has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from guanxi.attack.companies import Company
from guanxi.attack.exchange import Request
from guanxi.attack.founding import API, World, request_for
from guanxi.attack.making import Maker, object_names
from guanxi.attack.operations import Operation
from guanxi.attack.secrets import SHARED
from guanxi.kernel.ids import new_id

ABSENT_TOKEN = "a-token-that-nobody-was-given"
ABSENT = str(new_id())

# The first of these is what the attack itself signs in with, or what a role stands on.
NEEDED = frozenset({"api_key", "permission_set", "org_role"})

Ids = Mapping[str, Sequence[UUID]]


@dataclass(frozen=True)
class Aimed:
    """A request that names `target`, and the same with an id that does not exist."""

    request: Request
    absent: Request
    target: str


def maker_for(world: World, company: Company, person: str = "admin") -> Maker:
    return Maker(company, company.letter + SHARED, world.ground.schemas, person)


def rightful(
    world: World, company: Company, operation: Operation, person: str = "admin"
) -> Iterator[tuple[Request, dict[str, str]]]:
    """A request for each object (relation, field) of the path, with ids of the company's own, and those ids by place."""
    maker = maker_for(world, company, person)
    for places in object_names(operation, company):
        ids = {place: _own_id(maker, operation, place, places) for place in operation.id_places}
        yield request_for(operation, maker, {**places, **ids}), ids


def admin_requests(world: World, operation: Operation) -> Iterator[Request]:
    for request, _ in rightful(world, world.victim, operation):
        yield request


def aimed_at(world: World, company: Company, operation: Operation, ids: Ids) -> Iterator[Aimed]:
    """Each id in each place of the path where it could stand; bodies are of `company`, who asks."""
    maker = maker_for(world, company)
    for places in object_names(operation, company):
        own = {place: _own_id(maker, operation, place, places) for place in operation.id_places}
        for place in operation.id_places:
            absent = request_for(operation, maker, {**places, **own, place: ABSENT})
            for table in _tables_for(company, places, place, ids):
                for each in ids[table]:
                    yield Aimed(absent.replacing(ABSENT, str(each)), absent, table)


def own_ids_for(maker: Maker, operation: Operation, places: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Ids that the operation may take: the likeliest first, then one after another of every table, the bin included."""
    likely = {place: _own_id(maker, operation, place, places) for place in operation.id_places}
    yield likely
    if not operation.id_places:
        return
    deleted = maker.company.deleted.get(maker.company.table_of(places.get("object_name", "")), ())
    others = [str(each) for each in deleted[:1]]
    for table in maker.company.tables_named_like(operation.id_places[0]) or sorted(maker.company.tables):
        others += [str(each) for each in maker.own_ids(table)[-2:]]
    for each in others:
        yield {**likely, operation.id_places[0]: each}


def bare(operation: Operation, request: Request, keeping: str = "") -> Request:
    """Only with the parameters that it needs, and perhaps the one that holds this value."""
    required = {name for name, each in operation.query_parameters() if each.get("required")}
    query = {
        name: value
        for name, value in request.query.items()
        if name in required or (keeping and value == keeping)
    }
    return replace(request, query=query)


def absent_beside(target: UUID, request: Request, place: str) -> str:
    """An id that does not exist. A cursor may say where a page begins by its mere value, so there it is the next one."""
    return str(UUID(int=target.int ^ 1)) if request.query.get("cursor") == place else ABSENT


def operation_name(path: str, method: str = "GET") -> str:
    """The name of the operation that a path about objects belongs to."""
    parts = path.removeprefix(API).split("/")
    if len(parts) > 2 and parts[1] == "objects":
        parts[2] = "{object_name}"
    if len(parts) > 4 and parts[3] == "records":
        parts[4] = "{record_id}"
    if len(parts) > 6 and parts[5] == "related":
        parts[6] = "{relation}"
    return f"{method} {'/'.join(parts)}"


def _own_id(maker: Maker, operation: Operation, place: str, places: Mapping[str, str]) -> str:
    if prepared := maker.company.prepared_id(operation.name, place, places.get("object_name")):
        return prepared
    if place == "record_id" and "object_name" in places:
        ids = maker.own_ids(maker.company.table_of(places["object_name"]))
        return str(ids[0]) if ids else ABSENT
    stem = place.removesuffix("_id")
    tables = maker.company.tables_named_like(place)
    if stem in ("session", "user") or not tables:
        tables = {"session": ["session"], "user": ["app_user"]}.get(stem, tables)
    for table in tables:
        if ids := maker.own_ids(table):
            return str(ids[-1] if table in NEEDED else ids[0])
    segments = [part.rstrip("s").replace("-", "_") for part in operation.path.split("/")]
    for table in sorted(maker.company.tables):
        if any(part and (part == table or part in table) for part in segments) and maker.own_ids(table):
            return str(maker.own_ids(table)[0])
    return ABSENT


def _tables_for(company: Company, places: Mapping[str, str], place: str, ids: Ids) -> list[str]:
    """Ids of all tables; where the path names an object, its own table, and all tables for one object only."""
    name = places.get("object_name")
    if name is None or name == "account":
        return sorted(ids)
    table = company.table_of(name)
    return [table] if table in ids else []
