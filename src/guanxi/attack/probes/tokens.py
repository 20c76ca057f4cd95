"""What is handed out to one and used by another: cursors, idempotency keys, signed links, and what a sign-in gives away."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import replace
from uuid import uuid4

from guanxi.attack.exchange import Request
from guanxi.attack.founding import API
from guanxi.attack.making import PASSWORD
from guanxi.attack.probes.requests import bare, maker_for, rightful
from guanxi.attack.probing import Probe, Prober, Promise
from guanxi.attack.waiting import ENTERING

FAMILY = "tokens"

# Operations with a signed token in their path, and how many bytes of it say what it is about.
SIGNED = {
    "GET /approval-letters/{token}": 24,
    "POST /approval-letters/{token}": 24,
    "POST /workflow-hooks/{token}": 28,
}


async def run(prober: Prober) -> None:
    await cursors(prober)
    await idempotency(prober)
    await sign_ins(prober)
    await other_companies(prober)
    await entering(prober)
    await signed_links(prober)


async def cursors(prober: Prober) -> None:
    """A cursor of the victim's list, given to the same list of the attacker: as good as one that was made up."""
    world, probes = prober.world, []
    for operation in world.ground.operations:
        if not operation.is_safe or not any(name == "cursor" for name, _ in operation.query_parameters()):
            continue
        for (request, _), (own, _) in zip(
            rightful(world, world.victim, operation), rightful(world, world.attacker, operation), strict=True
        ):
            cursor = await _cursor_of(prober, bare(operation, request))
            if cursor is None:
                continue
            query = {**bare(operation, own).query, "limit": "1"}
            forged = replace(own, query={**query, "cursor": _forged(cursor)})
            foreign = replace(own, query={**query, "cursor": cursor})
            for name in ("stranger_admin", "stranger"):
                probes.append(
                    Probe(FAMILY, operation.name, world.person(name), foreign, Promise.AS_ABSENT, forged)
                )
    await prober.run(FAMILY, probes)


async def _cursor_of(prober: Prober, request: Request) -> str | None:
    first = replace(request, query={**request.query, "limit": "1"})
    answer = await prober.send(first, prober.world.victim.admin)
    document = answer.json
    return document.get("next_cursor") if isinstance(document, dict) else None


def _forged(cursor: str) -> str:
    """The same with another signature; an id becomes one that does not exist."""
    if cursor.count("-") == 4 and len(cursor) == 36:
        return cursor[:-6] + secrets.token_hex(3)
    return ("B" if cursor[0] == "A" else "A") + cursor[1:]


async def idempotency(prober: Prober) -> None:
    """A key that the peer used: whoever else uses it, with the very same request, does not get the peer's answer."""
    world = prober.world
    maker = maker_for(world, world.victim)
    for definition in world.victim.registry:
        if definition.name == "user":
            continue
        key = {"Idempotency-Key": secrets.token_hex(8)}
        body = {definition.title_field: maker.word()}
        request = Request("POST", f"{API}/objects/{definition.name}/records", body=body, headers=key)
        first = await prober.send(request, world.person("peer"))
        again = await prober.send(request, world.person("peer"))
        operation = "POST /objects/{object_name}/records"
        prober.ledger.count(FAMILY, operation, "peer", again.status)
        if again.headers.get("idempotency-replayed") != "true" or again.body != first.body:
            prober.ledger.notes.append(f"An idempotency key was not honoured for {definition.name}.")
        for name in ("colleague", "stranger", "stranger_admin"):
            who = world.person(name)
            answer = await prober.send(request, who)
            prober.ledger.count(FAMILY, operation, name, answer.status)
            if answer.headers.get("idempotency-replayed") or answer.body == first.body:
                prober.ledger.find("shown", FAMILY, name, f"{operation} with the peer's key", answer.text)


