"""People of another company: every id of the victim, in every place of a path, a query or a body."""

from __future__ import annotations

from collections.abc import Iterator

from guanxi.attack.founding import World
from guanxi.attack.making import ids_within
from guanxi.attack.operations import Operation
from guanxi.attack.people import Person
from guanxi.attack.probes.requests import Ids, absent_beside, aimed_at, bare, rightful
from guanxi.attack.probing import Probe, Prober, Promise
from guanxi.attack.rows import id_columns

FAMILY = "crossing"
KEYS = ("stranger_admin", "stranger")
BROWSER = "stranger_admin in a browser"


def probes(world: World) -> Iterator[Probe]:
    ids = targets(world)
    for operation in world.ground.operations:
        if operation.is_public:
            continue
        yield from _in_paths(world, operation, ids)
        yield from _in_bodies(world, operation, ids)
        yield from _lists(world, operation)


def targets(world: World) -> Ids:
    """Of each table a row of the admin's and one of the peer's; of records also one from the bin."""
    victim = world.victim
    found = {}
    for table, all_ids in victim.ids_of(victim.made_by).items():
        chosen = [ids[0] for person in victim.made_by if (ids := victim.own_ids(table, person))][:2]
        chosen += victim.deleted.get(table, [])[:1]
        found[table] = chosen or all_ids[:1]
    return found


def _strangers(world: World, operation: Operation) -> list[Person]:
    """What is about sign-ins is asked by one who has some."""
    names = (*KEYS, BROWSER) if "session" in operation.path else KEYS
    return [world.person(name) for name in names]


def _in_paths(world: World, operation: Operation, ids: Ids) -> Iterator[Probe]:
    if not operation.id_places:
        return
    for aimed in aimed_at(world, world.attacker, operation, ids):
        for who in _strangers(world, operation):
            yield Probe(FAMILY, operation.name, who, aimed.request, Promise.AS_ABSENT, aimed.absent)


def _in_bodies(world: World, operation: Operation, ids: Ids) -> Iterator[Probe]:
    """The caller's own thing, with one id beside the path exchanged for the victim's."""
    for request, own in rightful(world, world.attacker, operation):
        for place in ids_within(request):
            if place in own.values():
                continue
            asked = bare(operation, request, place) if place in request.query.values() else request
            for table in ids:
                for each in ids[table][:1]:
                    absent = asked.replacing(place, absent_beside(each, asked, place))
                    aimed = asked.replacing(place, str(each))
                    for who in _strangers(world, operation):
                        yield Probe(FAMILY, operation.name, who, aimed, Promise.AS_ABSENT, absent)


def _lists(world: World, operation: Operation) -> Iterator[Probe]:
    """What needs no id shows nothing of the victim either."""
    if not operation.is_safe or operation.id_places or operation.path.endswith("/events"):
        return
    for request, _ in rightful(world, world.attacker, operation):
        for who in _strangers(world, operation):
            yield Probe(FAMILY, operation.name, who, bare(operation, request), Promise.UNSEEN)


async def links(prober: Prober) -> None:
    """After all of it: no row of the attacker points to one of the victim's, nor the other way round."""
    world = prober.world
    foreign = {world.attacker: world.victim, world.victim: world.attacker}
    for table, columns in await id_columns(world.ground.owner):
        prober.ledger.count(FAMILY, f"links of {table}", "-")
        for own, other in foreign.items():
            found = await world.ground.owner.fetch(
                f'SELECT * FROM guanxi."{table}" WHERE tenant_id = $1 AND '
                f"ARRAY[{', '.join(columns)}] && $2::uuid[] LIMIT 1",
                own.tenant_id,
                sorted(other.all_ids()),
            )
            if found:
                prober.ledger.find("linked", FAMILY, "-", f"rows of {table}", f"{dict(found[0])}"[:500])
