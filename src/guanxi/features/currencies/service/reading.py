"""Rates as people write them: one by one, or as the text of a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from guanxi.features.currencies.schemas import MOST_RATES, GivenRate, RateChange
from guanxi.kernel.currencies import At
from guanxi.kernel.errors import FieldError, Invalid
from guanxi.kernel.money import CURRENCIES
from guanxi.kernel.tabular.dates import read_date
from guanxi.kernel.tenancy import Scope

PLACES = 15
LARGEST = Decimal(10) ** 12
MOST_TOLD = 50
_COLUMNS = {
    "currency": ("currency", "iso", "code", "iso code", "币种", "货币", "货币代码"),
    "valid_from": ("valid_from", "valid from", "from", "date", "day", "start date", "日期", "生效日期"),
    "rate": ("rate", "exchange rate", "value", "汇率"),
}


def read_change(scope: Scope, change: RateChange) -> dict[At, Decimal | None]:
    """Raises 422 `rates_refused` with a line for each that cannot be read, `rates_none`, `rates_too_many`."""
    errors: list[FieldError] = []
    found: dict[At, Decimal | None] = {}
    rows = list(_rows(change, errors))
    if len(rows) > MOST_RATES:
        raise Invalid("rates_too_many", params={"limit": MOST_RATES})
    for number, row in rows:
        given = _read(scope, row, number, errors)
        if given is not None:
            found[given[0]] = given[1]
    if errors:
        raise Invalid("rates_refused", params={"count": len(errors)}, errors=errors[:MOST_TOLD])
    if not found:
        raise Invalid("rates_none", field="rates")
    return found


def _rows(change: RateChange, errors: list[FieldError]) -> Iterator[tuple[int, GivenRate]]:
    yield from enumerate(change.rates)
    if change.csv is None:
        return
    table = [
        (number, row)
        for number, row in enumerate(_cells(change.csv), start=1)
        if any(cell.strip() for cell in row)
    ]
    columns = _columns([cell for cell in table[0][1]] if table else [])
    if columns is None:
        raise Invalid("rates_csv_columns", field="csv")
    for number, row in table[1:]:
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        day = read_date(cells["valid_from"])
        if day is None:
            errors.append(
                FieldError("valid_from", "rate_day_unreadable", {"value": cells["valid_from"][:40]}, number)
            )
            continue
        yield (
            number,
            GivenRate(cells["currency"][:20], date(day.year, day.month, day.day), cells["rate"][:40]),
        )


def _cells(text: str) -> list[list[str]]:
    plain = text.lstrip("\ufeff")
    first = plain.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(plain), delimiter=delimiter))
    except csv.Error:
        raise Invalid("rates_csv_columns", field="csv") from None


def _columns(heading: Sequence[str]) -> dict[str, int] | None:
    words = [each.strip().lower() for each in heading]
    found = {
        name: next((at for at, word in enumerate(words) if word in known), None)
        for name, known in _COLUMNS.items()
    }
    places = {name: at for name, at in found.items() if at is not None}
    return places if len(places) == len(_COLUMNS) else None


def _read(
    scope: Scope, given: GivenRate, number: int, errors: list[FieldError]
) -> tuple[At, Decimal | None] | None:
    currency = given.currency.strip().upper()
    if currency not in CURRENCIES:
        errors.append(FieldError("currency", "currency_unknown", {"value": currency[:20]}, number))
        return None
    if currency == scope.tenant.currency:
        errors.append(FieldError("currency", "rate_of_own_currency", {"currency": currency}, number))
        return None
    if given.rate is None:
        return (currency, given.valid_from), None
    rate = _decimal(given.rate)
    if rate is None:
        errors.append(FieldError("rate", "rate_invalid", {"value": given.rate[:40]}, number))
        return None
    return (currency, given.valid_from), rate


def _decimal(text: str) -> Decimal | None:
    """A number above nothing with at most fifteen places; None otherwise."""
    try:
        rate = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not rate.is_finite() or rate <= 0 or rate > LARGEST:
        return None
    return rate if -int(rate.normalize().as_tuple().exponent) <= PLACES else None
