"""A name in each language of the product."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    en: str
    zh: str

    def in_locale(self, locale: str) -> str:
        return self.zh if locale.startswith("zh") else self.en

    def followed_by(self, other: Label) -> Label:
        """A part of what is called so: `Address: City`."""
        return Label(f"{self.en}: {other.en}", f"{self.zh}：{other.zh}")

    def as_json(self) -> dict[str, str]:
        return {"en": self.en, "zh-CN": self.zh}

    @classmethod
    def from_json(cls, value: object) -> Label:
        """Accepts {en, zh-CN} with either missing, or one plain text for both."""
        if isinstance(value, dict):
            en = str(value.get("en") or value.get("zh-CN") or "")
            return cls(en, str(value.get("zh-CN") or en))
        return cls(str(value), str(value))
