"""What goes over the wire about expressions. Positions are characters, lines and columns counted from 1."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

Purpose = Literal["condition", "value", "formula", "rule", "flow"]
ObjectName = Annotated[str, Meta(min_length=1, max_length=60)]
Source = Annotated[str, Meta(max_length=10_000)]
FieldName = Annotated[str, Meta(max_length=60)]


class ExpressionToCheck(Struct, forbid_unknown_fields=True):
    """`condition`: of lists, boards and reports. `value`: of anything. `formula`: of a formula field, whose name, if it has
    one, is `field`. `rule`: a condition checked on writing, where `old.amount` is the value before. `flow`: of a step of a workflow, where
    `old.amount` means the same; what steps and other systems give is not known here. With a `position`, counted
    in characters from 0, the answer says what could stand there.
    """

    object: ObjectName
    text: Source
    purpose: Purpose = "condition"
    field: FieldName | None = None
    position: Annotated[int, Meta(ge=0, le=10_000)] | None = None


class ReferenceMeta(Struct):
    """A field that the expression names, in the end: of formulas, what they come from."""

    name: str
    label: str
    type: str


class ExpressionProblem(Struct):
    """`length` is that of the word at the place."""

    code: str
    message: str
    line: int
    column: int
    length: int


class Completion(Struct):
    """`insert` goes in place of the characters from `start` to the position; `cursor` is where to type on within it."""

    kind: Literal["field", "function", "option", "word"]
    insert: str
    label: str
    detail: str
    start: int
    cursor: int
    help: str | UnsetType = UNSET


class CheckedExpression(Struct):
    """`type` is that of the value: text, number, money, date, datetime, boolean or integer."""

    valid: bool
    type: str | None
    references: list[ReferenceMeta]
    error: ExpressionProblem | None
    completions: list[Completion] | UnsetType = UNSET


class ExpressionToPreview(Struct, forbid_unknown_fields=True):
    object: ObjectName
    text: Source
    record_id: UUID
    purpose: Literal["condition", "value", "formula"] = "condition"
    field: FieldName | None = None


class Part(Struct):
    """A part of the expression and what it gives."""

    text: str
    line: int
    column: int
    type: str
    value: Any


class MissingRate(Struct):
    """An amount was to be converted into a currency by its rate of a day, and there is none: it is empty."""

    currency: str
    day: str


class PreviewedExpression(Struct):
    """Of the record, as the caller sees it. `parts` are those within the whole, at most 20, in their order."""

    type: str
    value: Any
    parts: list[Part]
    missing_rates: list[MissingRate]


class FunctionMeta(Struct):
    """`signature` reads `name(parameter: type, optional?: type, repeated...: type): result`. `in_memory`: only in rules."""

    name: str
    group: str
    signature: str
    help: str
    example: str
    in_memory: bool


class Functions(Struct):
    data: list[FunctionMeta]
