"""Days of the calendar, without a time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext


@dataclass(frozen=True, slots=True)
class DateType(FieldType):
    def parse(self, raw: Any, field: Field, context: ParseContext) -> date:
        if type(raw) is date:
            return raw
        try:
            return date.fromisoformat(raw.strip())
        except (ValueError, AttributeError, TypeError):
            raise FieldRefused("date_expected", value=str(raw)[:80]) from None

    def to_json(self, stored: date) -> str:
        return stored.isoformat()

    def from_json(self, kept: Any) -> Any:
        return None if kept is None else date.fromisoformat(kept)


DATE = DateType(name="date", value_kind="date", asked_as="date", slot="d", groupable=True, can_be_unique=True)
