"""Values that steps set: given as they are, computed by an expression, or written as a text with merge fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from guanxi.features.workflows.schemas.body import FieldName
from guanxi.features.workflows.service.environment import Reads, Surroundings
from guanxi.kernel.errors import Invalid, Problem
from guanxi.kernel.expressions import (
    EvaluationContext,
    Typed,
    TypedValue,
    ValueType,
    check,
    check_value,
    parse,
    rates_in,
    to_getter,
    to_program,
)
from guanxi.kernel.expressions.problems import closest
from guanxi.kernel.expressions.types import IN_PARTS
from guanxi.kernel.metadata import Field, FieldRefused, ParseContext
from guanxi.kernel.query import FieldPath
from guanxi.kernel.templates import Merge, Setting, Target, Value, read, render
from guanxi.kernel.tenancy import Scope

Row = Mapping[str, Any]


class FieldValue(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the three; none empties the field."""

    field: FieldName
    value: Any = None
    expression: Annotated[str, Meta(max_length=2_000)] = ""
    template: Annotated[str, Meta(max_length=10_000)] = ""


@dataclass(frozen=True, slots=True)
class Condition:
    test: Callable[[Scope, list[tuple[Row, UUID | None]]], list[bool]]
    reads: Reads


@dataclass(frozen=True, slots=True)
class Computed:
    """`of` gives the value for a row, as whoever writes a record sends it."""

    of: Callable[[Scope, Row, UUID | None], Any]
    reads: Reads


def context_of(scope: Scope, caused_by: UUID | None) -> EvaluationContext:
    """`me` is who caused it; times are those of the company."""
    return EvaluationContext(
        scope.now, scope.tenant.timezone, caused_by or scope.actor.user_id, scope.tenant.timezone
    )


def condition(around: Surroundings, text: str, place: str) -> Condition:
    """Raises `expression_…` with `field` = place. An empty one always holds."""
    if not text.strip():
        return Condition(lambda scope, rows: [True] * len(rows), frozenset())
    with _at(place):
        typed = check(parse(text), around.environment)
    program = to_program(typed)
    reads = _reads(typed)

    def test(scope: Scope, rows: list[tuple[Row, UUID | None]]) -> list[bool]:
        by_person: dict[UUID | None, list[int]] = {}
        for index, (_, person) in enumerate(rows):
            by_person.setdefault(person, []).append(index)
        found = [False] * len(rows)
        for person, indexes in by_person.items():
            held = program.evaluate((rows[index][0] for index in indexes), context_of(scope, person))
            for index, holds in zip(indexes, held, strict=True):
                found[index] = holds
        return found

    return Condition(test, reads)


def _reads(typed: Typed | TypedValue) -> Reads:
    return frozenset(reference.dotted for reference in typed.references) | rates_in(typed)


def field_value(around: Surroundings, field: Field, given: FieldValue, place: str) -> Computed:
    """Raises 422 naming the place."""
    if sum(bool(each) for each in (given.expression, given.template, given.value is not None)) > 1:
        raise Invalid("workflow_value_twice", field=place, params={"field": field.name})
    if given.expression:
        return expression(around, given.expression, f"{place}.expression")
    if given.template:
        return template(around, given.template, "text", f"{place}.template")
    if given.value is not None:
        check_given(around.scope, field, given.value, f"{place}.value")
    return Computed(lambda scope, row, person: given.value, frozenset())


def check_given(scope: Scope, field: Field, value: Any, place: str) -> Any:
    """The stored value. Raises 422 for one that the field does not take."""
    try:
        return field.type.parse(
            value, field, ParseContext(scope.tenant.currency, scope.tenant.timezone, scope.tenant.id)
        )
    except FieldRefused as refused:
        raise Invalid(refused.code, field=place, params={"field": field.name, **refused.params}) from None


def expression(around: Surroundings, text: str, place: str) -> Computed:
    with _at(place):
        typed = check_value(parse(text), around.environment, in_memory=True)
    reads = _reads(typed)

    def of(scope: Scope, row: Row, person: UUID | None) -> Any:
        return to_getter(typed, context_of(scope, person))(row)

    return Computed(of, reads)


_AROUND: Mapping[str, Callable[[Scope], Value]] = {
    "company.name": lambda scope: Value(scope.tenant.name),
    "today": lambda scope: Value(scope.now, "datetime"),
}


