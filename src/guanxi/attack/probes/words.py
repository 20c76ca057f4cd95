"""Asking by words that only somebody who may not see them could have guessed: the answer is that of any other word."""

from __future__ import annotations

from collections.abc import Iterator

from guanxi.attack.exchange import Request
from guanxi.attack.founding import API, World
from guanxi.attack.operations import Operation
from guanxi.attack.people import Person
from guanxi.attack.probes.requests import bare, operation_name, rightful
from guanxi.attack.probing import Probe, Promise
from guanxi.attack.secrets import new_word

FAMILY = "words"
PEOPLE = ("stranger_admin", "stranger", "colleague", "limited", "viewer", "light", "portal")
NO_WORD = new_word("xx")
WORDS_PER_GROUP = 5


def probes(world: World) -> Iterator[Probe]:
    for name in PEOPLE:
        person = world.person(name)
        for group in sorted(person.forbidden):
            if group[0] != world.victim.letter:
                continue
            for object_name, words in world.stored_words.get(group, {}).items():
                for word in words[:WORDS_PER_GROUP]:
                    yield from _asked(world, person, object_name, word)


def _asked(world: World, person: Person, object_name: str, word: str) -> Iterator[Probe]:
    title = world.victim.registry.object(object_name).title_field
    condition = f'{title} == "{word}"'
    for operation, request in _readers(world, person, object_name):
        for name, schema in operation.query_parameters():
            asked = {"filter": condition, "q": word}.get(name)
            if asked and schema["schema"].get("type", "string") == "string":
                query = {**bare(operation, request).query, name: asked}
                yield _probe(person, operation.name, Request(request.method, request.path, query), word)
    base = f"{API}/objects/{object_name}"
    bodies = {
        f"{base}/aggregate": {"filter": condition},
        f"{base}/export": {"filter": condition, "fields": [title]},
        f"{base}/mass-updates": {"filter": condition, "values": {title: "x"}, "preview": True},
    }
    for path, body in bodies.items():
        yield _probe(person, operation_name(path, "POST"), Request("POST", path, body=body), word)


def _readers(world: World, person: Person, object_name: str) -> Iterator[tuple[Operation, Request]]:
    """Every GET that takes words or a condition."""
    company = world.victim if person.company == world.victim.letter else world.attacker
    for operation in world.ground.operations:
        if not operation.is_safe or operation.is_public:
            continue
        if not {name for name, _ in operation.query_parameters()} & {"q", "filter"}:
            continue
        for request, _ in rightful(world, company, operation):
            if "object_name" not in operation.places or f"/objects/{object_name}/" in request.path:
                yield operation, request


def _probe(person: Person, name: str, request: Request, word: str) -> Probe:
    twin = request.replacing(word, NO_WORD)
    return Probe(FAMILY, name, person, request, Promise.AS_ABSENT, twin, (word, NO_WORD))
