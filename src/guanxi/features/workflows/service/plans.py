"""A workflow made ready to run: its graph checked, every step prepared as the person who answers for it sees the company."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.workflows.schemas import body as bodies
from guanxi.features.workflows.schemas.body import Step, Workflow
from guanxi.features.workflows.service.environment import Surroundings
from guanxi.features.workflows.service.form_values import sent_by_form
from guanxi.features.workflows.service.step_types import Prepared, step_type_named
from guanxi.features.workflows.service.values import Condition, condition
from guanxi.kernel.definitions import Definition
from guanxi.kernel.errors import Invalid, NotFound
from guanxi.kernel.expressions import ValueType
from guanxi.kernel.expressions.problems import closest
from guanxi.kernel.metadata import Label, registry_of
from guanxi.kernel.tenancy import Scope

MOST_NESTED = 2
MOST_REMEMBERED = 2_000
_SENT = {
    "text": ValueType.TEXT, "number": ValueType.DECIMAL, "boolean": ValueType.BOOLEAN, "date": ValueType.DATE,
    "datetime": ValueType.DATETIME,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    key: str
    type: str
    prepared: Prepared
    next: Mapping[str, str]
    order: int  # later than that of every step that leads to it


@dataclass(frozen=True, slots=True)
class Plan:
    name: str
    label: Label
    object: str
    body: Workflow
    condition: Condition
    nodes: Mapping[str, Node]
    first: str | None

    @property
    def is_about_deleted(self) -> bool:
        return isinstance(self.body.trigger, bodies.RecordDeleted)


async def prepare_plan(scope: Scope, name: str, label: Label, object_name: str, body: Workflow) -> Plan:
    """Raises 422 with `field` naming the place within the body: `body.steps[2].settings.to`."""
    registry = await registry_of(scope)
    around = await surroundings(scope, registry, name, object_name, body)
    entered = condition(around, body.condition, "body.condition")
    steps, first = _by_key(body.steps), body.first
    if first is not None and first not in steps:
        raise Invalid("workflow_step_unknown", field="body.first", params={"step": first})
    first = first or (body.steps[0].key if body.steps else None)
    _require_ways_lead_to_steps(body.steps, steps)
    order = _ordered(body.steps, first)
    nodes: dict[str, Node] = {}
    places: dict[str, _Place] = {first: _Place(around, (), frozenset())} if first else {}
    for number, key in enumerate(order):
        index, step = steps[key]
        place = places[key]
        prepared = await _prepare(_told(place, nodes), step, f"body.steps[{index}]")
        if prepared.body is not None and len(place.loops) >= MOST_NESTED:
            raise Invalid("workflow_loop_nested", field=f"body.steps[{index}]", params={"limit": MOST_NESTED})
        nodes[key] = Node(key, step.type, prepared, dict(step.next), number)
        for way, follower in step.next.items():
            reached = _through(place, nodes[key], way)
            known = places.get(follower)
            if known is not None and known.loops != reached.loops:
                raise Invalid(
                    "workflow_loop_mixed", field=f"body.steps[{index}].next.{way}", params={"step": follower}
                )
            before = reached.before if known is None else reached.before | known.before
            places[follower] = replace(reached, before=before)
    return Plan(name, label, object_name, body, entered, nodes, first)


async def surroundings(
    scope: Scope, registry: Any, name: str, object_name: str, body: Workflow
) -> Surroundings:
    trigger = body.trigger
    sent: dict[str, ValueType] = {}
    if isinstance(trigger, bodies.Webhook):
        sent = {each.name: _SENT[each.type] for each in trigger.fields}
    elif isinstance(trigger, bodies.FormSubmitted):
        sent = await sent_by_form(scope, registry, object_name, trigger.form)
    return Surroundings(
        scope,
        registry,
        object_name,
        has_record=not isinstance(trigger, bodies.Webhook) or trigger.match_field is not None,
        has_old=isinstance(trigger, bodies.RecordChanged | bodies.StageEntered),
        sent=sent,
        workflow=name,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a step stands: within which loops, and after which steps."""

    around: Surroundings
    loops: tuple[str, ...]
    before: frozenset[str]


def _told(place: _Place, nodes: Mapping[str, Node]) -> Surroundings:
    gives = {key: nodes[key].prepared.gives for key in sorted(place.before) if nodes[key].prepared.gives}
    records = {
        key: found for key in sorted(place.before) if (found := nodes[key].prepared.gives_object) is not None
    }
    return replace(place.around, steps=gives, records=records)


def _through(place: _Place, node: Node, way: str) -> _Place:
    before = place.before | {node.key}
    body = node.prepared.body
    if body is None or body[0] != way:
        return _Place(place.around, place.loops, before)
    return _Place(place.around.within_loop(body[1]), (*place.loops, node.key), before)


