"""Hidden fields by what is kept for later: the filter of a shared view, the mapping of an import."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guanxi.attack.exchange import Request
from guanxi.attack.founding import API, World, definitions
from guanxi.attack.probes.fields import NO_FIELD
from guanxi.attack.probing import Probe, Prober, Promise
from guanxi.kernel.metadata import ObjectDef

FAMILY = "kept"
COLUMN = "Description"  # of every sheet that the attack has sent


async def run(prober: Prober) -> None:
    probes = [*_imports(prober.world)]
    for definition in prober.world.victim.registry:
        probes += await _views(prober, definition)
    await prober.run(FAMILY, probes[:: prober.share])


async def _views(prober: Prober, definition: ObjectDef) -> list[Probe]:
    """Views that an administrator shares with people who may not see what they filter by."""
    world, probes = prober.world, []
    absent = await _view(prober, definition, NO_FIELD)
    path = f"{API}/objects/{definition.name}/records"
    for name in ("limited", "blinkered"):
        for field in definitions(world.victim.registry)[name]["fields"][definition.name]:
            if not definition.fields[field].filterable:
                continue
            asked = Request("GET", path, {"view": await _view(prober, definition, field)})
            twin = Request("GET", path, {"view": absent})
            operation = "GET /objects/{object_name}/records"
            who, words = world.person(name), (field, NO_FIELD)
            probes.append(
                Probe(
                    FAMILY,
                    operation,
                    who,
                    asked,
                    Promise.AS_ABSENT,
                    twin,
                    words,
                    by_code=True,
                    control=world.victim.admin,
                )
            )
    return probes


async def _view(prober: Prober, definition: ObjectDef, field: str) -> str:
    body = {"object": definition.name, "name": field, "filter": f"{field} != null", "shared": True}
    answer = await prober.send(Request("POST", f"{API}/views", body=body), prober.world.victim.admin)
    view_id: str = answer.json["id"]
    return view_id


def _imports(world: World) -> Iterator[Probe]:
    """An import of one's own, into fields that one may not see."""
    person, definition = world.person("blinkered"), world.victim.registry.object("account")
    imported = world.victim.own_ids("import", "blinkered")[0]
    for field in definitions(world.victim.registry)["blinkered"]["fields"][definition.name]:
        for body in _mappings(field):
            asked = Request("PATCH", f"{API}/imports/{imported}", body=body)
            twin = Request("PATCH", f"{API}/imports/{imported}", body=body).replacing(field, NO_FIELD)
            operation, words = "PATCH /imports/{import_id}", (field, NO_FIELD)
            yield Probe(FAMILY, operation, person, asked, Promise.AS_ABSENT, twin, words, by_code=True)


def _mappings(field: str) -> Iterator[dict[str, Any]]:
    yield {"mapping": {COLUMN: field}}
    yield {"mapping": [{"column": 1, "field": field}]}
    yield {"match_by": [field]}
    yield {"missing": {field: "blank"}}
    yield {"value_map": {field: {"x": "y"}}}
