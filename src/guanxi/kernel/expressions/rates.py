"""Exchange rates of expressions in memory: rows bring along what is asked for, so that computing waits for nothing.

Whoever has rows asks `rates_in` an expression what it needs, `asked_rates` for which days, and puts the answer under `RATES`
into every row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from guanxi.kernel.expressions import core
from guanxi.kernel.expressions.core import Rate

RATES = "exchange rates"
"""The key, which is no name of a field. Beneath it, `Rates`."""

Rates = Mapping[tuple[str, date], Decimal | None]
"""By currency and day, never later than today; None where there is no rate. One for all rows of a batch."""

_PARTS = tuple(kind for kind in vars(core).values() if isinstance(kind, type) and is_dataclass(kind))


def rate_getter(
    currency: str, day: Callable[[Any], date | None], today: Callable[[Any], date]
) -> Callable[[Mapping[str, Any]], Decimal | None]:
    """Raises LookupError for a row that does not bring the rate."""

    def rate(row: Mapping[str, Any]) -> Decimal | None:
        asked = day(row)
        return None if asked is None else row[RATES][currency, min(asked, today(row))]

    return rate


def rates_in(*parts: Any) -> frozenset[Rate]:
    """The rates that checked expressions ask for."""
    found: set[Rate] = set()
    seen: set[int] = set()
    waiting: list[Any] = list(parts)
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, Rate):
            found.add(part)
        waiting += _within(part)
    return frozenset(found)


def _within(part: Any) -> Iterable[Any]:
    for each in fields(part):
        value = getattr(part, each.name)
        yield from (
            one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, _PARTS)
        )
