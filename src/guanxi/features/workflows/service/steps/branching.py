"""Branch: the first condition that holds decides the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from guanxi.features.workflows.schemas.body import Name, Text
from guanxi.features.workflows.service.environment import Surroundings
from guanxi.features.workflows.service.step_types import (
    Batch,
    Done,
    Prepared,
    Result,
    StepType,
    register_step,
)
from guanxi.features.workflows.service.values import condition
from guanxi.kernel.errors import Invalid
from guanxi.kernel.metadata import Label

OTHERWISE = "otherwise"


class Way(Struct, frozen=True, forbid_unknown_fields=True):
    """`name` is the way out; `label` what people read."""

    name: Name
    condition: Annotated[Text, Meta(min_length=1)]
    label: Annotated[str, Meta(max_length=200)] = ""


class Branch(Struct, frozen=True, forbid_unknown_fields=True):
    ways: Annotated[list[Way], Meta(min_length=1, max_length=20)]


async def prepare(around: Surroundings, settings: Branch) -> Prepared:
    tests = []
    for index, way in enumerate(settings.ways):
        if way.name == OTHERWISE or way.name in [each.name for each in settings.ways[:index]]:
            raise Invalid("workflow_way_twice", field=f"ways[{index}].name", params={"way": way.name})
        tests.append((way.name, condition(around, way.condition, f"ways[{index}].condition")))

    async def execute(batch: Batch) -> Sequence[Result]:
        found: list[Result] = [Done(OTHERWISE)] * len(batch.items)
        left = list(range(len(batch.items)))
        for name, test in tests:
            rows = [(batch.items[index].values, batch.items[index].run.caused_by) for index in left]
            held = test.test(batch.scope, rows)
            for index, holds in zip(left, held, strict=True):
                if holds:
                    found[index] = Done(name)
            left = [index for index, holds in zip(left, held, strict=True) if not holds]
        return found

    reads = frozenset().union(*(test.reads for _, test in tests))
    return Prepared(execute, reads, ways=(*(way.name for way in settings.ways), OTHERWISE))


register_step(StepType("branch", Label("Branch", "条件分支"), Branch, prepare, "logic"))
