"""A sentence in each language of the product, for what the language says of itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    en: str
    zh: str

    def in_locale(self, locale: str) -> str:
        return self.zh if locale.startswith("zh") else self.en