def template(around: Surroundings, text: str, target: Target, place: str) -> Computed:
    """Text with merge fields. A lookup is written as the name of what it points to."""
    with _at(place):
        parsed = read(text)
        found: dict[str, tuple[str, FieldPath | ValueType]] = {}
        for merge in parsed.merges:
            if merge.path is not None and merge.path not in _AROUND and merge.path not in found:
                found[merge.path] = _merged(around, merge)
        exponent = around.scope.tenant.money_exponent
        # Whatever the values are, it must be right where they stand.
        render(parsed, lambda merge: _sample(merge, found), _setting(around.scope), target)

    def of(scope: Scope, row: Row, person: UUID | None) -> str:
        setting = _setting(scope)

        def value_of(merge: Merge) -> Value:
            if merge.path is None:
                return Value(merge.literal)
            if merge.path in _AROUND:
                return _AROUND[merge.path](scope)
            name, kind = found[merge.path]
            return _value(row.get(name), kind, exponent, setting.locale)

        return render(parsed, value_of, setting, target).text

    return Computed(of, frozenset(name for name, _ in found.values()))


def _setting(scope: Scope) -> Setting:
    tenant = scope.tenant
    return Setting(tenant.locale, tenant.timezone, tenant.currency, tenant.money_exponent)


def _merged(around: Surroundings, merge: Merge) -> tuple[str, FieldPath | ValueType]:
    assert merge.path is not None
    name = merge.path.removeprefix(f"{around.object}.") if around.has_record else merge.path
    reference = around.environment.resolve(tuple(name.split(".")))
    if reference is None:
        suggestion = closest(name, around.environment.names())
        raise merge.place.refuse("field_unknown", name=name[:120], suggestion=suggestion)
    handle = reference.handle
    if isinstance(handle, FieldPath):
        if (
            handle.field.target is not None
            and handle.through is None
            and handle.field.target in around.registry
        ):
            title = f"{name}.{around.registry.object(handle.field.target).title_field}"
            leaf = around.environment.resolve(tuple(title.split(".")))
            if leaf is not None and isinstance(leaf.handle, FieldPath):
                return title, leaf.handle
        return name, handle
    return name, reference.type


def _sample(merge: Merge, found: Mapping[str, tuple[str, FieldPath | ValueType]]) -> Value:
    if merge.path is None:
        return Value(merge.literal)
    if merge.path == "today":
        return Value(None, "datetime")
    known = found.get(merge.path)
    return Value(None, "text" if known is None else _kind(known[1]))


def _kind(known: FieldPath | ValueType) -> str:
    kind = known.kind if isinstance(known, FieldPath) else known
    if isinstance(known, FieldPath) and known.field.type.name == "url":
        return "url"
    return _KINDS.get(kind, "text")


def _value(content: Any, known: FieldPath | ValueType, exponent: int, locale: str) -> Value:
    kind = _kind(known)
    if content is None:
        return Value(None, kind)
    value_type = known.kind if isinstance(known, FieldPath) else known
    match value_type:
        case ValueType.CHOICE:
            option = known.field.option_of.get(content) if isinstance(known, FieldPath) else None
            return Value(option.label.in_locale(locale) if option else str(content))
        case ValueType.MONEY:
            return Value(Decimal(content).scaleb(-exponent), kind)
        case ValueType.INTEGER | ValueType.NUMBER | ValueType.DECIMAL:
            return Value(Decimal(str(content)), kind)
        case ValueType.DATE:
            return Value(content if isinstance(content, date) else date.fromisoformat(str(content)), kind)
        case ValueType.DATETIME:
            return Value(
                content if isinstance(content, datetime) else datetime.fromisoformat(str(content)), kind
            )
        case ValueType.BOOLEAN:
            return Value(bool(content), kind)
    if isinstance(known, FieldPath) and value_type in IN_PARTS:
        return Value(known.field.type.text_of(content), kind)
    return Value(str(content), kind)


_KINDS: Mapping[ValueType, str] = {
    ValueType.MONEY: "money",
    ValueType.INTEGER: "number",
    ValueType.NUMBER: "number",
    ValueType.DECIMAL: "number",
    ValueType.DATE: "date",
    ValueType.DATETIME: "datetime",
    ValueType.BOOLEAN: "boolean",
}


class _at:
    """Names the place of whatever is refused within."""

    def __init__(self, place: str) -> None:
        self._place = place

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Problem):
            error.field = self._place


def plain(value: Any) -> Any:
    """As JSON keeps it."""
    match value:
        case Decimal():
            return str(value)
        case datetime() | date():
            return value.isoformat()
        case UUID():
            return str(value)
    return value
