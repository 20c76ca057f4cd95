"""What the checker must know of the world: the types of fields, and an environment that finds them by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo


class ValueType(StrEnum):
    """The type of a field, by how its value is stored and compared."""

    TEXT = "text"
    CHOICE = "choice"  # text, one of known options
    CHOICES = "choices"  # a JSON array of texts, some of known options; never empty
    INTEGER = "integer"
    NUMBER = "number"  # double precision
    DECIMAL = "decimal"  # numeric
    MONEY = "money"  # int64 minor units; conditions speak of major units
    DATE = "date"
    DATETIME = "datetime"
    BOOLEAN = "boolean"
    LOOKUP = "lookup"  # a record's id
    LINKS = "links"  # any number of records' ids


@dataclass(frozen=True, slots=True)
class Reference:
    """A field that a condition may name.

    ``handle`` is the environment's own and opaque here: the SQL side hands it back to whoever knows its column.
    ``options`` are the values that a choice admits, or None where any text will do.
    """

    path: tuple[str, ...]
    type: ValueType
    nullable: bool = True
    options: Mapping[str, object] | frozenset[str] | None = field(default=None, compare=False)
    handle: object = field(default=None, compare=False)

    @property
    def dotted(self) -> str:
        return ".".join(self.path)


class Environment(Protocol):
    """Resolves names. A field that the caller may not see is resolved to None, as if it did not exist."""

    @property
    def money_exponent(self) -> int:
        """Decimal places of the currency: 2 for CNY, 0 for JPY."""

    def resolve(self, path: tuple[str, ...]) -> Reference | None: ...

    def names(self) -> Iterable[str]:
        """Dotted names to suggest for one that was not found."""


@dataclass(frozen=True, slots=True)
class FieldEnvironment:
    """An environment over a plain mapping of dotted names."""

    references: Mapping[str, Reference]
    money_exponent: int = 2

    def resolve(self, path: tuple[str, ...]) -> Reference | None:
        return self.references.get(".".join(path))

    def names(self) -> Iterable[str]:
        return self.references


@dataclass(frozen=True, slots=True)
class EvaluationContext:
    """Who asks, when and where; what ``me``, ``now()`` and ``today()`` mean."""

    now: datetime  # aware
    timezone: str
    me: UUID | None = None

    @property
    def zone(self) -> tzinfo:
        return ZoneInfo(self.timezone)
