"""Which record a step is about: the run's own, the one around a loop, one that a lookup points to, one that a step made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from guanxi.features.workflows.service.environment import PARENT, STEPS, Surroundings
from guanxi.features.workflows.service.step_types import Item
from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import ValueType
from guanxi.kernel.expressions.problems import closest
from guanxi.kernel.query import FieldPath

RECORD = "record"


@dataclass(frozen=True, slots=True)
class Target:
    object: str
    of: Callable[[Item], UUID | None]
    reads: frozenset[str] = frozenset()
    is_own: bool = False


def target(around: Surroundings, name: str, place: str) -> Target:
    """`record`, `parent`, a lookup (`account`, `parent.account`) or `steps.<step>`. Raises 422 `workflow_target_unknown`."""
    if name == RECORD and around.has_record:
        return Target(around.object, lambda item: item.run.record_id, is_own=True)
    if name == PARENT and around.outer is not None:
        return Target(around.outer, _reading(f"{PARENT}.id"), frozenset({f"{PARENT}.id"}))
    first, _, rest = name.partition(".")
    if first == STEPS and rest in around.records:
        path = f"{STEPS}.{rest}.id"
        return Target(around.records[rest], _reading(path), frozenset({path}))
    reference = around.environment.resolve(tuple(name.split(".")))
    if (
        reference is not None
        and reference.type is ValueType.LOOKUP
        and isinstance(reference.handle, FieldPath)
    ):
        found = reference.handle.field.target
        if found is not None and found in around.registry:
            return Target(found, _reading(name), frozenset({name}))
    raise Invalid(
        "workflow_target_unknown",
        field=place,
        params={"target": name[:80], "suggestion": _known(around, name)},
    )


def _reading(path: str) -> Callable[[Item], UUID | None]:
    def of(item: Item) -> UUID | None:
        found: Any = item.values.get(path)
        return found if found is None or isinstance(found, UUID) else UUID(str(found))

    return of


def _known(around: Surroundings, name: str) -> str:
    known = [RECORD] if around.has_record else []
    known += [PARENT] if around.outer is not None else []
    known += [f"{STEPS}.{step}" for step in around.records]
    if around.has_record:
        known += [each.name for each in around.definition.field_list if each.target is not None]
    return closest(name, known)
