"""Takes the literals out of a checked condition, so that conditions that differ in nothing else compile once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from guanxi.kernel.expressions import core
from guanxi.kernel.expressions.core import Condition, Typed, TypedValue, Value
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


class _Extractor:
    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self.constants: dict[str, object] = {}

    def condition(self, condition: Condition) -> Condition:
        match condition:
            case core.All(conditions=conditions) | core.Any(conditions=conditions):
                return replace(condition, conditions=tuple(self.condition(part) for part in conditions))
            case core.Not(condition=inner):
                return core.Not(self.condition(inner))
            case core.IsNull(operand=operand) | core.Truth(operand=operand):
                return replace(condition, operand=self.value(operand))
            case core.Compare(operator=operator, left=left, right=right):
                return core.Compare(operator, self.value(left), self.value(right))
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
        if is_static(value):
            return value  # Computed when the parameters are bound.
        match value:
            case core.Function(operands=operands):
                return replace(value, operands=tuple(self.value(operand) for operand in operands))
            case core.Arithmetic(left=left, right=right) | core.Elapsed(left=left, right=right):
                return replace(value, left=self.value(left), right=self.value(right))
            case _:
                return replace(value, operand=self.value(value.operand))

    def _slot(self, constant: object, *, listed: bool = False) -> Slot:
        slot = Slot(f"{self._prefix}{len(self.constants)}", listed)
        self.constants[slot.name] = constant
        return slot
