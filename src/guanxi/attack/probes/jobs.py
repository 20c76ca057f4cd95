"""Every kind of job, with arguments that name somebody else's things: as whoever queued it, it reaches no further.

Arguments come from the signature of the job's function.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

from guanxi.attack.digests import places_that_differ
from guanxi.attack.founding import World
from guanxi.attack.people import Person
from guanxi.attack.probes.crossing import targets
from guanxi.attack.probes.requests import ABSENT
from guanxi.attack.probing import COMMON, Prober
from guanxi.attack.secrets import ids_in, marks_in, without_ids
from guanxi.kernel.ids import new_id
from guanxi.kernel.jobs import job_kinds
from guanxi.kernel.jobs.runner import JobRunner

FAMILY = "jobs"

_INSERT = """
INSERT INTO guanxi.job (tenant_id, id, kind, args, state, done, created_by, created_at, attempts, cancel_requested)
VALUES ($1, $2, $3, $4::text::jsonb, 'queued', 0, $5, now(), 0, false)
"""
_OUTCOME = """
SELECT state, coalesce(result::text, '') || coalesce(error::text, '') AS told FROM guanxi.job WHERE id = $1
"""
_DELETE = "DELETE FROM guanxi.job WHERE id = $1"

# What a signature does not tell. The target stands in each of these once.
TARGET, OWN_USER = "<target>", "<own user>"
ALSO: Mapping[str, list[dict[str, Any]]] = {
    "hand_overs.run": [
        {"user_id": TARGET, "plan": [["deal", OWN_USER]], "memberships": "keep"},
        {"user_id": OWN_USER, "plan": [["deal", TARGET]], "memberships": "keep"},
        {"user_id": OWN_USER, "to": TARGET, "memberships": "move"},
    ],
    # The records counted are those of the plain arguments' object, which is that of the target.
    "records.count": [{"asked": {"filter": f'id == "{TARGET}"'}}],
    "records.aggregate": [{"asked": {"filter": f'id == "{TARGET}"'}}],
    "reports.sales_overview": [{"asked": {"owner": TARGET}}],
    "sharing.recompute": [{"objects": ["deal"], "owners": [TARGET]}],
}

# Tables that a job which found nothing may write: how it ended, and an import's own state.
_OWN_BOOKS = frozenset({"job", "import"})


async def run(prober: Prober, only: Collection[str] = ()) -> None:
    """`only` names kinds of job, for a short look."""
    world = prober.world
    strangers = {table: [str(each) for each in ids[:1]] for table, ids in targets(world).items()}
    for person in (world.person("stranger_admin"), world.person("stranger")):
        await _as(prober, person, strangers, only)
    colleague = world.person("colleague")
    mine = {table: [str(ids[0])] for table, ids in world.invisible(colleague).items()}
    await _as(prober, colleague, mine, only)


async def _as(prober: Prober, person: Person, ids: Mapping[str, list[str]], only: Collection[str]) -> None:
    for kind, declared in job_kinds().items():
        if only and kind not in only:
            continue
        parameters = inspect.signature(declared.run).parameters
        if not any(_is_id(name) for name in parameters):
            prober.ledger.count(FAMILY, kind, person.name)
        tries = list(_tries(prober.world, person, kind, parameters, ids))
        for arguments, target in tries[:: prober.share]:
            await _try(prober, person, kind, arguments, target)


def _tries(
    world: World,
    person: Person,
    kind: str,
    parameters: Mapping[str, inspect.Parameter],
    ids: Mapping[str, list[str]],
) -> Iterator[tuple[dict[str, Any], str]]:
    for table, chosen in ids.items():
        for target in chosen:
            plain, aimed = _arguments(world, parameters, table, target)
            for arguments in aimed:
                yield arguments, target
            for given in ALSO.get(kind, ()) if table == "app_user" else ():
                made = json.dumps({**plain, **given})
                yield (
                    json.loads(made.replace(TARGET, target).replace(OWN_USER, str(person.user_id))),
                    target,
                )


async def _try(prober: Prober, person: Person, kind: str, arguments: dict[str, Any], target: str) -> None:
    ledger, tenant = prober.ledger, prober.world.tenant_of(person)
    before = await prober.digests.take()
    state, told = await _outcome(prober, person, kind, arguments)
    ledger.count(FAMILY, kind, person.name)
    tried = f"{kind} {json.dumps(arguments)}"
    changed = places_that_differ(before, await prober.digests.take()) - COMMON
    if stray := {place for place in changed if place not in {(name, tenant) for name in _OWN_BOOKS}}:
        ledger.find("left a trace", FAMILY, person.name, tried, f"{state}; changed {sorted(map(str, stray))}")
    if "job_failed" in told:
        ledger.find("broke", FAMILY, person.name, tried, f"{state} {told}: what crashes proves nothing")
    if marks := marks_in(told, person.forbidden, json.dumps(arguments)):
        ledger.find("shown", FAMILY, person.name, tried, f"its result holds {marks}: {told}")
    if ids := ids_in(told, prober.world.forbidden_ids(person), json.dumps(arguments)):
        ledger.find("shown", FAMILY, person.name, tried, f"its result holds the ids {ids}: {told}")
    absent = json.loads(json.dumps(arguments).replace(target, ABSENT))
    twin = await _outcome(prober, person, kind, absent)
    if (state, without_ids(told)) != (twin[0], without_ids(twin[1])):
        seen = f"{state} {told[:250]} — the absent one: {twin[0]} {twin[1][:250]}"
        ledger.find("tells from absent", FAMILY, person.name, tried, seen)


async def _outcome(prober: Prober, person: Person, kind: str, arguments: dict[str, Any]) -> tuple[str, str]:
    """Runs the job as the worker would; its row is gone afterwards."""
    world = prober.world
    owner, tenant, job_id = world.ground.owner, world.tenant_of(person), new_id()
    assert isinstance(person.user_id, UUID)
    await owner.execute(_INSERT, tenant, job_id, kind, json.dumps(arguments), person.user_id)
    await JobRunner(world.ground.database).run(tenant, person.user_id, job_id)
    row = await owner.fetchrow(_OUTCOME, job_id)
    await owner.execute(_DELETE, job_id)
    return (row["state"], row["told"]) if row else ("gone", "")


def _arguments(
    world: World, parameters: Mapping[str, inspect.Parameter], table: str, target: str
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Plain ones, and one set for each parameter that can carry the id; where objects are named, only the table's own."""
    required = {
        name: each
        for name, each in parameters.items()
        if name != "ctx" and (each.default is each.empty or name in ("ids",))
    }
    object_name = next((each.name for each in world.victim.registry if each.table.name == table), None)
    plain = {name: _plain(name, each, object_name) for name, each in required.items()}
    if "object" in required and object_name is None:
        return plain, []
    places = [name for name in required if _is_id(name)]
    aimed = [{**plain, place: [target] if _is_plural(place) else target} for place in places]
    if "filter" in required:
        aimed.append({**plain, "ids": None, "filter": f'id == "{target}"'})
    return plain, aimed


def _is_plural(name: str) -> bool:
    return name.endswith("ids")


def _is_id(name: str) -> bool:
    return name.endswith("_id") or name in ("ids", "after", "user", "record")


def _plain(name: str, parameter: inspect.Parameter, object_name: str | None) -> Any:
    known: dict[str, Any] = {
        "object": object_name,
        "values": {"name": "taken over", "title": "taken over"}
        if object_name == "user"
        else {"name": "taken over"},
        "source": "api",
        "filter": "",
        "q": "",
        "total": 1,
        "delete": False,
        "ids": [],
        "memberships": "keep",
    }
    if name in known:
        return known[name]
    if _is_id(name):
        return str(new_id())
    annotation = str(parameter.annotation).partition("[")[0]
    return {"int": 0, "bool": False, "str": "", "list": [], "dict": {}}.get(annotation)
