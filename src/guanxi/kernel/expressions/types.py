"""What the checker must know of the world: the types of fields, and an environment that finds them by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from guanxi.kernel.expressions.nodes import Expression

CALLERS_ZONE = "timezone"
COMPANY_ZONE = "company_timezone"


class ValueType(StrEnum):
    """The type of a field, by how its value is stored and compared."""

    TEXT = "text"
    CHOICE = "choice"  # text, one of known options
    CHOICES = "choices"  # a JSON array of texts, some of known options; never empty
    DURATION = "duration"  # whole seconds, int64
    INTEGER = "integer"
    NUMBER = "number"  # double precision
    DECIMAL = "decimal"  # numeric
    MONEY = "money"  # int64 minor units; conditions speak of major units
    DATE = "date"
    DATETIME = "datetime"
    BOOLEAN = "boolean"
    LOOKUP = "lookup"  # a record's id
    LINKS = "links"  # any number of records' ids
    ADDRESS = "address"  # a JSON object of texts
    GEOLOCATION = "geolocation"  # a JSON object of degrees
    CURRENCY_AMOUNT = "currency_amount"  # a JSON object of a decimal and a currency


IN_PARTS = frozenset({ValueType.ADDRESS, ValueType.GEOLOCATION, ValueType.CURRENCY_AMOUNT})
"""Values that consist of parts, which alone can be computed with; the whole is there, or is not."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A field that a condition may name.

    ``handle`` is the environment's own and opaque here: the SQL side hands it back to whoever knows its column.
    ``options`` are the values that a choice admits, or None where any text will do; ``labels`` what each is called in the
    company's language. ``parts`` are those of a value that consists of some. A ``derived`` field is computed from others: the checker puts its expression in its place.
    """

    path: tuple[str, ...]
    type: ValueType
    nullable: bool = True
    options: Mapping[str, object] | frozenset[str] | None = field(default=None, compare=False)
    handle: object = field(default=None, compare=False)
    labels: Mapping[str, str] | None = field(default=None, compare=False)
    derived: Derived | None = field(default=None, compare=False)
    parts: Mapping[str, Reference] = field(default_factory=dict, compare=False)
    is_part: bool = field(default=False, compare=False)

    @property
    def lookups(self) -> int:
        """How many records it leads on to."""
        return len(self.path) - (2 if self.is_part else 1)

    @property
    def dotted(self) -> str:
        return ".".join(self.path)


class Environment(Protocol):
    """Resolves names. A field that the caller may not see is resolved to None, as if it did not exist."""

    @property
    def money_exponent(self) -> int:
        """Decimal places of the currency: 2 for CNY, 0 for JPY."""

    @property
    def fiscal_month(self) -> int:
        """The month in which the company's fiscal year begins, from 1."""

    @property
    def work_calendar(self) -> str:
        """The days that the company works, as kernel/working_time.py reads it."""

    @property
    def currency(self) -> str:
        """The company's own; empty where no exchange rates are known."""

    def resolve(self, path: tuple[str, ...]) -> Reference | None: ...

    def names(self) -> Iterable[str]:
        """Dotted names to suggest for one that was not found."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A formula: its expression, and the environment in which its names stand for something.

    ``name`` identifies it (`deal.c_margin`), so that circles are found and can be told.
    """

    name: str
    expression: Expression
    environment: Environment


@dataclass(frozen=True, slots=True)
class FieldEnvironment:
    """An environment over a plain mapping of dotted names."""

    references: Mapping[str, Reference]
    money_exponent: int = 2
    fiscal_month: int = 1
    work_calendar: str = ""
    currency: str = ""

    def resolve(self, path: tuple[str, ...]) -> Reference | None:
        return self.references.get(".".join(path))

    def names(self) -> Iterable[str]:
        return self.references


@dataclass(frozen=True, slots=True)
class EvaluationContext:
    """Who asks, when and where; what ``me``, ``now()`` and ``today()`` mean.

    Formulas have the same value for everybody: their days are those of ``company_timezone``.
    """

    now: datetime  # aware
    timezone: str
    me: UUID | None = None
    company_timezone: str | None = None

    def zone_called(self, name: str) -> tzinfo:
        """``timezone`` is the caller's, ``company_timezone`` the company's."""
        return ZoneInfo(self.timezone_called(name))

    def timezone_called(self, name: str) -> str:
        return (self.company_timezone or self.timezone) if name == COMPANY_ZONE else self.timezone
