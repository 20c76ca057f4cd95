"""People of another company: every id of the victim, in every place of a path, a query or a body."""

from __future__ import annotations

from collections.abc import Iterator

from guanxi.attack.founding import World
from guanxi.attack.making import ids_within
from guanxi.attack.operations import Operation
from guanxi.attack.probes.requests import Ids, absent_beside, aimed_at, rightful
from guanxi.attack.probing import Probe, Promise

FAMILY = "crossing"
STRANGERS = ("stranger_admin", "stranger")


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


def _in_paths(world: World, operation: Operation, ids: Ids) -> Iterator[Probe]:
    if not operation.id_places:
        return
    for aimed in aimed_at(world, world.attacker, operation, ids):
        for name in STRANGERS:
            yield Probe(
                FAMILY, operation.name, world.person(name), aimed.request, Promise.AS_ABSENT, aimed.absent
            )


def _in_bodies(world: World, operation: Operation, ids: Ids) -> Iterator[Probe]:
    """The caller's own thing, with one id beside the path exchanged for the victim's."""
    for request, own in rightful(world, world.attacker, operation):
        for place in ids_within(request):
            if place in own.values():
                continue
            for table in ids:
                for each in ids[table][:1]:
                    absent = request.replacing(place, absent_beside(each, request, place))
                    aimed = request.replacing(place, str(each))
                    for name in STRANGERS:
                        who = world.person(name)
                        yield Probe(FAMILY, operation.name, who, aimed, Promise.AS_ABSENT, absent)


def _lists(world: World, operation: Operation) -> Iterator[Probe]:
    """What needs no id shows nothing of the victim either."""
    if not operation.is_safe or operation.id_places or operation.path.endswith("/events"):
        return
    for request, _ in rightful(world, world.attacker, operation):
        for name in STRANGERS:
            yield Probe(FAMILY, operation.name, world.person(name), request, Promise.UNSEEN)
