"""What was written starts workflows and wakes those that wait for it: taken and acted on in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from guanxi.features.workflows.queries import engine as queries
from guanxi.features.workflows.schemas import body as bodies
from guanxi.features.workflows.schemas.body import Workflow
from guanxi.features.workflows.service.interest import FOLLOWER
from guanxi.features.workflows.service.kinds import WORKFLOW
from guanxi.features.workflows.service.starting import Start
from guanxi.kernel.changes.followers import Event, take_events
from guanxi.kernel.definitions import Definition, definitions_of
from guanxi.kernel.metadata import Field, ObjectDef, ParseContext, registry_of
from guanxi.kernel.tenancy import Scope

MOST_EVENTS = 500  # of one transaction, and no more once they speak of
MOST_RECORDS = 500  # so many records: what a killed worker has to do again stays small
UNDO = "undo"  # puts back what was; nothing new has happened


@dataclass(frozen=True, slots=True)
class _Written:
    operation: str
    record_id: UUID
    change_set: UUID
    version: int
    depth: int
    told: Mapping[str, Any]


Started = list[tuple[Definition[Workflow], list[Start]]]


async def take_started(scope: Scope) -> tuple[Started, bool]:
    """What the company's next events start, and whether there was any event. Wakes runs that watch the records written."""
    events = await take_events(scope, FOLLOWER, MOST_EVENTS, most_records=MOST_RECORDS)
    if not events:
        return [], False
    registry = await registry_of(scope)
    by_object = _by_object(events)
    touched = {each.record_id for written in by_object.values() for each in written}
    await queries.wake_watchers(scope, touched)
    actors = await queries.actors_of(
        scope, {each.change_set for every in by_object.values() for each in every}
    )
    found: Started = []
    for name, written in by_object.items():
        if name not in registry:
            continue
        workflows = await definitions_of(scope, WORKFLOW, name)
        updated = [each for each in written if each.operation == "updated"]
        diffs = await _diffs(scope, updated) if _want_diffs(workflows) and updated else {}
        for workflow in workflows:
            starts = [
                Start(
                    each.record_id,
                    {
                        "type": each.operation,
                        "change_set": str(each.change_set),
                        "actor": _actor(each, actors),
                        "changed": diffs.get((each.change_set, each.record_id, each.version), {}),
                    },
                    each.depth,
                )
                for each in written
                if _matches(scope, registry.object(name), workflow.body.trigger, each, diffs)
            ]
            if starts:
                found.append((workflow, starts))
    return found, True


def _actor(written: _Written, actors: Mapping[UUID, UUID | None]) -> str | None:
    found = actors.get(written.change_set) or written.told.get("actor")
    return str(found) if found else None


def _by_object(events: Sequence[Event]) -> Mapping[str, list[_Written]]:
    found: defaultdict[str, list[_Written]] = defaultdict(list)
    for event in events:
        if event.payload.get("source") == UNDO:
            continue
        name, _, operation = event.topic.rpartition(".")
        change_set, depth = UUID(event.payload["change_set"]), event.payload.get("depth", 0)
        found[name] += [
            _Written(operation, UUID(record_id), change_set, version, depth, event.payload)
            for record_id, version in event.payload["records"]
        ]
    return found


def _want_diffs(workflows: Sequence[Definition[Workflow]]) -> bool:
    return any(
        isinstance(each.body.trigger, bodies.RecordChanged | bodies.StageEntered) for each in workflows
    )


async def _diffs(scope: Scope, updated: Sequence[_Written]) -> dict[tuple[UUID, UUID, int], dict[str, Any]]:
    return await queries.diffs(
        scope,
        {each.change_set for each in updated},
        {each.record_id for each in updated},
        {each.version for each in updated},
    )


def _matches(
    scope: Scope,
    definition: ObjectDef,
    trigger: object,
    written: _Written,
    diffs: Mapping[tuple[UUID, UUID, int], dict[str, Any]],
) -> bool:
    diff = diffs.get((written.change_set, written.record_id, written.version), {})
    match trigger:
        case bodies.RecordCreated():
            return written.operation == "created"
        case bodies.RecordDeleted():
            return written.operation == "deleted"
        case bodies.ApprovalFinished(outcomes=outcomes, processes=processes):
            return (
                written.operation == "approval_finished"
                and written.told["outcome"] in outcomes
                and (not processes or written.told["process"] in processes)
            )
        case bodies.RecordChanged(fields=fields):
            if written.operation != "updated" or not diff:
                return False
            return not fields or any(_is_change(scope, definition, each, diff) for each in fields)
        case bodies.StageEntered(stages=stages):
            if written.operation == "created":
                return True  # which stage it is in, the condition of entry asks
            return written.operation == "updated" and "stage" in diff and diff["stage"][1] in stages
    return False


def _is_change(
    scope: Scope, definition: ObjectDef, wanted: bodies.FieldChange, diff: Mapping[str, Any]
) -> bool:
    field = definition.field(wanted.field)
    if field is None or wanted.field not in diff:
        return False
    before, after = diff[wanted.field]
    return (wanted.before is None or before == _kept(scope, field, wanted.before)) and (
        wanted.after is None or after == _kept(scope, field, wanted.after)
    )


def _kept(scope: Scope, field: Field, value: Any) -> Any:
    """As history keeps it."""
    context = ParseContext(scope.tenant.currency, scope.tenant.timezone)
    return field.type.to_json(field.type.parse(value, field, context))
