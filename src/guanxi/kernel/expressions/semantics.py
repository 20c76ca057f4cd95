"""The small rules on which the SQL and the Python side must agree to the last digit.

PostgreSQL's counterpart stands beside each rule in sql.py.
"""

from __future__ import annotations

from datetime import MINYEAR, UTC, date, datetime, time, tzinfo
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)

QUOTIENT_PLACES = 12
_WIDER = (
    20  # PostgreSQL divides to at least the dividend's places; both sides divide to 20 before rounding to 12.
)

exact = Context(
    prec=1_000,
    rounding=ROUND_HALF_UP,
    Emin=MIN_EMIN,
    Emax=MAX_EMAX,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
_QUOTIENT = Decimal(1).scaleb(-QUOTIENT_PLACES)
_DIVIDEND = Decimal(1).scaleb(-_WIDER)


def fold_case(text: str) -> str:
    """Lower case, letter by letter, as PostgreSQL's ``lower`` does: no contextual final sigma, no added dot."""
    if "Σ" in text or "İ" in text:
        return "".join({"Σ": "σ", "İ": "i"}.get(letter) or letter.lower() for letter in text)
    return text.lower()


def calculate(operator: str, left: Decimal, right: Decimal) -> Decimal | None:
    """None for what cannot be computed: division by zero, and quotients of more than a thousand digits."""
    try:
        return _calculate(operator, left, right)
    except (InvalidOperation, Overflow):
        return None


def _calculate(operator: str, left: Decimal, right: Decimal) -> Decimal | None:
    match operator:
        case "+":
            return exact.add(left, right)
        case "-":
            return exact.subtract(left, right)
        case "*":
            return exact.multiply(left, right)
        case "%":
            return exact.remainder(left, right) if right else None
        case "/":
            return _divide(left, right) if right else None
    raise ValueError(operator)


def _divide(left: Decimal, right: Decimal) -> Decimal:
    places = max(_WIDER, -_exponent(left), -_exponent(right))
    wide = exact.quantize(exact.divide(left, right), Decimal(1).scaleb(-places))
    return exact.quantize(wide, _QUOTIENT)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def decimal_of_float(number: float) -> Decimal:
    return Decimal(f"{number:.15g}")


def decimal_of_scaled(number: int, scale: int) -> Decimal:
    return Decimal(number).scaleb(-scale, exact)


def instant_of(moment: date | datetime, zone: tzinfo) -> datetime:
    """A date's first instant, or a wall-clock time's, in a time zone; in UTC, so that comparisons are of instants."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time.min)
    try:
        return moment.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:  # The first and last hours of the calendar, in zones where UTC lies outside of it.
        return (datetime.min if moment.year == MINYEAR else datetime.max).replace(tzinfo=UTC)
