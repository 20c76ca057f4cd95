"""Loop: the steps inside are gone through for each related record, all of them together, batch by batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID, uuid5

import msgspec
from msgspec import Meta, Struct

from guanxi.features.workflows.schemas.body import FieldName, Text
from guanxi.features.workflows.service.environment import Surroundings
from guanxi.features.workflows.service.limits import MOST_CHILDREN
from guanxi.features.workflows.service.step_types import (
    NEXT,
    Batch,
    Child,
    Done,
    Failed,
    Item,
    Prepared,
    Result,
    StepType,
    Wait,
    register_step,
)
from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import ValueType
from guanxi.kernel.expressions.problems import closest
from guanxi.kernel.metadata import Label
from guanxi.kernel.query import fetch_values, open_object, read_filter, select_ids

EACH = "each"
_TOGETHER = 100  # records whose related records are looked for in one reading


class Loop(Struct, frozen=True, forbid_unknown_fields=True):
    """`relation` names a related list of the record; `filter` narrows it. Beyond `most` the run fails and says so."""

    relation: FieldName
    filter: Text = ""
    most: Annotated[int, Meta(ge=1, le=MOST_CHILDREN)] = 500


async def prepare(around: Surroundings, settings: Loop) -> Prepared:
    relation = next((each for each in around.definition.relations if each.name == settings.relation), None)
    if relation is None or not around.scope.actor.rights.sees(relation.object, relation.field):
        known = [each.name for each in around.definition.relations]
        params = {"relation": settings.relation, "suggestion": closest(settings.relation, known)}
        raise Invalid("workflow_relation_unknown", field="relation", params=params)
    try:
        read_filter(await open_object(around.scope, relation.object), settings.filter)
    except Invalid as refused:
        refused.field = "filter"
        raise

    async def execute(batch: Batch) -> Sequence[Result]:
        results: dict[int, Result] = {}
        fresh = []
        for index, item in enumerate(batch.items):
            if item.run.memo is not None:
                results[index] = Done(output={"count": item.run.memo.get("count", 0)})
            else:
                fresh.append(index)
        for start in range(0, len(fresh), _TOGETHER):
            part = fresh[start : start + _TOGETHER]
            found = await _related(batch, [batch.items[index] for index in part])
            for index in part:
                results[index] = _begin(batch.items[index], found.get(batch.items[index].run.record_id, []))
        return [results[index] for index in range(len(batch.items))]

    async def _related(batch: Batch, items: Sequence[Item]) -> dict[UUID | None, list[UUID]]:
        parents = {item.run.record_id for item in items if item.run.record_id is not None}
        names = msgspec.json.encode(sorted(map(str, parents))).decode()
        condition = f"{relation.field} in {names}"
        if settings.filter.strip():
            condition = f"{condition} && ({settings.filter})"
        found: dict[UUID | None, list[UUID]] = {}
        after: UUID | None = None
        while parents:
            ids = await select_ids(batch.scope, relation.object, condition, after=after, limit=1_000)
            if not ids:
                break
            rows = await fetch_values(batch.scope, relation.object, ids, [relation.field])
            for record_id in ids:
                if record_id in rows:
                    found.setdefault(rows[record_id][relation.field], []).append(record_id)
            after = ids[-1]
            if len(ids) < 1_000 or sum(map(len, found.values())) > settings.most * len(parents):
                break
        return found

    def _begin(item: Item, related: Sequence[UUID]) -> Result:
        told = {"relation": settings.relation, "count": len(related)}
        if len(related) > settings.most:
            return Failed("workflow_loop_too_long", {"limit": settings.most}, input=told)
        if not related:
            return Done(output={"count": len(related)}, input=told)
        place = item.run.key("loop")
        children = [
            Child(uuid5(place, str(record_id)), relation.object, record_id, EACH) for record_id in related
        ]
        return Wait(memo={"count": len(related)}, children=children, input=told)

    return Prepared(
        execute,
        frozenset({"id"}),
        {"count": ValueType.INTEGER},
        ways=(EACH, NEXT),
        body=(EACH, relation.object),
    )


register_step(StepType("loop", Label("For each related record", "逐条处理相关记录"), Loop, prepare, "logic"))
