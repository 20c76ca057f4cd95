"""Text of one line, and of many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guanxi.kernel.metadata.fields import Field, FieldRefused, ParseContext


@dataclass(frozen=True, slots=True)
class TextType:
    name: str
    limit: int
    lines: bool = False
    value_kind: str = "text"

    def parse(self, raw: Any, field: Field, context: ParseContext) -> str:
        text = text_of(raw)
        if not self.lines:
            text = " ".join(text.split())
        limit = field.max_length or self.limit
        if len(text) > limit:
            raise FieldRefused("text_too_long", limit=limit, length=len(text))
        return text

    def to_json(self, stored: str) -> str:
        return stored

    def from_json(self, kept: Any) -> Any:
        return kept


def text_of(raw: Any) -> str:
    """Text of what was sent, trimmed. PostgreSQL cannot hold NUL, nor UTF-8 a lone surrogate."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise FieldRefused("text_expected")
    text = str(raw).strip()
    if "\x00" in text:
        raise FieldRefused("text_has_nul")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise FieldRefused("text_not_unicode") from None
    return text


TEXT = TextType("text", 255)
LONG_TEXT = TextType("long_text", 20_000, lines=True)
