"""Texts of an administrator's in each language, within the body of a definition: sentences, and passages of several."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct, field

Text = Annotated[str, Meta(max_length=500)]
LongText = Annotated[str, Meta(max_length=5_000)]


class Sentence(Struct, frozen=True, forbid_unknown_fields=True):
    """Where one language is missing, the other is shown."""

    en: Text = ""
    zh: Text = field(default="", name="zh-CN")

    def in_locale(self, locale: str) -> str:
        return (self.zh or self.en) if locale.startswith("zh") else (self.en or self.zh)

    @property
    def is_blank(self) -> bool:
        return not (self.en.strip() or self.zh.strip())


class Passage(Struct, frozen=True, forbid_unknown_fields=True):
    """As a sentence, but of several lines."""

    en: LongText = ""
    zh: LongText = field(default="", name="zh-CN")

    def in_locale(self, locale: str) -> str:
        return (self.zh or self.en) if locale.startswith("zh") else (self.en or self.zh)

    @property
    def is_blank(self) -> bool:
        return not (self.en.strip() or self.zh.strip())
