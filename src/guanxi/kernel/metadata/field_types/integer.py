"""Whole numbers that fit PostgreSQL's integer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guanxi.kernel.metadata.field_types.number import check_bounds, decimal_of
from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext

LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class IntegerType(FieldType):
    def parse(self, raw: Any, field: Field, context: ParseContext) -> int:
        number = decimal_of(raw)
        if number != number.to_integral_value():
            raise FieldRefused("integer_expected", value=str(raw)[:80])
        if abs(number) > LARGEST:
            raise FieldRefused("number_out_of_range", limit=LARGEST)
        return int(check_bounds(number, field))


INTEGER = IntegerType(
    name="integer", value_kind="integer", asked_as="integer", slot="n", bounded=True, can_be_unique=True
)
