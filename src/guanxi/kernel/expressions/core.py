"""The checked form of a condition, shared by both back ends.

Sugar is gone: no ``!=``, no untyped literal, no mixed types. Comparisons hold two values of one *domain* and are
two-valued: false when a side is null. ``Not`` negates that, so a negated comparison with null is true.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from guanxi.kernel.expressions.types import CALLERS_ZONE, Reference, ValueType


class Domain(Enum):
    """How values are held while computing. Each has one Python and one SQL form."""

    TEXT = "text"
    INTEGER = "integer"  # int64; money in minor units
    FLOAT = "number"
    DECIMAL = "decimal"  # exact; every arithmetic happens here
    DATE = "date"
    DATETIME = "datetime"
    BOOLEAN = "boolean"
    ID = "id"
    IDS = "links"  # a set of ids, which has no value of its own: it is asked what is in it, and how much
    TEXTS = "choices"  # a set of texts
    DURATION = "duration"  # whole microseconds, int64
    PARTS = "parts"  # of which it is asked whether they are there


# --- values -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FieldValue:
    reference: Reference
    domain: Domain
    scale: int = 0  # decimal places held by an INTEGER: the currency's exponent for money


@dataclass(frozen=True, slots=True)
class Constant:
    value: object
    domain: Domain
    scale: int = 0


@dataclass(frozen=True, slots=True)
class ContextValue:
    """``now``, ``today``, ``me`` or a time zone; ``company_today`` is the day where the company is."""

    name: str
    domain: Domain
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Exact decimals. Division is rounded to 12 places; dividing by zero gives null."""

    operator: str
    left: Value
    right: Value
    domain: Domain = Domain.DECIMAL
    scale: int = 0


@dataclass(frozen=True, slots=True)
class ToDecimal:
    """An INTEGER of some scale, or a FLOAT (to 15 significant digits, as PostgreSQL casts it)."""

    operand: Value
    domain: Domain = Domain.DECIMAL
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Shift:
    """A date or datetime moved by a fixed number of microseconds (whole days for a date)."""

    operand: Value
    microseconds: int
    domain: Domain
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Elapsed:
    """``left - right`` of two dates or two datetimes."""

    left: Value
    right: Value
    domain: Domain = Domain.DURATION
    scale: int = 0


@dataclass(frozen=True, slots=True)
class LocalTime:
    """The instant at which a date begins, or a wall-clock time is shown, in a time zone."""

    operand: Value
    domain: Domain = Domain.DATETIME
    scale: int = 0
    zone: str = CALLERS_ZONE


@dataclass(frozen=True, slots=True)
class DatePart:
    part: str  # year, quarter, month, week, weekday, day, hour or minute
    operand: Value  # a date, or a datetime read in a time zone
    domain: Domain = Domain.INTEGER
    scale: int = 0
    zone: str = CALLERS_ZONE


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the catalogue. ``fixed`` are arguments that are part of it, such as a unit or a number of digits.

    Its meaning is that of the same name in python_functions.py and sql_functions.py.
    """

    name: str
    operands: tuple[Value, ...]
    domain: Domain
    scale: int = 0
    fixed: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of a currency was worth in the company's own on a day, or is today where that day is still to come.

    Null for a currency's days before its first rate. It is no value of the record: SQL looks it up (`sql.Rates`), and in
    memory rows bring it along (`rates.py`).
    """

    currency: str
    day: Value
    today: Value = ContextValue("company_today", Domain.DATE)
    domain: Domain = Domain.DECIMAL
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Lower:
    operand: Value
    domain: Domain = Domain.TEXT
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Size:
    operand: Value
    domain: Domain = Domain.INTEGER
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Choose:
    test: Condition
    then: Value
    otherwise: Value
    domain: Domain
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """A condition used as a boolean value; never null."""

    condition: Condition
    domain: Domain = Domain.BOOLEAN
    scale: int = 0


Value: TypeAlias = (
    "FieldValue | Constant | ContextValue | Arithmetic | ToDecimal | Shift | Elapsed | LocalTime | DatePart | Lower"
    " | Size | Function | Rate | Choose | Outcome"
)

# --- conditions -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fixed:
    value: bool


@dataclass(frozen=True, slots=True)
class All:
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    condition: Condition


@dataclass(frozen=True, slots=True)
class IsNull:
    operand: Value


@dataclass(frozen=True, slots=True)
class Truth:
    """A boolean value taken as a condition: null is false."""

    operand: Value


@dataclass(frozen=True, slots=True)
class Compare:
    operator: str  # == < <= > >=
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class Near:
    """That a place lies in one of some ranges of cells (see kernel.earth), where an index knows in which it lies; beside the
    comparison of the distance from which it follows. Made by ``parametrize``. `latitude` is the part that names the place.
    """

    latitude: Reference
    ranges: tuple[tuple[object, object], ...]


@dataclass(frozen=True, slots=True)
class Among:
    operand: Value
    values: tuple[object, ...]  # non-null constants of the operand's domain


@dataclass(frozen=True, slots=True)
class TextMatch:
    """``contains``, ``startsWith`` or ``endsWith``, whatever the case of the letters."""

    kind: str
    haystack: Value
    needle: Value


@dataclass(frozen=True, slots=True)
class Holds:
    """Whether a set of texts has one of the values, or with `every` all of them."""

    operand: Value
    values: tuple[object, ...]
    every: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    test: Condition
    then: Condition
    otherwise: Condition


Condition: TypeAlias = (
    "Fixed | All | Any | Not | IsNull | Truth | Compare | Near | Among | TextMatch | Holds | Branch"
)


@dataclass(frozen=True, slots=True)
class Typed:
    """A checked condition."""

    condition: Condition
    references: frozenset[Reference]

    @property
    def present(self) -> frozenset[Reference]:
        """Fields that cannot be null wherever the condition holds."""
        parts = self.condition.conditions if isinstance(self.condition, All) else (self.condition,)
        found: set[Reference] = set()
        for part in parts:
            match part:
                case Compare(left=left, right=right):
                    found |= {side.reference for side in (left, right) if isinstance(side, FieldValue)}
                case (
                    Among(operand=FieldValue(reference=reference))
                    | Truth(operand=FieldValue(reference=reference))
                ):
                    found.add(reference)
                case (
                    TextMatch(haystack=FieldValue(reference=reference))
                    | Holds(operand=FieldValue(reference=reference))
                ):
                    found.add(reference)
                case Not(condition=IsNull(operand=FieldValue(reference=reference))):
                    found.add(reference)
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A checked expression that gives a value, such as `amount * probability / 100`; `kind` is its type as a field."""

    value: Value
    references: frozenset[Reference]
    kind: ValueType = ValueType.DECIMAL
