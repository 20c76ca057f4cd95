"""Web addresses. Only http and https, because they are shown as links; a bare host gets https."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from guanxi.kernel.metadata.field_types.text import text_of
from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext

_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class UrlType(FieldType):
    def parse(self, raw: Any, field: Field, context: ParseContext) -> str:
        text = text_of(raw)
        address = text if "://" in text else f"https://{text}"
        try:
            parts = urlsplit(address)
            valid = (
                parts.scheme in ("http", "https") and bool(parts.hostname) and "." in (parts.hostname or "")
            )
        except ValueError:
            valid = False
        if not valid or len(address) > _LIMIT or any(character.isspace() for character in address):
            raise FieldRefused("url_expected", value=text[:80])
        return address


URL = UrlType(name="url", value_kind="text", asked_as="url", slot="t", searchable=True, can_be_unique=True)
