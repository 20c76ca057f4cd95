"""What is handed out to one and used by another: cursors, idempotency keys, and what a sign-in gives away."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace

from guanxi.attack.exchange import Request
from guanxi.attack.founding import API
from guanxi.attack.making import PASSWORD
from guanxi.attack.probes.requests import bare, maker_for, rightful
from guanxi.attack.probing import Probe, Prober, Promise

FAMILY = "tokens"


async def run(prober: Prober) -> None:
    await cursors(prober)
    await idempotency(prober)
    await sign_ins(prober)


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
