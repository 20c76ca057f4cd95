"""E-mail addresses, kept as typed; only the shape is checked, as only a message can prove more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from guanxi.kernel.metadata.field_types.text import text_of
from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext

_SHAPE = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;.]+(\.[^@\s<>,;.]+)+")
_LIMIT = 254  # RFC 5321 §4.5.3.1.3 less the angle brackets


@dataclass(frozen=True, slots=True)
class EmailType(FieldType):
    def parse(self, raw: Any, field: Field, context: ParseContext) -> str:
        address = text_of(raw)
        if len(address) > _LIMIT or not _SHAPE.fullmatch(address):
            raise FieldRefused("email_expected", value=address[:80])
        return address

    def key_of(self, stored: str) -> str:
        return stored.casefold()


EMAIL = EmailType(
    name="email", value_kind="text", asked_as="email", slot="t", searchable=True, can_be_unique=True
)
