"""Yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext


@dataclass(frozen=True, slots=True)
class BooleanType(FieldType):
    def parse(self, raw: Any, field: Field, context: ParseContext) -> bool:
        if not isinstance(raw, bool):
            raise FieldRefused("boolean_expected", value=str(raw)[:80])
        return raw


BOOLEAN = BooleanType(name="boolean", value_kind="boolean", asked_as="boolean", groupable=True)
