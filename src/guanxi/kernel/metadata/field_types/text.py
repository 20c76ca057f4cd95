"""Text of one line, and of many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext
from guanxi.kernel.metadata.patterns import check_pattern


@dataclass(frozen=True, slots=True)
class TextType(FieldType):
    lines: bool = False

    def parse(self, raw: Any, field: Field, context: ParseContext) -> str:
        text = text_of(raw)
        if not self.lines:
            text = " ".join(text.split())
        limit = field.max_length or self.longest
        if len(text) > limit:
            raise FieldRefused("text_too_long", limit=limit, length=len(text))
        check_pattern(field.pattern, text)
        return text


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


TEXT = TextType(
    name="text",
    value_kind="text",
    asked_as="line",
    slot="t",
    searchable=True,
    can_be_unique=True,
    takes_pattern=True,
    longest=255,
)
LONG_TEXT = TextType(
    name="long_text",
    value_kind="text",
    asked_as="lines",
    sortable=False,
    searchable=True,
    longest=20_000,
    lines=True,
)
