"""Instants. A time without an offset is read in the caller's time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext


@dataclass(frozen=True, slots=True)
class DatetimeType(FieldType):
    def parse(self, raw: Any, field: Field, context: ParseContext) -> datetime:
        try:
            instant = raw if isinstance(raw, datetime) else datetime.fromisoformat(raw.strip())
            if instant.tzinfo is None:
                instant = instant.replace(tzinfo=ZoneInfo(context.timezone))
            return instant.astimezone(UTC)
        except (ValueError, AttributeError, TypeError, OverflowError):
            raise FieldRefused("datetime_expected", value=str(raw)[:80]) from None

    def to_json(self, stored: datetime) -> str:
        return stored.astimezone(UTC).isoformat().replace("+00:00", "Z")

    def from_json(self, kept: Any) -> Any:
        return None if kept is None else datetime.fromisoformat(kept)


DATETIME = DatetimeType(name="datetime", value_kind="datetime", asked_as="datetime", slot="d", groupable=True)
