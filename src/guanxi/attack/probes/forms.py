"""What strangers do with a form: keys and tickets that are not of it, uploads of another page, records that it does not offer.

Everything is sent to the victim's form by somebody who has read it, as anybody may, and has a ticket of the attacker's form.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Iterator
from datetime import timedelta
from uuid import UUID, uuid4

from guanxi.attack.custom_objects import FILES
from guanxi.attack.exchange import Request
from guanxi.attack.founding import API, World
from guanxi.attack.people import Person
from guanxi.attack.probing import Probe, Prober, Promise
from guanxi.attack.recipes import form_page, form_upload
from guanxi.attack.waiting import EARLIER, PAGE, SENDING, UPLOADING
from guanxi.features.forms.service.tickets import issue
from guanxi.kernel.clock import utc_now

FAMILY = "forms"
READING = ("GET /f/{key}", "GET /public-forms/{key}")
AGES_AGO = timedelta(days=2)


async def run(prober: Prober) -> None:
    await reading(prober)
    await keys(prober)
    await tickets(prober)
    await named(prober)


async def reading(prober: Prober) -> None:
    """What the form says is for everybody; nothing else of the company is in it."""
    world = prober.world
    key = world.victim.prepared[SENDING]["key"]
    await prober.run(
        FAMILY,
        [
            Probe(FAMILY, operation, _stranger(world), _at(operation, key), Promise.UNSEEN)
            for operation in READING
        ],
    )


async def keys(prober: Prober) -> None:
    """Of the victim's company with a secret that was made up or is another's, of no company: as good as what was never a key."""
    world, probes = prober.world, []
    for operation in (*READING, PAGE, SENDING, UPLOADING):
        ticket = world.attacker.prepared[UPLOADING]["ticket"]
        twin = _at(operation, "never-a-key", ticket)
        for key in _wrong_keys(world):
            request = _at(operation, key, ticket)
            probes.append(
                Probe(
                    FAMILY,
                    operation,
                    _stranger(world),
                    request,
                    Promise.AS_ABSENT,
                    twin,
                    (key, "never-a-key"),
                )
            )
    await prober.run(FAMILY, probes)


async def tickets(prober: Prober, operations: Collection[str] = (UPLOADING, SENDING, PAGE)) -> None:
    """Of another form, and with another signature: as good as one that was made up. Who has an old one may be told."""
    world, probes = prober.world, []
    key = world.victim.prepared[SENDING]["key"]
    for operation in operations:
        own = world.victim.prepared[operation]["ticket"]
        made_up = secrets.token_urlsafe(44)
        twin = _at(operation, key, made_up)
        for ticket in (world.attacker.prepared[operation]["ticket"], _signed_otherwise(own)):
            request, words = _at(operation, key, ticket), (ticket, made_up)
            probes.append(Probe(FAMILY, operation, _stranger(world), request, Promise.AS_ABSENT, twin, words))
    secret = world.ground.settings.secret_key().encode()
    old = _at(UPLOADING, key, issue(secret, key, utc_now() - AGES_AGO))
    probes.append(Probe(FAMILY, UPLOADING, _stranger(world), old, Promise.REFUSED))
    await prober.run(FAMILY, probes)


async def named(prober: Prober, fields: Collection[str] = (FILES, "account")) -> None:
    """With good tickets: an upload of another page, a record of the victim's, one by the word that the attacker's form has for it."""
    world, probes = prober.world, []
    key, secret = world.victim.prepared[SENDING]["key"], world.ground.settings.secret_key().encode()
    upload, record = world.victim.prepared[UPLOADING]["upload"], world.victim.own_ids("account")[0]
    choice, made_up = await _choice_of(prober, world.attacker.prepared[SENDING]["key"])
    tried: list[tuple[str, object, str, str]] = [
        (FILES, [upload], upload, str(uuid4())),
        ("account", str(record), str(record), str(UUID(int=record.int ^ 1))),
        ("account", choice, choice, made_up),
    ]
    for field, value, word, absent in tried:
        if field in fields:
            ticket = issue(secret, key, utc_now() - EARLIER)
            request = _at(SENDING, key, ticket, {"name": "from a stranger", field: value})
            twin, words = request.replacing(word, absent), (word, absent)
            probes.append(Probe(FAMILY, SENDING, _stranger(world), request, Promise.AS_ABSENT, twin, words))
    await prober.run(FAMILY, probes)


def _stranger(world: World) -> Person:
    return world.outsiders["anonymous"]


def _at(operation: str, key: str, ticket: str = "", values: dict[str, object] | None = None) -> Request:
    method, _, place = operation.partition(" ")
    path = ("" if place.startswith("/f/") else API) + place.replace("{key}", key)
    match operation:
        case "POST /f/{key}":
            return Request(method, path, form=form_page(ticket, "from a stranger"))
        case "POST /public-forms/{key}/uploads":
            return Request(method, path, form=form_upload(ticket))
        case "POST /public-forms/{key}/submissions":
            sent = {"ticket": ticket, "values": values or {"name": "from a stranger"}, "consent": 1}
            return Request(method, path, body=sent)
    return Request(method, path)


def _wrong_keys(world: World) -> Iterator[str]:
    victim, attacker = (_unpacked(each.prepared[SENDING]["key"]) for each in (world.victim, world.attacker))
    head = victim[0] + 1
    yield _packed(victim[:head] + secrets.token_bytes(len(victim) - head))
    yield _packed(victim[:head] + attacker[attacker[0] + 1 :])
    yield _packed(bytes([4]) + (987_654_321).to_bytes(4, "big") + victim[head:])


def _signed_otherwise(ticket: str) -> str:
    packed = _unpacked(ticket)
    return _packed(packed[:-1] + bytes([packed[-1] ^ 1]))


async def _choice_of(prober: Prober, key: str) -> tuple[str, str]:
    """A word of a form for a record that it offers, and one like it that means nothing."""
    answer = await prober.send(_at("GET /public-forms/{key}", key), _stranger(prober.world))
    field = next(each for each in answer.json["fields"] if each["name"] == "account")
    word: str = field["options"][0]["value"]
    return word, _packed(secrets.token_bytes(len(_unpacked(word))))


def _unpacked(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _packed(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")
