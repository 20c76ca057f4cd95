"""Which events a company's workflows wait for: asked at every write, so worked out once for each state of its metadata."""

from __future__ import annotations

from collections import OrderedDict

from guanxi.features.workflows.schemas import body as bodies
from guanxi.features.workflows.schemas.body import Workflow
from guanxi.features.workflows.service.kinds import CHORE, WORKFLOW
from guanxi.kernel.definitions import Definition, definitions_of
from guanxi.kernel.jobs import call
from guanxi.kernel.metadata import Registry, registry_of
from guanxi.kernel.tenancy import Scope

MOST_REMEMBERED = 10_000
FOLLOWER = "workflows"

_remembered: OrderedDict[tuple[int, int], frozenset[str]] = OrderedDict()


async def is_awaited(scope: Scope, topic: str) -> bool:
    return scope.tenant.meta_version != 1 and topic in await topics_of(scope)


async def wake(scope: Scope) -> None:
    await call(scope, CHORE)


async def topics_of(scope: Scope) -> frozenset[str]:
    key = (scope.tenant.id, scope.tenant.meta_version)
    found = _remembered.get(key)
    if found is None:
        registry = await registry_of(scope)
        topics: set[str] = set()
        for definition in registry:
            for each in await definitions_of(scope, WORKFLOW, definition.name):
                topics |= _topics(registry, each)
        found = _remembered[key] = frozenset(topics)
        while len(_remembered) > MOST_REMEMBERED:
            _remembered.popitem(last=False)
    return found


def _topics(registry: Registry, each: Definition[Workflow]) -> set[str]:
    name = each.object or ""
    match each.body.trigger:
        case bodies.RecordCreated():
            found = {f"{name}.created"}
        case bodies.RecordDeleted():
            found = {f"{name}.deleted"}
        case bodies.RecordChanged():
            found = {f"{name}.updated"}
        case bodies.StageEntered():
            found = {f"{name}.created", f"{name}.updated"}
        case bodies.ApprovalFinished():
            found = {f"{name}.approval_finished"}
        case _:
            found = set()
    steps = each.body.steps
    if any(step.type == "wait" and step.settings.get("until") for step in steps):
        about = {name}
        for step in steps:
            if step.type == "loop":
                relations = [one for known in about for one in registry.object(known).relations]
                about |= {one.object for one in relations if one.name == step.settings.get("relation")}
        found |= {f"{one}.updated" for one in about}
    return found
