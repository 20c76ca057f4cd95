"""Workflows as a kind of definition: checked when they are saved, followed by what the engine keeps of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

import msgspec
from croniter import croniter

from guanxi.features.workflows.queries import keeping
from guanxi.features.workflows.schemas import body as bodies
from guanxi.features.workflows.schemas.body import Workflow
from guanxi.features.workflows.service import steps as _steps  # noqa: F401  (registers the types of step)
from guanxi.features.workflows.service.clocks import is_by_time
from guanxi.features.workflows.service.plans import Plan, prepare_plan
from guanxi.features.workflows.service.values import check_given
from guanxi.kernel.clock import utc_now
from guanxi.kernel.definitions import Declared, Definition, Kind, NamedPlace, Use, find_definition, kind_named
from guanxi.kernel.errors import Invalid, NotFound
from guanxi.kernel.expressions.problems import closest
from guanxi.kernel.jobs import call
from guanxi.kernel.metadata import Field, Label, ObjectDef, Registry, registry_of
from guanxi.kernel.query import open_object, read_filter
from guanxi.kernel.tenancy import Scope

CHORE = "workflows.run"
MOST_OFTEN = timedelta(minutes=15)


async def check(scope: Scope, registry: Registry, declared: Declared[Workflow]) -> None:
    """As the person who saves it sees the company: it will run with his rights."""
    assert declared.object is not None
    definition = registry.object(declared.object)
    await _check_trigger(scope, registry, definition, declared.body)
    plan = await prepare_plan(scope, declared.name, declared.label, declared.object, declared.body)
    _refuse_self_trigger(definition, plan)


async def moved(
    scope: Scope, before: Definition[Workflow] | None, after: Definition[Workflow] | None
) -> None:
    if after is None:
        assert before is not None
        await keeping.cancel(scope, before.id)
        await keeping.stop_clock(scope, before.id)
        return
    registry = await registry_of(scope)
    await keeping.add_version(
        scope,
        {
            "workflow_id": after.id, "version": after.version, "name": after.name,
            "object_id": registry.object(after.object or "").number, "label": after.label.as_json(),
            "body": msgspec.to_builtins(after.body), "runs_as": scope.actor.user_id,
        },
    )  # fmt: skip
    if not after.active:
        await keeping.hold(scope, after.id)
    elif before is not None and not before.active:
        await keeping.release(scope, after.id)
    if after.active and is_by_time(after.body.trigger):
        await keeping.set_clock(scope, after.id, scope.now)
    else:
        await keeping.stop_clock(scope, after.id)
    await call(scope, CHORE)


def uses(registry: Registry, declared: Declared[Workflow]) -> Iterable[Use]:
    """By names that appear: of the trigger, and of any text in which a field's name stands as a word."""
    if declared.object is None or declared.object not in registry:
        return ()
    words = set(_words(msgspec.to_builtins(declared.body)))
    found = {Use(each.name) for each in registry if each.name in words}
    about = {declared.object} | {use.object for use in found}
    definition = registry.object(declared.object)
    about |= {each.target for each in definition.field_list if each.target and each.name in words}
    about |= {each.object for each in definition.relations if each.name in words}
    for name in about:
        if name in registry:
            found |= {Use(name, field) for field in registry.object(name).fields if field in words}
    return found


def places(declared: Declared[Workflow]) -> Iterable[NamedPlace]:
    """Wherever a setting of a step is a person, see people.py."""
    for step in declared.body.steps:
        yield from _places_in(step.settings)


def _places_in(value: object) -> Iterable[NamedPlace]:
    match value:
        case {"kind": "team" | "queue", "name": str(name)} if name:
            yield NamedPlace("team", name)
        case {"kind": "role", "name": str(name)} if name:
            yield NamedPlace("position", name)
        case dict():
            for each in value.values():
                yield from _places_in(each)
        case list():
            for each in value:
                yield from _places_in(each)


def _words(value: object) -> Iterable[str]:
    match value:
        case str():
            yield from re.findall(r"[a-z_][a-z0-9_]*", value)
        case dict():
            for each in value.values():
                yield from _words(each)
        case list():
            for each in value:
                yield from _words(each)


