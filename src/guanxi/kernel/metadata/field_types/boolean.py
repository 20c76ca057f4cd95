"""Yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guanxi.kernel.metadata.fields import Field, FieldRefused, ParseContext


@dataclass(frozen=True, slots=True)
class BooleanType:
    name: str = "boolean"
    value_kind: str = "boolean"

    def parse(self, raw: Any, field: Field, context: ParseContext) -> bool:
        if not isinstance(raw, bool):
            raise FieldRefused("boolean_expected", value=str(raw)[:80])
        return raw

    def to_json(self, stored: bool) -> bool:
        return stored

    def from_json(self, kept: Any) -> Any:
        return kept


BOOLEAN = BooleanType()
