"""What is taken away is gone with the next request, however warm the caches are."""

from __future__ import annotations

from guanxi.attack.exchange import Request
from guanxi.attack.founding import API
from guanxi.attack.people import Person, bearer
from guanxi.attack.probing import Prober
from guanxi.attack.secrets import OF_VICTIM, new_word

FAMILY = "revoking"
READING = Request("GET", f"{API}/objects/product/records", {"sort": "name"})


async def run(prober: Prober) -> None:
    await _key(prober)
    await _user(prober)


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
    invited = await prober.send(
        Request(
            "POST", f"{API}/invitations", body={"email": f"{new_word('vc')}@example.test", "name": "Leaver"}
        ),
        admin,
    )
    token, user_id = invited.json["url"].rpartition("/")[2], invited.json["user_id"]
    details = Request("GET", f"{API}/invitations/{token}/details")
    prober.ledger.reached["GET /invitations/{token}/details"] = (
        await prober.send(details, world.outsiders["anonymous"])
    ).status
    accepted = await prober.send(
        Request("POST", f"{API}/invitations/{token}/acceptance", body={"password": "seven long roads home"}),
        world.outsiders["anonymous"],
    )
    prober.ledger.reached["POST /invitations/{token}/acceptance"] = accepted.status
    cookie = accepted.headers["set-cookie"].partition(";")[0]
    leaver = Person("leaver", world.victim.letter, {"Cookie": cookie}, OF_VICTIM)
    await _expect(prober, leaver, 200, "somebody who has just joined")
    answer = await prober.send(
        Request("POST", f"{API}/invitations/{token}/acceptance", body={"password": "seven long roads home"}),
        world.outsiders["anonymous"],
    )
    prober.ledger.count(FAMILY, "POST /invitations/{token}/acceptance", "anonymous", answer.status)
    if answer.accepted:
        prober.ledger.find("let in", FAMILY, "anonymous", "an invitation used twice", answer.text)
    await prober.send(Request("DELETE", f"{API}/objects/user/records/{user_id}"), admin)
    await _expect(prober, leaver, 401, "somebody who was just deleted")


async def _expect(prober: Prober, who: Person, status: int, what: str) -> None:
    answer = await prober.send(READING, who)
    prober.ledger.count(FAMILY, "GET /objects/{object_name}/records", who.name, answer.status)
    if answer.status != status:
        kind = "let in" if answer.accepted else "not reached"
        prober.ledger.find(
            kind, FAMILY, who.name, what, f"{answer.status} instead of {status}: {answer.text}"
        )
