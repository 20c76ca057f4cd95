"""What is taken away is gone with the next request, however warm the caches are."""

from __future__ import annotations

from guanxi.attack.companies import Company
from guanxi.attack.exchange import Answer, Request
from guanxi.attack.founding import API
from guanxi.attack.making import PASSWORD
from guanxi.attack.people import Person, bearer
from guanxi.attack.probing import Probe, Prober, Promise
from guanxi.attack.secrets import ATTACKER, OF_VICTIM, new_word

FAMILY = "revoking"
SWITCHING = "PATCH /session"
READING = Request("GET", f"{API}/objects/product/records", {"sort": "name"})


async def run(prober: Prober) -> None:
    await _key(prober)
    await _user(prober)
    await _consultant(prober)


async def _key(prober: Prober) -> None:
    world = prober.world
    admin = world.victim.admin
    made = (await prober.send(Request("POST", f"{API}/api-keys", body={"name": "short-lived"}), admin)).json
    holder = Person("holder of a key", world.victim.letter, bearer(made["token"]), OF_VICTIM)
    await _expect(prober, holder, 200, "a new key")
    await prober.send(Request("DELETE", f"{API}/api-keys/{made['id']}"), admin)
    await _expect(prober, holder, 401, "a key just deleted")


async def _user(prober: Prober) -> None:
    """A user deleted by an administrator; his key goes with him."""
    world = prober.world
    admin = world.victim.admin
    token, user_id = await _invite(prober, world.victim, f"{new_word('vc')}@example.test")
    details = Request("GET", f"{API}/invitations/{token}/details")
    prober.ledger.reached["GET /invitations/{token}/details"] = (
        await prober.send(details, world.outsiders["anonymous"])
    ).status
    accepted = await _accept(prober, token)
    prober.ledger.reached["POST /invitations/{token}/acceptance"] = accepted.status
    cookie = accepted.headers["set-cookie"].partition(";")[0]
    leaver = Person("leaver", world.victim.letter, {"Cookie": cookie}, OF_VICTIM)
    await _expect(prober, leaver, 200, "somebody who has just joined")
    answer = await _accept(prober, token)
    prober.ledger.count(FAMILY, "POST /invitations/{token}/acceptance", "anonymous", answer.status)
    if answer.accepted:
        prober.ledger.find("let in", FAMILY, "anonymous", "an invitation used twice", answer.text)
    await prober.send(Request("DELETE", f"{API}/objects/user/records/{user_id}"), admin)
    await _expect(prober, leaver, 401, "somebody who was just deleted")


async def _consultant(prober: Prober) -> None:
    """Somebody of both companies, who goes from one to the other in his browser until the victim deletes him. Then its name is
    one that he does not know.
    """
    world, email = prober.world, f"{new_word('ac')}@example.test"
    users = {}
    for company in (world.attacker, world.victim):
        token, users[company.letter] = await _invite(prober, company, email)
        await _accept(prober, token)
    form = {"email": email, "password": PASSWORD, "tenant": world.attacker.slug}
    signed_in = await prober.send(Request("POST", f"{API}/session", body=form), world.outsiders["anonymous"])
    at_home = _in_browser(world.attacker, signed_in)
    arrived = await prober.send(_switch(world.victim.slug), at_home)
    prober.ledger.reached[SWITCHING] = arrived.status
    prober.ledger.count(FAMILY, SWITCHING, at_home.name, arrived.status)
    await _expect(prober, at_home, 401, "a session that was left for another company's")
    visiting = _in_browser(world.victim, arrived)
    await _expect(prober, visiting, 200, "a session in another of one's companies")
    back = _in_browser(world.attacker, await prober.send(_switch(world.attacker.slug), visiting))
    gone = Request("DELETE", f"{API}/objects/user/records/{users[world.victim.letter]}")
    await prober.send(gone, world.victim.admin)
    probes = [
        Probe(FAMILY, SWITCHING, back, _switch(wanted), Promise.AS_ABSENT, _switch(absent), (wanted, absent))
        for wanted, absent in (
            (world.victim.slug, "no-such-company"),
            (str(world.victim.tenant_id), "987654321"),
        )
    ]
    await prober.run(FAMILY, probes)


def _switch(tenant: str) -> Request:
    return Request("PATCH", f"{API}/session", body={"tenant": tenant})


def _in_browser(company: Company, answer: Answer) -> Person:
    """Who the answer has signed in there."""
    if not answer.accepted:
        raise RuntimeError(f"A consultant could not get in: {answer.status} {answer.text[:300]}")
    cookie = answer.headers["set-cookie"].partition(";")[0]
    headers = {"Cookie": cookie, "X-CSRF-Token": answer.json["csrf_token"]}
    forbidden = OF_VICTIM if company.letter == ATTACKER else frozenset[str]()
    return Person("consultant", company.letter, headers, forbidden)


async def _invite(prober: Prober, company: Company, email: str) -> tuple[str, str]:
    """The token of the link, and the id of the user to be."""
    body = {"email": email, "name": "Guest"}
    invited = await prober.send(Request("POST", f"{API}/invitations", body=body), company.admin)
    return invited.json["url"].rpartition("/")[2], invited.json["user_id"]


async def _accept(prober: Prober, token: str) -> Answer:
    request = Request("POST", f"{API}/invitations/{token}/acceptance", body={"password": PASSWORD})
    return await prober.send(request, prober.world.outsiders["anonymous"])


async def _expect(prober: Prober, who: Person, status: int, what: str) -> None:
    answer = await prober.send(READING, who)
    prober.ledger.count(FAMILY, "GET /objects/{object_name}/records", who.name, answer.status)
    if answer.status != status:
        kind = "let in" if answer.accepted else "not reached"
        prober.ledger.find(
            kind, FAMILY, who.name, what, f"{answer.status} instead of {status}: {answer.text}"
        )