async def sign_ins(prober: Prober) -> None:
    """Whether an address is known is nobody's business; nor does another company's name let anybody in."""
    world = prober.world
    known, unknown = world.victim.email, f"{secrets.token_hex(8)}@example.test"
    anonymous = world.outsiders["anonymous"]
    ways: Mapping[str, dict[str, str | int]] = {
        "POST /session": {"email": known, "password": "not the password at all"},
    }
    probes = []
    for name, body in ways.items():
        request = Request("POST", API + name.split()[1], body=body)
        twin = request.replacing(known, unknown)
        probes.append(Probe(FAMILY, name, anonymous, request, Promise.AS_ABSENT, twin, (known, unknown)))
    for tenant in (world.victim.slug, world.victim.tenant_id):
        body = {"email": world.attacker.email, "password": PASSWORD, "tenant": tenant}
        absent = {**body, "tenant": "no-such-company" if isinstance(tenant, str) else 987_654_321}
        probes.append(
            Probe(
                FAMILY,
                "POST /session",
                anonymous,
                Request("POST", f"{API}/session", body=body),
                Promise.AS_ABSENT,
                Request("POST", f"{API}/session", body=absent),
                (str(tenant), str(absent["tenant"])),
            )
        )
    await prober.run(FAMILY, probes)


async def other_companies(prober: Prober) -> None:
    """A browser that goes to a company of others: as to one that there is not."""
    world, probes = prober.world, []
    browser = world.person("stranger_admin in a browser")
    for tenant, absent in (
        (world.victim.slug, "no-such-company"),
        (str(world.victim.tenant_id), "987654321"),
    ):
        request = Request("PATCH", f"{API}/session", body={"tenant": tenant})
        twin, words = replace(request, body={"tenant": absent}), (tenant, absent)
        probes.append(Probe(FAMILY, "PATCH /session", browser, request, Promise.AS_ABSENT, twin, words))
    await prober.run(FAMILY, probes)


async def entering(prober: Prober) -> None:
    """Operators' tickets that were used, grew old or whose access was ended: as good as one that was never given out."""
    world, probes = prober.world, []
    for who in (world.outsiders["anonymous"], world.person("stranger_admin")):
        for state in ("used", "old", "ended"):
            ticket = world.victim.prepared[ENTERING][state]
            made_up = ticket[:-8] + secrets.token_hex(4)
            request = Request("POST", f"{API}/support-sessions", body={"ticket": ticket})
            twin, words = request.replacing(ticket, made_up), (ticket, made_up)
            probes.append(Probe(FAMILY, ENTERING, who, request, Promise.AS_ABSENT, twin, words))
    await prober.run(FAMILY, probes)


async def signed_links(prober: Prober) -> None:
    """What the victim's link is about under a signature that the attacker was given: as good as one that was made up."""
    world, probes = prober.world, []
    operations = {each.name: each for each in world.ground.operations}
    for name, head in SIGNED.items():
        victim, attacker = (each.prepared[name]["token"] for each in (world.victim, world.attacker))
        grafted = _packed(unpacked(victim)[:head] + unpacked(attacker)[head:])
        # The company, and something of it that does not exist.
        made_up = _packed(
            unpacked(victim)[:8] + uuid4().bytes + unpacked(victim)[24:head] + unpacked(attacker)[head:]
        )
        body = {"decision": "approve"} if "letters" in name and name.startswith("POST") else None
        aimed, absent = (
            Request(name.split()[0], operations[name].at({"token": token}), body=body)
            for token in (grafted, made_up)
        )
        for who in (world.outsiders["anonymous"], world.person("stranger_admin")):
            probes.append(Probe(FAMILY, name, who, aimed, Promise.AS_ABSENT, absent, (grafted, made_up)))
    await prober.run(FAMILY, probes)


def unpacked(token: str) -> bytes:
    return urlsafe_b64decode(token + "=" * (-len(token) % 4))


def _packed(token: bytes) -> str:
    return urlsafe_b64encode(token).decode().rstrip("=")
