"""Telephone numbers as people write them: at least three digits, and what commonly stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from guanxi.kernel.metadata.field_types.text import text_of
from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext

_SHAPE = re.compile(r"\+?[0-9()\s./\-#*]*(\s*(ext\.?|x|转)\s*[0-9]{1,8})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PhoneType(FieldType):
    def parse(self, raw: Any, field: Field, context: ParseContext) -> str:
        number = " ".join(text_of(raw).split())
        digits = sum(character.isdigit() for character in number)
        if not 3 <= digits <= 30 or len(number) > 60 or not _SHAPE.fullmatch(number):
            raise FieldRefused("phone_expected", value=number[:80])
        return number

    def key_of(self, stored: str) -> str:
        """However it is written: by its digits."""
        return "".join(each for each in stored if each.isdigit() or each == "+")


PHONE = PhoneType(
    name="phone", value_kind="text", asked_as="phone", slot="t", searchable=True, can_be_unique=True
)
