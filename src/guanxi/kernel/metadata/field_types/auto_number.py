"""Numbers that the program gives, such as HT-2026-0001: never typed, never changed, no two the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext

LONGEST_PATTERN = 60
MOST_DIGITS = 12
RESTARTS = ("never", "year", "month", "day")
_PART = re.compile(r"\{(yyyy|yy|mm|dd|0+)\}")
_NEEDED: Mapping[str, tuple[set[str], ...]] = {
    "never": (),
    "year": ({"yyyy", "yy"},),
    "month": ({"yyyy", "yy"}, {"mm"}),
    "day": ({"yyyy", "yy"}, {"mm"}, {"dd"}),
}
_PERIOD = {"never": "", "year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}


@dataclass(frozen=True, slots=True)
class Numbering:
    """`pattern` has one counter, `{0000}` with at least so many digits, and perhaps `{yyyy}`, `{yy}`, `{mm}`, `{dd}`.
    With each new `restart` period it begins with `start` again.
    """

    pattern: str
    restart: str = "never"
    start: int = 1

    def __post_init__(self) -> None:
        """Raises FieldRefused for a pattern by which numbers could not be told apart."""
        parts = _PART.findall(self.pattern)
        counters = [part for part in parts if part[0] == "0"]
        rest = _PART.sub("", self.pattern)
        if len(self.pattern) > LONGEST_PATTERN or "{" in rest or "}" in rest or not rest.isprintable():
            raise FieldRefused("numbering_pattern", pattern=self.pattern[:LONGEST_PATTERN])
        if len(counters) != 1 or len(counters[0]) > MOST_DIGITS:
            raise FieldRefused("numbering_pattern", pattern=self.pattern[:LONGEST_PATTERN])
        if not all(choices & set(parts) for choices in _NEEDED[self.restart]):
            raise FieldRefused("numbering_restart", pattern=self.pattern)

    def period(self, day: date) -> str:
        """What the counter is kept by."""
        return day.strftime(_PERIOD[self.restart]) if _PERIOD[self.restart] else ""

    def number(self, day: date, count: int) -> str:
        dated = {
            "yyyy": f"{day.year:04}",
            "yy": f"{day.year % 100:02}",
            "mm": f"{day.month:02}",
            "dd": f"{day.day:02}",
        }
        return _PART.sub(lambda part: dated.get(part[1]) or f"{count:0{len(part[1])}}", self.pattern)


@dataclass(frozen=True, slots=True)
class AutoNumberType(FieldType):
    def parse(self, raw: Any, field: Field, context: ParseContext) -> str:
        """To find a record by its number; nobody writes one."""
        return str(raw).strip()[:255]


AUTO_NUMBER = AutoNumberType(
    name="auto_number",
    value_kind="text",
    slot="t",
    searchable=True,
    can_be_unique=True,
    default_allowed=False,
    read_only=True,
)