async def _check_trigger(scope: Scope, registry: Registry, definition: ObjectDef, body: Workflow) -> None:
    scope.require(f"{definition.name}.read")
    match body.trigger:
        case bodies.RecordChanged(fields=fields):
            for index, change in enumerate(fields):
                place = f"body.trigger.fields[{index}]"
                field = _require_field(scope, definition, change.field, f"{place}.field")
                for name in ("before", "after"):
                    if (value := getattr(change, name)) is not None:
                        check_given(scope, field, value, f"{place}.{name}")
        case bodies.StageEntered(stages=stages):
            for index, stage in enumerate(stages):
                if stage not in definition.stages:
                    params = {"stage": stage, "suggestion": closest(stage, definition.stages)}
                    raise Invalid(
                        "workflow_stage_unknown", field=f"body.trigger.stages[{index}]", params=params
                    )
        case bodies.DateReached(field=name):
            field = _require_field(scope, definition, name, "body.trigger.field")
            if field.type.value_kind not in ("date", "datetime"):
                raise Invalid("workflow_not_a_date", field="body.trigger.field", params={"name": name})
        case bodies.Schedule(cron=cron, filter=filter_):
            _check_cron(cron)
            try:
                read_filter(await open_object(scope, definition.name), filter_)
            except Invalid as refused:
                refused.field = "body.trigger.filter"
                raise
        case bodies.ApprovalFinished(processes=processes):
            for index, name in enumerate(processes):
                await _require_process(scope, definition, name, f"body.trigger.processes[{index}]")
        case bodies.Webhook(fields=sent, match_field=match_field, match_value=match_value):
            names = [each.name for each in sent]
            if len(set(names)) != len(names):
                raise Invalid("workflow_value_twice", field="body.trigger.fields", params={"field": names[0]})
            if (match_field is None) != (match_value is None):
                raise Invalid("required", field="body.trigger.match_value", params={"field": "match_value"})
            if match_field is not None:
                _require_field(scope, definition, match_field, "body.trigger.match_field")
                if match_value not in names:
                    params = {"name": str(match_value), "suggestion": ", ".join(names)}
                    raise Invalid("field_unknown", field="body.trigger.match_value", params=params)


def _require_field(scope: Scope, definition: ObjectDef, name: str, place: str) -> Field:
    field = definition.field(name)
    sees = scope.actor.rights.sees
    if field is None or not sees(definition.name, name) or not field.filterable:
        known = [each for each in definition.fields if sees(definition.name, each)]
        raise Invalid("field_unknown", field=place, params={"name": name, "suggestion": closest(name, known)})
    return field


async def _require_process(scope: Scope, definition: ObjectDef, name: str, place: str) -> None:
    found = await find_definition(scope, kind_named("approval"), name)
    if found.object != definition.name:
        raise NotFound("definition_unknown", field=place, params={"name": name})


def _check_cron(cron: str) -> None:
    """Five parts; not more often than four times an hour."""
    if len(cron.split()) != 5 or not croniter.is_valid(cron):
        raise Invalid("workflow_cron_invalid", field="body.trigger.cron", params={"cron": cron})
    times = croniter(cron, utc_now())
    moments = [times.get_next(float) for _ in range(6)]
    if any(later - earlier < MOST_OFTEN.total_seconds() for earlier, later in pairwise(moments)):
        raise Invalid("workflow_cron_too_often", field="body.trigger.cron", params={"minutes": 15})


def _refuse_self_trigger(definition: ObjectDef, plan: Plan) -> None:
    """What it writes would start it again, and its condition says nothing of what it writes."""
    trigger = plan.body.trigger
    if isinstance(trigger, bodies.RecordChanged):
        watched = {change.field for change in trigger.fields} or set(definition.fields)
    elif isinstance(trigger, bodies.StageEntered):
        watched = {"stage"}
    else:
        watched = set()
    for index, step in enumerate(plan.body.steps):
        for object_name, field in plan.nodes[step.key].prepared.writes:
            if object_name == definition.name and field in watched and field not in plan.condition.reads:
                params = {"field": definition.fields[field].label.en, "step": step.label or step.key}
                raise Invalid("workflow_starts_itself", field=f"body.steps[{index}].settings", params=params)
        if (
            isinstance(trigger, bodies.RecordCreated)
            and step.type == "create_record"
            and step.settings.get("object") == definition.name
            and not plan.condition.reads
        ):
            params = {"field": definition.label.en, "step": step.label or step.key}
            raise Invalid(
                "workflow_starts_itself", field=f"body.steps[{index}].settings.object", params=params
            )


WORKFLOW: Kind[Workflow] = Kind(
    "workflow",
    Label("workflow", "工作流"),
    Label("workflows", "工作流"),
    Workflow,
    most=300,
    most_bytes=200_000,
    check=check,
    uses=uses,
    moved=moved,
    places=places,
)