async def _prepare(around: Surroundings, step: Step, place: str) -> Prepared:
    try:
        step_type = step_type_named(step.type)
    except NotFound as unknown:
        raise Invalid(unknown.code, field=f"{place}.type", params=unknown.params) from None
    try:
        settings = msgspec.convert(step.settings, step_type.settings)
    except msgspec.ValidationError as error:
        reason, _, where = str(error).partition(" - at `$")
        field = f"{place}.settings{where.rstrip('`')}"
        if "length >= 1" in reason or "missing required" in reason:
            raise Invalid("required", field=field, params={"field": field.rpartition(".")[2]}) from None
        raise Invalid("definition_invalid", field=field, params={"reason": reason}) from None
    try:
        prepared = await step_type.prepare(around, settings)
    except Invalid as refused:
        refused.field = f"{place}.settings.{refused.field}" if refused.field else f"{place}.settings"
        raise
    for way in step.next:
        if way not in prepared.ways:
            params = {"way": way[:40], "suggestion": closest(way, prepared.ways)}
            raise Invalid("workflow_way_unknown", field=f"{place}.next", params=params)
    if prepared.body is not None and prepared.body[0] not in step.next:
        raise Invalid("workflow_loop_empty", field=place)
    return prepared


def _by_key(steps: Sequence[Step]) -> dict[str, tuple[int, Step]]:
    found: dict[str, tuple[int, Step]] = {}
    for index, step in enumerate(steps):
        if step.key in found:
            raise Invalid("workflow_step_twice", field=f"body.steps[{index}].key", params={"step": step.key})
        found[step.key] = (index, step)
    return found


def _require_ways_lead_to_steps(steps: Sequence[Step], known: Mapping[str, Any]) -> None:
    for index, step in enumerate(steps):
        for way, follower in step.next.items():
            if follower not in known:
                field = f"body.steps[{index}].next.{way}"
                raise Invalid("workflow_step_unknown", field=field, params={"step": follower})


def _ordered(steps: Sequence[Step], first: str | None) -> list[str]:
    """Those that can be reached, each after all that lead to it. Raises 422 `workflow_circle` and `workflow_step_lost`."""
    followers = {step.key: list(step.next.values()) for step in steps}
    index = {step.key: number for number, step in enumerate(steps)}
    order: list[str] = []
    state: dict[str, int] = {}
    stack: list[tuple[str, Iterator[str]]] = [(first, iter(followers[first]))] if first else []
    if first:
        state[first] = 1
    while stack:
        key, rest = stack[-1]
        follower = next(rest, None)
        if follower is None:
            state[key] = 2
            order.append(key)
            stack.pop()
        elif state.get(follower) == 1:
            raise Invalid(
                "workflow_circle", field=f"body.steps[{index[key]}].next", params={"step": follower}
            )
        elif follower not in state:
            state[follower] = 1
            stack.append((follower, iter(followers[follower])))
    for key, number in index.items():
        if key not in state:
            raise Invalid("workflow_step_lost", field=f"body.steps[{number}]", params={"step": key})
    return order[::-1]


class Plans:
    """Plans that were prepared, by version and by what their person sees of the company as it is."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, Plan] = OrderedDict()

    async def of_definition(self, scope: Scope, definition: Definition[Workflow]) -> Plan:
        """Of the one in force. Raises whatever no longer holds of it."""
        assert definition.object is not None
        return await self._of(
            scope,
            definition.id,
            definition.version,
            lambda: prepare_plan(
                scope, definition.name, definition.label, definition.object or "", definition.body
            ),
        )

    async def of_version(self, scope: Scope, row: Mapping[str, Any]) -> Plan:
        """`row` is of workflow_version. Raises whatever no longer holds of it."""

        async def make() -> Plan:
            registry = await registry_of(scope)
            if not registry.has_number(row["object_id"]):
                raise NotFound("object_not_found", params={"object": str(row["name"])})
            name, label = row["name"], Label.from_json(row["label"])
            body = msgspec.convert(row["body"], Workflow)
            return await prepare_plan(scope, name, label, registry.by_number(row["object_id"]).name, body)

        return await self._of(scope, row["workflow_id"], row["version"], make)

    async def _of(
        self, scope: Scope, workflow_id: UUID, version: int, make: Callable[[], Awaitable[Plan]]
    ) -> Plan:
        tenant, actor = scope.tenant, scope.actor
        key = (
            tenant.id, workflow_id, version, tenant.meta_version, actor.user_id, actor.rights.sight, tenant.timezone,
            tenant.currency,
        )  # fmt: skip
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = await make()
            while len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(key)
        return found


plans = Plans()
