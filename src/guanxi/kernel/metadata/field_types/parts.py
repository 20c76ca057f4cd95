"""What the parts of a value are, asked for by themselves. They are read and checked with the whole that they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guanxi.kernel.metadata.fields import Field, FieldType, ParseContext


@dataclass(frozen=True, slots=True)
class PartType(FieldType):
    def parse(self, raw: Any, field: Field, context: ParseContext) -> Any:
        return raw


TEXT_PART = PartType(name="text", value_kind="text", addable=False, groupable=True)
NUMBER_PART = PartType(name="number", value_kind="number", addable=False)
MONEY_PART = PartType(name="money", value_kind="decimal", addable=False)
"""In the company's currency."""
DECIMAL_PART = PartType(name="decimal", value_kind="decimal", addable=False)
COUNTRY_PART = PartType(name="country", value_kind="choice", addable=False, groupable=True)
CURRENCY_PART = PartType(name="currency", value_kind="choice", addable=False, groupable=True)
