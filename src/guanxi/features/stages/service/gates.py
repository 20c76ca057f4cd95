"""The conditions of an object's stages, compiled once for each version of the company's metadata."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from guanxi.kernel.changes.conditions import DraftCondition, compile_condition
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import Gate, ObjectDef, Registry, Stage, registry_of
from guanxi.kernel.metadata.conventions import Conventions
from guanxi.kernel.metadata.versioned import ByVersion
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Asked:
    gate: Gate
    condition: DraftCondition


@dataclass(frozen=True, slots=True)
class StageGates:
    entry: tuple[Asked, ...]
    exit: tuple[Asked, ...]

    def __iter__(self) -> Iterator[Asked]:
        yield from self.entry
        yield from self.exit


Gates: TypeAlias = Mapping[str, StageGates]
_remembered: ByVersion[Gates] = ByVersion()


async def gates_of(scope: Scope, definition: ObjectDef) -> Gates:
    """By the stage's key. One that can no longer be evaluated holds nobody up: the pipeline's administrators are told."""

    async def make() -> Gates:
        registry = await registry_of(scope)
        return {
            key: _compiled(scope, registry, definition, stage)
            for key, (_, stage) in definition.stages.items()
        }

    return await _remembered.or_make(scope, definition.name, make)


def _compiled(scope: Scope, registry: Registry, definition: ObjectDef, stage: Stage) -> StageGates:
    def each(gates: tuple[Gate, ...]) -> Iterator[Asked]:
        for gate in gates:
            try:
                condition = compile_condition(
                    registry, definition, gate.condition, Conventions.of(scope.tenant)
                )
            except Problem:
                continue
            yield Asked(gate, condition)

    return StageGates(tuple(each(stage.entry)), tuple(each(stage.exit)))
