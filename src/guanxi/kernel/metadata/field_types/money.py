"""Money: decimal strings outside, whole minor units of the company's currency inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guanxi.kernel import money
from guanxi.kernel.metadata.field_types.number import check_bounds, decimal_of
from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext

LARGEST_IN_SLOT = 2**53  # what double precision holds exactly


@dataclass(frozen=True, slots=True)
class MoneyType(FieldType):
    def parse(self, raw: Any, field: Field, context: ParseContext) -> int:
        amount = check_bounds(decimal_of(raw), field)
        places = money.exponent_of(context.currency)
        if amount.adjusted() > 20:
            raise FieldRefused("money_out_of_range")
        if amount != round(amount, places):
            raise FieldRefused("money_too_precise", currency=context.currency, places=places)
        try:
            minor = money.to_minor(amount, context.currency)
        except OverflowError:
            raise FieldRefused("money_out_of_range") from None
        if field.place is not None and abs(minor) > LARGEST_IN_SLOT:
            raise FieldRefused("money_out_of_range")
        return minor


MONEY = MoneyType(name="money", value_kind="money", asked_as="money", slot="n", bounded=True)
