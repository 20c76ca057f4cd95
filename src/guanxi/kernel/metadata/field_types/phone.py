"""Telephone numbers as people write them: at least three digits, and what commonly stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from guanxi.kernel.metadata.field_types.text import text_of
from guanxi.kernel.metadata.fields import Field, FieldRefused, ParseContext

_SHAPE = re.compile(r"\+?[0-9()\s./\-#*]*(\s*(ext\.?|x|转)\s*[0-9]{1,8})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PhoneType:
    name: str = "phone"
    value_kind: str = "text"

    def parse(self, raw: Any, field: Field, context: ParseContext) -> str:
        number = " ".join(text_of(raw).split())
        digits = sum(character.isdigit() for character in number)
        if not 3 <= digits <= 30 or len(number) > 60 or not _SHAPE.fullmatch(number):
            raise FieldRefused("phone_expected", value=number[:80])
        return number

    def to_json(self, stored: str) -> str:
        return stored

    def from_json(self, kept: Any) -> Any:
        return kept


PHONE = PhoneType()
