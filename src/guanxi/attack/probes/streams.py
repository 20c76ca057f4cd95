"""Live events: while the victim's people write, nobody hears of what he may not see."""

from __future__ import annotations

import asyncio

from guanxi.attack.exchange import Answer, Request
from guanxi.attack.founding import API
from guanxi.attack.people import Person
from guanxi.attack.probes.requests import maker_for
from guanxi.attack.probing import Probe, Prober, Promise
from guanxi.attack.secrets import PRIVATE

FAMILY = "live events"
OPERATION = "GET /events"
LISTENERS = ("stranger_admin", "stranger", "colleague", "limited", "viewer", "portal", "admin")
SECONDS = 1.2


async def run(prober: Prober) -> None:
    world = prober.world
    request = Request("GET", f"{API}/events")
    for name in world.outsiders:
        answer = await world.ground.sender.listen(request, world.person(name).credentials, SECONDS)
        prober.ledger.count(FAMILY, OPERATION, name, answer.status)
        if answer.status != 401:
            prober.ledger.find("let in", FAMILY, name, OPERATION, f"{answer.status} {answer.text}")
    listening = [
        asyncio.create_task(world.ground.sender.listen(request, world.person(name).credentials, SECONDS))
        for name in LISTENERS
    ]
    await asyncio.sleep(0.3)
    made = await _write(prober)
    for name, task in zip(LISTENERS, listening, strict=True):
        _judge(prober, world.person(name), await task, made)


async def _write(prober: Prober) -> list[str]:
    """Private records of the peer; every object, one after another. The ids that were announced."""
    world = prober.world
    peer = world.person("peer")
    made: list[str] = []
    maker = maker_for(world, world.victim, "peer")
    maker.group = world.victim.letter + PRIVATE
    for definition in world.victim.registry:
        if definition.name in ("account", "product", "user"):
            continue
        path = f"{API}/objects/{definition.name}/records"
        created = await prober.send(Request("POST", path, body={definition.title_field: maker.word()}), peer)
        made += created.json["ids"] if created.accepted else []
    return made


def _judge(prober: Prober, who: Person, answer: Answer, made: list[str]) -> None:
    prober.ledger.count(FAMILY, OPERATION, who.name, answer.status)
    heard = [each for each in made if each in answer.text]
    if who.name == "admin":
        if len(heard) < len(made):
            prober.ledger.find(
                "not reached", FAMILY, who.name, OPERATION, f"heard {len(heard)} of {len(made)} events"
            )
        return
    if heard:
        prober.ledger.find("shown", FAMILY, who.name, OPERATION, f"announces the ids {heard[:3]}")
    hears_nothing = who.company != prober.world.victim.letter or not any(
        who.may(each.name, "read") for each in prober.world.victim.registry
    )
    if hears_nothing and "event: change" in answer.text:
        prober.ledger.find("shown", FAMILY, who.name, OPERATION, f"hears of changes: {answer.text}")
    probe = Probe(FAMILY, OPERATION, who, Request("GET", f"{API}/events"), Promise.UNSEEN)
    prober.look_for_secrets(probe, answer)
