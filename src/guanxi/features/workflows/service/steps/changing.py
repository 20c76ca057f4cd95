"""Creating and updating records, and giving them an owner. Written as whole batches, through the one writer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from guanxi.features.workflows.schemas.body import FieldName, Name
from guanxi.features.workflows.service.environment import Surroundings
from guanxi.features.workflows.service.people import Person, pick_people, prepare_person
from guanxi.features.workflows.service.step_types import (
    Batch,
    Done,
    Failed,
    Item,
    Prepared,
    Result,
    StepType,
    register_step,
)
from guanxi.features.workflows.service.targets import RECORD, target
from guanxi.features.workflows.service.values import Computed, FieldValue, field_value, plain
from guanxi.kernel.changes import Change, ChangeResult, apply
from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import ValueType
from guanxi.kernel.expressions.problems import closest
from guanxi.kernel.metadata import Field, Label, ObjectDef
from guanxi.kernel.tenancy import Scope

SOURCE = "workflow"


class UpdateRecord(Struct, frozen=True, forbid_unknown_fields=True):
    """`target`: `record`, `parent` within a loop, a lookup such as `account`, or `steps.<step>`."""

    values: Annotated[list[FieldValue], Meta(min_length=1, max_length=60)]
    target: FieldName = RECORD


class CreateRecord(Struct, frozen=True, forbid_unknown_fields=True):
    object: Name
    values: Annotated[list[FieldValue], Meta(max_length=60)] = []


class Assign(Struct, frozen=True, forbid_unknown_fields=True):
    to: Person
    target: FieldName = RECORD


@dataclass(frozen=True, slots=True)
class _Setting:
    name: str
    value: Computed


async def prepare_update(around: Surroundings, settings: UpdateRecord) -> Prepared:
    about = target(around, settings.target, "target")
    settings_ = _settings(around, around.registry.object(about.object), settings.values)
    reads = about.reads.union(*(each.value.reads for each in settings_))

    async def execute(batch: Batch) -> Sequence[Result]:
        wanted = [(about.of(item), _values(batch.scope, settings_, item)) for item in batch.items]
        return await _update(batch, about.object, wanted)

    writes = tuple((about.object, each.name) for each in settings_) if about.is_own else ()
    gives = {"id": ValueType.LOOKUP}
    return Prepared(execute, reads, gives, about.object, writes=writes)


async def prepare_create(around: Surroundings, settings: CreateRecord) -> Prepared:
    if settings.object not in around.registry:
        known = closest(settings.object, (each.name for each in around.registry))
        raise Invalid(
            "workflow_object_unknown", field="object", params={"object": settings.object, "suggestion": known}
        )
    definition = around.registry.object(settings.object)
    settings_ = _settings(around, definition, settings.values)
    given = {each.name for each in settings_}
    for field in definition.field_list:
        if field.required and field.default is None and field.name not in given:
            params = {"field": field.label.in_locale(around.scope.locale)}
            raise Invalid("workflow_value_missing", field="values", params=params)
    reads = frozenset[str]().union(*(each.value.reads for each in settings_))

    async def execute(batch: Batch) -> Sequence[Result]:
        changes = [
            Change("create", settings.object, item.run.key("record"), _values(batch.scope, settings_, item))
            for item in batch.items
        ]
        outcome = await apply(batch.scope, changes, source=SOURCE, partial=True, reason=_reason(batch))
        return [
            _result(result, outcome.change_set_id, change.values)
            for change, result in zip(changes, outcome.results, strict=True)
        ]

    return Prepared(execute, reads, {"id": ValueType.LOOKUP}, settings.object)


async def prepare_assign(around: Surroundings, settings: Assign) -> Prepared:
    about = target(around, settings.target, "target")
    person = await prepare_person(around, settings.to, "to")

    async def execute(batch: Batch) -> Sequence[Result]:
        found = await pick_people(batch, settings.to, person)
        wanted = [(about.of(item), {"owner": owner}) for item, owner in zip(batch.items, found, strict=True)]
        nobody = [index for index, owner in enumerate(found) if owner is None]
        results = list(await _update(batch, about.object, wanted, leaving_out=frozenset(nobody)))
        for index in nobody:
            results[index] = Failed("workflow_nobody_found", {"who": settings.to.described()})
        return results

    writes = ((about.object, "owner"),) if about.is_own else ()
    return Prepared(
        execute, about.reads | person.reads, {"id": ValueType.LOOKUP}, about.object, writes=writes
    )


def _settings(around: Surroundings, definition: ObjectDef, given: Sequence[FieldValue]) -> list[_Setting]:
    rights, found = around.scope.actor.rights, list[_Setting]()
    for index, each in enumerate(given):
        place = f"values[{index}]"
        field = definition.field(each.field)
        if field is None or not rights.sees(definition.name, each.field):
            known = [one for one in definition.fields if rights.sees(definition.name, one)]
            params = {"name": each.field, "suggestion": closest(each.field, known)}
            raise Invalid("field_unknown", field=f"{place}.field", params=params)
        _require_writable(around, definition, field, f"{place}.field")
        if any(one.name == each.field for one in found):
            raise Invalid("workflow_value_twice", field=f"{place}.field", params={"field": each.field})
        found.append(_Setting(each.field, field_value(around, field, each, place)))
    return found


def _require_writable(around: Surroundings, definition: ObjectDef, field: Field, place: str) -> None:
    if field.read_only:
        raise Invalid("field_read_only", field=place, params={"field": field.name})
    if not around.scope.actor.rights.edits(definition.name, field.name):
        raise Invalid("field_not_editable", field=place, params={"field": field.name})


def _values(scope: Scope, settings: Sequence[_Setting], item: Item) -> dict[str, Any]:
    return {each.name: each.value.of(scope, item.values, item.run.caused_by) for each in settings}


async def _update(
    batch: Batch,
    object_name: str,
    wanted: Sequence[tuple[UUID | None, Mapping[str, Any]]],
    *,
    leaving_out: frozenset[int] = frozenset(),
) -> Sequence[Result]:
    """A record that several runs are about is written once by each, one after the other."""
    results: list[Result] = [Failed("workflow_target_empty")] * len(wanted)
    left = [
        index
        for index, (record_id, _) in enumerate(wanted)
        if record_id is not None and index not in leaving_out
    ]
    while left:
        now: dict[UUID, int] = {}
        for index in left:
            record_id = wanted[index][0]
            assert record_id is not None
            now.setdefault(record_id, index)
        indexes = list(now.values())
        changes = [Change("update", object_name, wanted[index][0], wanted[index][1]) for index in indexes]
        outcome = await apply(batch.scope, changes, source=SOURCE, partial=True, reason=_reason(batch))
        for index, result in zip(indexes, outcome.results, strict=True):
            results[index] = _result(result, outcome.change_set_id, wanted[index][1])
        taken = set(indexes)
        left = [index for index in left if index not in taken]
    return results


def _result(result: ChangeResult, change_set_id: UUID | None, values: Mapping[str, Any]) -> Result:
    told = {"object": result.object, "values": {name: plain(value) for name, value in values.items()}}
    if result.status == "refused":
        return Failed("workflow_write_refused", {"object": result.object}, result.errors, told)
    output = {"id": str(result.id), "status": result.status, "version": result.version}
    written = change_set_id if result.status != "unchanged" else None
    return Done(output=output, input=told, change_set_id=written)


def _reason(batch: Batch) -> str:
    return batch.label.in_locale(batch.scope.tenant.locale)[:500]


register_step(
    StepType("update_record", Label("Update record", "更新记录"), UpdateRecord, prepare_update, "records")
)
register_step(
    StepType("create_record", Label("Create record", "新建记录"), CreateRecord, prepare_create, "records")
)
register_step(StepType("assign", Label("Assign owner", "分配负责人"), Assign, prepare_assign, "records"))
