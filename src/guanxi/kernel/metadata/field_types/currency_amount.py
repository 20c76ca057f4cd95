"""Money in a currency of its own for each record. The amount is kept as a decimal text with the currency's places, beside it
what it is worth in the company's: `converted` by `kernel.changes.converting`, absent where no rate is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from guanxi.kernel import money
from guanxi.kernel.metadata.field_types.number import check_bounds, decimal_of
from guanxi.kernel.metadata.field_types.parts import CURRENCY_PART, DECIMAL_PART, MONEY_PART
from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext, Part
from guanxi.kernel.metadata.labels import Label

AMOUNT, CURRENCY, CONVERTED = "amount", "currency", "converted"
_PARTS = (AMOUNT, CURRENCY)
_WRITTEN = re.compile(r"(?:([A-Za-z]{3})\s*)?(-?[0-9][0-9,]*(?:\.[0-9]+)?)(?:\s*([A-Za-z]{3}))?")


@dataclass(frozen=True, slots=True)
class CurrencyAmountType(FieldType):
    """Bounds are of the amount, whatever the currency."""

    def parse(self, raw: Any, field: Field, context: ParseContext) -> dict[str, str] | None:
        """`{amount, currency}`, or a text such as `USD 12.50`; without a currency it is the company's.

        `converted`, which records have, may be sent back and says nothing.
        """
        given = raw if isinstance(raw, Mapping) else _read(raw)
        unknown = [str(name)[:40] for name in given if name not in (*_PARTS, CONVERTED)]
        if unknown:
            raise FieldRefused("part_unknown", part=unknown[0], parts=", ".join(_PARTS))
        if given.get(AMOUNT) in (None, ""):
            return None
        currency = str(given.get(CURRENCY) or context.currency).strip().upper()
        if currency not in money.CURRENCIES:
            raise FieldRefused("currency_unknown", value=currency[:20])
        amount = check_bounds(decimal_of(given[AMOUNT]), field)
        written = _written(amount, currency)
        worth = {CONVERTED: written} if currency == context.currency else {}
        return {AMOUNT: written, CURRENCY: currency, **worth}

    def given_of(self, stored: Any) -> Any:
        return {name: stored[name] for name in _PARTS}

    def as_history(self, stored: Any) -> Any:
        return self.given_of(stored)

    def key_of(self, stored: Any) -> str:
        return self.text_of(stored)

    def holds(self, stored: Any, field: Field) -> bool:
        return isinstance(stored, Mapping)

    def text_of(self, stored: Any) -> str:
        return f"{stored[CURRENCY]} {stored[AMOUNT]}"


def _read(raw: Any) -> Mapping[str, Any]:
    if not isinstance(raw, str):
        return {AMOUNT: raw}
    match = _WRITTEN.fullmatch(raw.strip()[:64])
    if match is None or (match[1] and match[3]):
        raise FieldRefused("currency_amount_expected", value=raw[:80])
    return {AMOUNT: match[2].replace(",", ""), CURRENCY: match[1] or match[3]}


def _written(amount: Decimal, currency: str) -> str:
    places = money.exponent_of(currency)
    if amount.adjusted() > 20:
        raise FieldRefused("money_out_of_range")
    if amount != round(amount, places):
        raise FieldRefused("money_too_precise", currency=currency, places=places)
    try:
        return money.format_minor(money.to_minor(amount, currency), currency)
    except OverflowError:
        raise FieldRefused("money_out_of_range") from None


CURRENCY_AMOUNT = CurrencyAmountType(
    name="currency_amount",
    value_kind="currency_amount",
    slot="n",
    bounded=True,
    parts=(
        Part(AMOUNT, Label("Amount", "金额"), DECIMAL_PART, unit=CURRENCY),
        Part(CURRENCY, Label("Currency", "币种"), CURRENCY_PART),
        Part(CONVERTED, Label("In the company's currency", "折合本位币"), MONEY_PART, derived=True),
    ),
    slot_part=CONVERTED,
    sorted_by=(CONVERTED,),
)
