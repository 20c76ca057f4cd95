"""Takes the literals out of a checked condition, so that conditions that differ in nothing else compile once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from guanxi.kernel.earth import MOST_RANGES
from guanxi.kernel.expressions import core
from guanxi.kernel.expressions.core import Condition, Typed, TypedValue, Value
from guanxi.kernel.expressions.nearness import Nearness, nearness_of
from guanxi.kernel.expressions.python_values import is_static
from guanxi.kernel.expressions.semantics import fold_case

_LIKE = {"contains": "%{}%", "startsWith": "{}%", "endsWith": "%{}"}

Root = TypeVar("Root", Condition, Value)


@dataclass(frozen=True, slots=True)
class Slot:
    """Stands for the literal bound to the parameter of this name. `listed` literals are arrays."""

    name: str
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Parametrized:
    """Equal for conditions that differ in their literals only; hashing is as deep as the condition."""

    root: Condition | Value
    constants: dict[str, object]


def parametrize(typed: Typed | TypedValue, prefix: str) -> Parametrized:
    """Parameters are named `<prefix>0`, `<prefix>1` …"""
    extractor = _Extractor(prefix)
    root: Condition | Value
    root = extractor.condition(typed.condition) if isinstance(typed, Typed) else extractor.value(typed.value)
    return Parametrized(root, extractor.constants)


def escape_like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


NOTHING = (0, -1)


def _all_of(condition: Condition) -> tuple[Condition, ...]:
    return condition.conditions if isinstance(condition, core.All) else (condition,)


class _Extractor:
    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self.constants: dict[str, object] = {}

    def condition(self, condition: Condition) -> Condition:
        match condition:
            case core.All(conditions=conditions):
                parts = [self.condition(part) for part in conditions]
                return core.All(tuple(each for part in parts for each in _all_of(part)))
            case core.Any(conditions=conditions):
                return replace(condition, conditions=tuple(self.condition(part) for part in conditions))
            case core.Not(condition=inner):
                return core.Not(self.condition(inner))
            case core.IsNull(operand=operand) | core.Truth(operand=operand):
                return replace(condition, operand=self.value(operand))
            case core.Compare(operator=operator, left=left, right=right):
                compared = core.Compare(operator, self.value(left), self.value(right))
                nearness = nearness_of(condition)
                return compared if nearness is None else core.All((self._near(nearness), compared))
            case core.Among(operand=operand, values=values):
                listed = len(values) > 1
                slot = self._slot(list(values) if listed else values[0], listed=listed)
                return core.Among(self.value(operand), (slot,))
            case core.Holds(operand=operand, values=values, every=every):
                return core.Holds(self.value(operand), (self._slot(list(values), listed=True),), every)
            case core.TextMatch(kind=kind, haystack=haystack, needle=core.Constant(value=text) as needle):
                pattern = _LIKE[kind].format(escape_like(fold_case(str(text))))
                return core.TextMatch(kind, self.value(haystack), replace(needle, value=self._slot(pattern)))
            case core.TextMatch(kind=kind, haystack=haystack, needle=needle):
                return core.TextMatch(kind, self.value(haystack), self.value(needle))
            case core.Branch(test=test, then=then, otherwise=otherwise):
                return core.Branch(self.condition(test), self.condition(then), self.condition(otherwise))
        return condition

    def value(self, value: Value) -> Value:
        match value:
            case core.Constant(value=None):
                return value
            case core.Constant(value=constant):
                return replace(value, value=self._slot(constant))
            case core.FieldValue() | core.ContextValue():
                return value
            case core.Choose(test=test, then=then, otherwise=otherwise):
                return replace(
                    value, test=self.condition(test), then=self.value(then), otherwise=self.value(otherwise)
                )
            case core.Outcome(condition=condition):
                return core.Outcome(self.condition(condition))
            case core.Rate(day=day):
                return replace(value, day=self.value(day))
        if is_static(value):
            return value  # Computed when the parameters are bound.
        match value:
            case core.Function(operands=operands):
                return replace(value, operands=tuple(self.value(operand) for operand in operands))
            case core.Arithmetic(left=left, right=right) | core.Elapsed(left=left, right=right):
                return replace(value, left=self.value(left), right=self.value(right))
            case _:
                return replace(value, operand=self.value(value.operand))

    def _near(self, nearness: Nearness) -> core.Near:
        """Always of as many ranges, so that one statement serves all places: what is missing holds nothing."""
        ranges = [*nearness.ranges, *[NOTHING] * (MOST_RANGES - len(nearness.ranges))]
        slots = tuple((self._slot(float(first)), self._slot(float(last))) for first, last in ranges)
        return core.Near(nearness.latitude, slots)

    def _slot(self, constant: object, *, listed: bool = False) -> Slot:
        slot = Slot(f"{self._prefix}{len(self.constants)}", listed)
        self.constants[slot.name] = constant
        return slot
