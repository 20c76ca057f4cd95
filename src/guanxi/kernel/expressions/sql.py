"""Compiles a checked condition to a SQLAlchemy boolean expression. Every literal is a bind parameter.

Nulls: a comparison with null is SQL null here, which WHERE, AND, OR and CASE take as false; only negation must care,
so ``Not`` is written ``IS NOT TRUE``. Whatever is the same for all rows (``today() - days(30)``) is computed in Python
when the parameters are bound, so that the planner sees a constant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import singledispatchmethod
from itertools import count
from typing import Any as AnyType
from typing import Protocol, cast

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import TypeEngine

from guanxi.kernel.expressions import core
from guanxi.kernel.expressions.core import Condition, Domain, Typed, TypedValue, Value
from guanxi.kernel.expressions.parameters import Parametrized, Slot, parametrize
from guanxi.kernel.expressions.python_values import compile_value, is_static
from guanxi.kernel.expressions.semantics import QUOTIENT_PLACES
from guanxi.kernel.expressions.sql_functions import BUILDERS
from guanxi.kernel.expressions.types import EvaluationContext, Reference


class Columns(Protocol):
    def __call__(self, reference: Reference, /, *, compared: bool = False) -> sa.ColumnElement[AnyType]:
        """The column of a reference. `compared`: in the form that is compared with values by an index."""


class Links(Protocol):
    def __call__(
        self, reference: Reference, targets: sa.ColumnElement[AnyType], /
    ) -> sa.ColumnElement[bool] | None:
        """That a field points to one of these records, where that can be told without its column; else None."""


class Cells(Protocol):
    def __call__(self, latitude: Reference, /) -> sa.ColumnElement[AnyType] | None:
        """What holds the cell of the place with this latitude, where an index has it; else None."""


class Rates(Protocol):
    def __call__(
        self, currency: str, day: sa.ColumnElement[AnyType], today: sa.ColumnElement[AnyType], /
    ) -> sa.ColumnElement[AnyType]:
        """What a unit of the currency was worth in the company's own on the earlier of two days; null if one is, or before
        the first rate.
        """


_TYPES: dict[Domain, TypeEngine[AnyType]] = {
    Domain.TEXT: sa.Text(),
    Domain.INTEGER: sa.BigInteger(),
    Domain.FLOAT: sa.Double(),
    Domain.DECIMAL: sa.Numeric(),
    Domain.DATE: sa.Date(),
    Domain.DATETIME: sa.DateTime(timezone=True),
    Domain.BOOLEAN: sa.Boolean(),
    Domain.ID: sa.Uuid(),
    Domain.IDS: sa.Uuid(),  # of what is asked for in them
    Domain.DURATION: sa.BigInteger(),
    Domain.TEXTS: JSONB(),
    Domain.PARTS: JSONB(),
}
_POINTING = frozenset({Domain.ID, Domain.IDS})
_INSTANT = sa.DateTime(timezone=True)
_PARTS = {"weekday": "isodow"}
_DAY = 86_400_000_000
_CONDITIONS = (
    core.Fixed,
    core.All,
    core.Any,
    core.Not,
    core.IsNull,
    core.Truth,
    core.Compare,
    core.Near,
    core.Among,
    core.TextMatch,
    core.Holds,
    core.Branch,
)


@dataclass(frozen=True, slots=True)
class SqlCondition:
    """A clause with, for each of its bind parameters, the constant or the value to compute for each execution."""

    clause: sa.ColumnElement[AnyType]
    constants: dict[str, object]
    computed: dict[str, Value]

    def bind(self, context: EvaluationContext) -> dict[str, object]:
        """All parameters of the clause for one execution."""
        return self.constants | compute(self.computed, context)


def compute(computed: Mapping[str, Value], context: EvaluationContext) -> dict[str, object]:
    return {name: compile_value(value, context)({}) for name, value in computed.items()}


def to_sql(
    typed: Typed | TypedValue, columns: Columns, *, prefix: str = "f", rates: Rates | None = None
) -> SqlCondition:
    """The condition, or number, over `columns`, which gives the column of a reference."""
    return parametrized_to_sql(parametrize(typed, prefix), columns, prefix=prefix, rates=rates)


def parametrized_to_sql(
    parametrized: Parametrized,
    columns: Columns,
    *,
    prefix: str,
    links: Links | None = None,
    cells: Cells | None = None,
    rates: Rates | None = None,
) -> SqlCondition:
    compiler = _SqlCompiler(columns, f"{prefix}c", links, cells, rates)
    root = parametrized.root
    clause = compiler.condition(root) if isinstance(root, _CONDITIONS) else compiler.value(root)
    return SqlCondition(clause, parametrized.constants, compiler.computed)


CONTEXT_PARAMETERS = ("context_now", "context_company_today", "context_company_timezone")
_embedded_numbers = count(1)


def embedded_sql(
    typed: TypedValue, columns: Columns, rates: Rates | None = None
) -> sa.ColumnElement[AnyType]:
    """A formula's value with its constants in place, to stand in any statement. What depends on the moment comes as
    parameters of fixed names, see `context_parameters`.
    """
    parametrized = parametrize(typed, f"x{next(_embedded_numbers)}_")
    compiler = _SqlCompiler(columns, "", rates=rates, constants=parametrized.constants)
    return compiler.value(parametrized.root)  # type: ignore[arg-type]


def context_parameters(names: Iterable[str], context: EvaluationContext) -> dict[str, object]:
    """What `embedded_sql` leaves to be given, of `CONTEXT_PARAMETERS`."""
    values = {name: core.ContextValue(name.removeprefix("context_"), Domain.TEXT) for name in names}
    return compute(values, context)


class _SqlCompiler:
    """With `constants` these stand in the clause itself, and nothing is computed beforehand."""

    def __init__(
        self,
        columns: Columns,
        prefix: str,
        links: Links | None = None,
        cells: Cells | None = None,
        rates: Rates | None = None,
        *,
        constants: Mapping[str, object] | None = None,
    ) -> None:
        self._columns = columns
        self._prefix = prefix
        self._links = links
        self._cells = cells
        self._rates = rates
        self._constants = constants
        self.computed: dict[str, Value] = {}

    # --- conditions ---

    def condition(self, condition: Condition) -> sa.ColumnElement[bool]:
        match condition:
            case core.Fixed(value=value):
                return sa.true() if value else sa.false()
            case core.All(conditions=conditions):
                return sa.and_(*[self.condition(part) for part in conditions])
            case core.Any(conditions=conditions):
                return sa.or_(*[self.condition(part) for part in conditions])
            case core.Not(condition=inner):
                return self._negation(inner)
            case core.IsNull(operand=operand):
                return self._compared(operand).is_(sa.null())
            case core.Truth(operand=operand):
                return self.value(operand)
            case core.Compare(operator=operator, left=left, right=right):
                return self._comparison(operator, left, right)
            case core.Near(latitude=latitude, ranges=ranges):
                return self._near(latitude, ranges)
            case core.Among(operand=operand, values=values):
                return self._among(operand, values)
            case core.TextMatch(kind=kind, haystack=haystack, needle=needle):
                return self._text_match(kind, haystack, needle)
            case core.Holds(operand=operand, values=values, every=every):
                wanted = self._constant(cast("Slot", values[0]), ARRAY(sa.Text()))
                return self.value(operand).op("?&" if every else "?|", is_comparison=True)(wanted)
            case core.Branch(test=test, then=then, otherwise=otherwise):
                return sa.case((self.condition(test), self.condition(then)), else_=self.condition(otherwise))

    def _negation(self, condition: Condition) -> sa.ColumnElement[bool]:
        match condition:
            case core.IsNull(operand=operand):
                return self._compared(operand).is_not(sa.null())
            case core.Compare(operator="==", left=left, right=right) if not (
                _nullable(left) and _nullable(right)
            ):
                a, b = self._pair(left, right)
                return a.is_distinct_from(b) if _nullable(left) or _nullable(right) else a != b
        return self.condition(condition).is_not(sa.true())

    def _comparison(self, operator: str, left: Value, right: Value) -> sa.ColumnElement[bool]:
        if operator == "==" and isinstance(left, core.FieldValue) and is_static(right):
            linked = self._linked(left, self.value(right))
            if linked is not None:
                return linked
        a, b = self._pair(left, right)
        if operator == "==":
            return a == b
        if left.domain is Domain.TEXT:
            a = sa.collate(
                a, "C"
            )  # Code point order, like Python's; the database's own collation is a local matter.
        symbol: sa.ColumnElement[bool] = a.op(operator, is_comparison=True)(b)
        return symbol

    def _among(self, operand: Value, values: tuple[object, ...]) -> sa.ColumnElement[bool]:
        column, type_ = self._compared(operand), _TYPES[operand.domain]
        (slot,) = values
        assert isinstance(slot, Slot)
        if isinstance(operand, core.FieldValue) and operand.domain in _POINTING:
            pointed = sa.bindparam(slot.name, type_=ARRAY(type_) if slot.listed else type_)
            linked = self._linked(operand, sa.any_(pointed) if slot.listed else pointed)
            if linked is not None:
                return linked
        if slot.listed:
            wanted: sa.ColumnElement[AnyType] = self._constant(slot, ARRAY(type_))
            return column == sa.any_(
                sa.cast(wanted, ARRAY(_INSTANT)) if _is_kept_as_instant(operand, column) else wanted
            )
        one: sa.ColumnElement[AnyType] = self._constant(slot, type_)
        return column == (sa.cast(one, _INSTANT) if _is_kept_as_instant(operand, column) else one)

    def _linked(
        self, field: core.FieldValue, targets: sa.ColumnElement[AnyType]
    ) -> sa.ColumnElement[bool] | None:
        if self._links is None or field.domain not in _POINTING:
            return None
        return self._links(field.reference, targets)

    def _near(self, latitude: Reference, ranges: tuple[tuple[object, object], ...]) -> sa.ColumnElement[bool]:
        cell = None if self._cells is None else self._cells(latitude)
        if cell is None:
            return sa.true()  # The comparison beside it tells.
        bounds = [[self._constant(cast("Slot", each), sa.Double()) for each in pair] for pair in ranges]
        return sa.or_(*[sa.and_(cell >= first, cell <= last) for first, last in bounds])

    def _text_match(self, kind: str, haystack: Value, needle: Value) -> sa.ColumnElement[bool]:
        text = (
            self.value(haystack) if isinstance(haystack, core.Lower) else sa.func.lower(self.value(haystack))
        )
        if isinstance(needle, core.Constant):
            return text.like(self.value(needle))  # Already a pattern.
        part = sa.func.lower(self.value(needle))
        match kind:
            case "contains":
                return sa.func.strpos(text, part) > sa.literal_column("0")
            case "startsWith":
                return sa.func.starts_with(text, part, type_=sa.Boolean())
        return sa.func.right(text, sa.func.length(part)) == part

    # --- values ---

    def _compared(self, value: Value) -> sa.ColumnElement[AnyType]:
        if isinstance(value, core.FieldValue):
            return self._in_domain(value, self._columns(value.reference, compared=True))
        return self.value(value)

    def _in_domain(
        self, value: core.FieldValue, column: sa.ColumnElement[AnyType]
    ) -> sa.ColumnElement[AnyType]:
        if value.domain is not Domain.DURATION:
            return column
        return _typed(column.op("*")(sa.literal_column("1000000")), Domain.DURATION)

    def _pair(self, left: Value, right: Value) -> tuple[sa.ColumnElement[AnyType], sa.ColumnElement[AnyType]]:
        """Both sides as instants where one of two days is kept so. PostgreSQL could compare the two types, but not by an
        index: under row-level security that takes an operator known to tell nothing, which theirs is not.
        """
        a, b = self._compared(left), self._compared(right)
        if _is_kept_as_instant(left, a) or _is_kept_as_instant(right, b):
            a, b = _as_instant(a), _as_instant(b)
        return a, b

    def value(self, value: Value) -> sa.ColumnElement[AnyType]:
        if isinstance(value, core.Constant):
            if isinstance(value.value, Slot):
                return self._constant(value.value, _TYPES[value.domain])
            if value.value is not None:  # Part of what is static, which is left as it is.
                return sa.literal(value.value, _TYPES[value.domain])
            return sa.cast(sa.null(), _TYPES[value.domain])
        if isinstance(value, core.ContextValue) or (self._constants is None and is_static(value)):
            return self._computed(value)
        return self._of_row(value)

    @singledispatchmethod
    def _of_row(self, value: Value) -> sa.ColumnElement[AnyType]:
        raise TypeError(value)

    @_of_row.register
    def _(self, value: core.FieldValue) -> sa.ColumnElement[AnyType]:
        return self._in_domain(value, self._columns(value.reference))

    @_of_row.register
    def _(self, value: core.Arithmetic) -> sa.ColumnElement[AnyType]:
        left, right = self.value(value.left), self.value(value.right)
        if value.operator in ("/", "%"):
            right = sa.func.nullif(right, sa.literal_column("0"), type_=sa.Numeric())
        if value.operator == "/":
            left = _decimal(left, "+", sa.literal_column("0e-20"))
            return sa.func.round(
                _decimal(left, "/", right), sa.literal_column(str(QUOTIENT_PLACES)), type_=sa.Numeric()
            )
        return _decimal(left, value.operator, right)

    @_of_row.register
    def _(self, value: core.ToDecimal) -> sa.ColumnElement[AnyType]:
        number = sa.cast(self.value(value.operand), sa.Numeric())
        scale = value.operand.scale
        return _decimal(number, "*", sa.literal_column(f"1e-{scale}")) if scale else number

    @_of_row.register
    def _(self, value: core.Shift) -> sa.ColumnElement[AnyType]:
        if value.domain is Domain.DATE:
            step = str(value.microseconds // _DAY)
        else:
            step = f"interval '{value.microseconds} microseconds'"
        return _typed(self.value(value.operand).op("+")(sa.literal_column(step)), value.domain)

    @_of_row.register
    def _(self, value: core.Elapsed) -> sa.ColumnElement[AnyType]:
        difference = self.value(value.left).op("-")(self.value(value.right))
        if value.left.domain is Domain.DATE:
            days = sa.cast(difference, sa.BigInteger())
            return _typed(days.op("*")(sa.literal_column(str(_DAY))), Domain.DURATION)
        seconds = sa.extract("epoch", difference)
        return sa.cast(seconds.op("*")(sa.literal_column("1000000")), sa.BigInteger())

    @_of_row.register
    def _(self, value: core.LocalTime) -> sa.ColumnElement[AnyType]:
        wall_clock = sa.cast(self.value(value.operand), sa.DateTime())
        return sa.func.timezone(self._zone(value.zone), wall_clock, type_=_TYPES[Domain.DATETIME])

    @_of_row.register
    def _(self, value: core.DatePart) -> sa.ColumnElement[AnyType]:
        moment = self.value(value.operand)
        if value.operand.domain is Domain.DATETIME:
            moment = sa.func.timezone(self._zone(value.zone), moment, type_=sa.DateTime())
        return sa.cast(sa.extract(_PARTS.get(value.part, value.part), moment), sa.Integer())

    @_of_row.register
    def _(self, value: core.Function) -> sa.ColumnElement[AnyType]:
        operands = [self.value(operand) for operand in value.operands]
        return _typed(BUILDERS[value.name](*operands, *value.fixed), value.domain)

    @_of_row.register
    def _(self, value: core.Rate) -> sa.ColumnElement[AnyType]:
        if self._rates is None:
            raise TypeError("no exchange rates are known here")
        return _typed(
            self._rates(value.currency, self.value(value.day), self.value(value.today)), Domain.DECIMAL
        )

    @_of_row.register
    def _(self, value: core.Lower) -> sa.ColumnElement[AnyType]:
        return sa.func.lower(self.value(value.operand), type_=sa.Text())

    @_of_row.register
    def _(self, value: core.Size) -> sa.ColumnElement[AnyType]:
        operand = self.value(value.operand)
        if value.operand.domain is Domain.IDS:  # Their column is their number.
            return sa.func.coalesce(operand, sa.literal_column("0"), type_=sa.Integer())
        length = sa.func.jsonb_array_length if value.operand.domain is Domain.TEXTS else sa.func.length
        return length(operand, type_=sa.Integer())

    @_of_row.register
    def _(self, value: core.Choose) -> sa.ColumnElement[AnyType]:
        return sa.case(
            (self.condition(value.test), self.value(value.then)), else_=self.value(value.otherwise)
        )

    @_of_row.register
    def _(self, value: core.Outcome) -> sa.ColumnElement[AnyType]:
        return self.condition(value.condition).is_(sa.true())

    # --- parameters ---

    def _constant(self, slot: Slot, type_: TypeEngine[AnyType]) -> sa.BindParameter[AnyType]:
        if self._constants is None:
            return sa.bindparam(slot.name, type_=type_)
        return sa.bindparam(slot.name, self._constants[slot.name], type_=type_)

    def _computed(self, value: Value) -> sa.BindParameter[AnyType]:
        if self._constants is not None:
            assert isinstance(value, core.ContextValue)
            return sa.bindparam(f"context_{value.name}", type_=_TYPES[value.domain])
        for name, known in self.computed.items():
            if known == value:
                return sa.bindparam(name, type_=_TYPES[value.domain])
        name = f"{self._prefix}{len(self.computed)}"
        self.computed[name] = value
        return sa.bindparam(name, type_=_TYPES[value.domain])

    def _zone(self, name: str) -> sa.BindParameter[AnyType]:
        return self._computed(core.ContextValue(name, Domain.TEXT))


def _is_kept_as_instant(value: Value, column: sa.ColumnElement[AnyType]) -> bool:
    return value.domain is Domain.DATE and isinstance(column.type, sa.DateTime)


def _as_instant(element: sa.ColumnElement[AnyType]) -> sa.ColumnElement[AnyType]:
    return element if isinstance(element.type, sa.DateTime) else sa.cast(element, _INSTANT)


def _decimal(
    left: sa.ColumnElement[AnyType], operator: str, right: sa.ColumnElement[AnyType]
) -> sa.ColumnElement[AnyType]:
    return _typed(left.op(operator)(right), Domain.DECIMAL)


def _typed(element: sa.ColumnElement[AnyType], domain: Domain) -> sa.ColumnElement[AnyType]:
    return sa.type_coerce(element, _TYPES[domain])


def _nullable(value: Value) -> bool:
    match value:
        case core.FieldValue(reference=reference):
            return reference.nullable
        case core.Constant(value=constant):
            return constant is None
        case core.ContextValue(name=name):
            return name == "me"
        case core.DatePart(operand=operand) | core.Lower(operand=operand) | core.Size(operand=operand):
            return _nullable(operand)
        case core.Outcome():
            return False
    return True
