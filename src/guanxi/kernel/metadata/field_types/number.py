"""Numbers with a fraction, held as double precision (numeric cannot use an index under row-level security)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext

LARGEST = Decimal("1e15")


@dataclass(frozen=True, slots=True)
class NumberType(FieldType):
    def parse(self, raw: Any, field: Field, context: ParseContext) -> float:
        number = decimal_of(raw)
        if abs(number) > LARGEST:
            raise FieldRefused("number_out_of_range", limit="1e15")
        if field.decimals is not None and number != round(number, field.decimals):
            raise FieldRefused("number_too_precise", places=field.decimals)
        return float(check_bounds(number, field))

    def to_json(self, stored: float) -> float:
        return stored

    def from_json(self, kept: Any) -> Any:
        return None if kept is None else float(kept)


def decimal_of(raw: Any) -> Decimal:
    """A finite decimal of a JSON number or a plain decimal string."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal):
        raise FieldRefused("number_expected", value=str(raw)[:80])
    if isinstance(raw, str) and len(raw) > 64:
        raise FieldRefused("number_expected", value=raw[:80])
    try:
        number = Decimal(str(raw).strip())
    except InvalidOperation:
        raise FieldRefused("number_expected", value=str(raw)[:80]) from None
    if not number.is_finite() or abs(number.adjusted()) > 400:
        raise FieldRefused("number_expected", value=str(raw)[:80])
    return number


def check_bounds(number: Decimal, field: Field) -> Decimal:
    if field.minimum is not None and number < Decimal(str(field.minimum)):
        raise FieldRefused("number_too_small", limit=field.minimum)
    if field.maximum is not None and number > Decimal(str(field.maximum)):
        raise FieldRefused("number_too_large", limit=field.maximum)
    return number


NUMBER = NumberType(
    name="number",
    value_kind="number",
    asked_as="number",
    slot="n",
    bounded=True,
    can_be_unique=True,
    takes_decimals=True,
)
PERCENT = NumberType(
    name="percent", value_kind="number", asked_as="number", slot="n", bounded=True, takes_decimals=True
)
