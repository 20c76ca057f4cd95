"""The countries of ISO 3166-1 by their two letters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Country:
    """`lines` have `%S` for the state, `%C` city, `%D` district, `%A` street, `%Z` postal code."""

    code: str
    en: str
    zh: str
    lines: tuple[str, ...]

    def name(self, locale: str) -> str:
        return self.zh if locale.startswith("zh") else self.en


def _load() -> Mapping[str, Country]:
    text = files(__package__).joinpath("world.json").read_text(encoding="utf-8")
    return {
        code: Country(code, kept["en"], kept["zh"], tuple(kept["lines"]))
        for code, kept in json.loads(text).items()
    }


COUNTRIES = _load()
_ALSO = {
    "usa": "US", "u.s.a.": "US", "united states of america": "US", "america": "US", "uk": "GB", "great britain": "GB",
    "england": "GB", "prc": "CN", "p.r.c.": "CN", "pr china": "CN", "people's republic of china": "CN",
    "chn": "CN", "deu": "DE", "fra": "FR", "gbr": "GB", "jpn": "JP", "kor": "KR", "south korea": "KR", "hong kong": "HK",
    "macau": "MO", "中华人民共和国": "CN", "中国大陆": "CN", "台湾": "TW", "香港": "HK", "澳门": "MO",
}  # fmt: skip
_BY_NAME = {
    **{name.casefold(): each.code for each in COUNTRIES.values() for name in (each.code, each.en, each.zh)},
    **_ALSO,
}


def country_called(name: str) -> str | None:
    """Its two letters, by these or by a name in either language."""
    return _BY_NAME.get(" ".join(name.split()).casefold())
