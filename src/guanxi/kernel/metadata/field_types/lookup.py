"""A reference to a record of another object. Whether it exists is checked for the whole batch, later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext


@dataclass(frozen=True, slots=True)
class LookupType(FieldType):
    def parse(self, raw: Any, field: Field, context: ParseContext) -> UUID:
        if isinstance(raw, dict):
            raw = raw.get("id")
        if isinstance(raw, UUID):
            return raw
        try:
            return UUID(raw)
        except (ValueError, AttributeError, TypeError):
            raise FieldRefused("lookup_expected", value=str(raw)[:80]) from None

    def to_json(self, stored: UUID) -> str:
        return str(stored)

    def from_json(self, kept: Any) -> Any:
        return None if kept is None else UUID(kept)


LOOKUP = LookupType(
    name="lookup",
    value_kind="lookup",
    asked_as="record",
    groupable=True,
    default_allowed=False,
    pointing=True,
)
