"""Everything once by somebody with a right to it. A refusal proves something only where a right would have let through."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from guanxi.attack.exceptions import NOT_PROBED, NOT_REACHED
from guanxi.attack.exchange import Request
from guanxi.attack.founding import World, note_reached, request_for
from guanxi.attack.making import object_names
from guanxi.attack.operations import Operation
from guanxi.attack.probes.requests import maker_for, own_ids_for
from guanxi.attack.probing import Prober
from guanxi.attack.rows import empty_tables

FAMILY = "coverage"
MOST_TRIES = 12


async def reading(prober: Prober) -> None:
    """At the beginning, when there must be something of every kind to steal."""
    for table in await empty_tables(prober.world.ground.owner, prober.world.victim):
        prober.ledger.find("not probed", FAMILY, "-", f"table {table}", "the victim has no row in it")
    await _reach(prober, [each for each in prober.world.ground.operations if each.is_safe])


async def writing(prober: Prober) -> None:
    """At the end: it deletes what the other probes look at."""
    unsafe = [each for each in prober.world.ground.operations if not each.is_safe]
    await _reach(prober, sorted(unsafe, key=_turn))


def _turn(operation: Operation) -> tuple[bool, bool, int, str]:
    """What takes away comes last: cancellations, then deletions, of what lies within before what holds it."""
    deletes = operation.method == "DELETE"
    return deletes, "cancel" in operation.path, -len(operation.path) * deletes, operation.path


async def complete(prober: Prober) -> None:
    """A route that nothing was aimed at, one that nobody got through, a table with nothing to steal: each is a finding."""
    world, ledger = prober.world, prober.ledger
    probed = {operation for _, operation, _ in ledger.tried}
    for operation in world.ground.operations:
        if operation.name not in probed and operation.name not in NOT_PROBED:
            ledger.find("not probed", FAMILY, "-", operation.name, "no probe was made for this route")
        best = ledger.reached.get(operation.name)
        if (best is None or best >= 300) and operation.name not in {*NOT_REACHED, *NOT_PROBED}:
            seen = f"best answer to somebody with a right to it: {best}; see attack/recipes.py"
            ledger.find("not reached", FAMILY, "-", operation.name, seen)


async def _reach(prober: Prober, operations: list[Operation]) -> None:
    for operation in operations:
        if operation.path.endswith("/events"):
            prober.ledger.reached[operation.name] = 200  # the family of live events listens to it
            continue
        for request in islice(_requests(prober.world, operation), MOST_TRIES):
            if prober.ledger.reached.get(operation.name, 999) < 300:
                break
            who = prober.world.outsiders["anonymous"] if operation.is_public else prober.world.victim.admin
            note_reached(prober.ledger, operation, await prober.send(request, who))


def _requests(world: World, operation: Operation) -> Iterator[Request]:
    maker = maker_for(world, world.victim)
    for places in object_names(operation, world.victim):
        for ids in own_ids_for(maker, operation, places):
            yield request_for(operation, maker, {**places, **ids})
