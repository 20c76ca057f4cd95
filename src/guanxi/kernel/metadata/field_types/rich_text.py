"""Formatted text. Kept as cleaned HTML beside the plain text that it says, which is what conditions, lists and searches read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guanxi.kernel import rich_text
from guanxi.kernel.metadata.field_types.text import text_of
from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext

LONGEST_MARKUP = 60_000


@dataclass(frozen=True, slots=True)
class RichText:
    html: str
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class RichTextType(FieldType):
    """`max_length` bounds the plain text."""

    def parse(self, raw: Any, field: Field, context: ParseContext) -> RichText | None:
        """HTML, or plain text if nothing in it reads as a tag."""
        if isinstance(raw, RichText):
            return raw
        given = text_of(raw)
        if len(given) > rich_text.LONGEST_GIVEN:
            raise FieldRefused("text_too_long", limit=rich_text.LONGEST_GIVEN, length=len(given))
        markup = rich_text.clean(given) if rich_text.is_html(given) else rich_text.of_plain(given)
        if len(markup) > LONGEST_MARKUP:
            raise FieldRefused("text_too_long", limit=LONGEST_MARKUP, length=len(markup))
        text = rich_text.plain_of(markup)
        limit = field.max_length or self.longest
        if len(text) > limit:
            raise FieldRefused("text_too_long", limit=limit, length=len(text))
        return RichText(markup, text) if text else None

    def to_json(self, stored: RichText) -> dict[str, str]:
        return {"html": stored.html, "text": stored.text}

    def from_json(self, kept: Any) -> Any:
        return RichText(kept["html"], kept["text"]) if isinstance(kept, Mapping) else None

    def shown_of_kept(self, kept: Any) -> Any:
        """Never markup that was not cleaned: what a field held as plain text is shown as that."""
        if kept is None:
            return None
        return kept["html"] if isinstance(kept, Mapping) else rich_text.of_plain(str(kept))

    def holds(self, stored: Any, field: Field) -> bool:
        return isinstance(stored, RichText)


RICH_TEXT = RichTextType(
    name="rich_text",
    value_kind="text",
    sortable=False,
    searchable=True,
    longest=20_000,
    read_as="text",
    shown_as="html",
)
