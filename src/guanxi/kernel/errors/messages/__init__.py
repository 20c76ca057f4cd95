"""Sentences for error codes. One JSON file per area and language; a test holds the languages to the same codes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

FALLBACK = "en"
LOCALES = ("en", "zh-CN")


def render(code: str, params: Mapping[str, Any], locale: str) -> str:
    """The sentence for `code`. A missing parameter or code never hides the error itself."""
    sentence = catalogue(locale).get(code) or catalogue(FALLBACK).get(code)
    if sentence is None:
        return code
    return sentence.format_map(_Lenient({name: _written(value) for name, value in params.items()}))


@cache
def catalogue(locale: str) -> dict[str, str]:
    folder = Path(__file__).parent / (locale if locale in LOCALES else FALLBACK)
    sentences: dict[str, str] = {}
    for path in sorted(folder.glob("*.json")):
        sentences.update(msgspec.json.decode(path.read_bytes(), type=dict[str, str]))
    return sentences


def _written(value: Any) -> Any:
    """A limit of 9.0 is told as 9."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


class _Lenient(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"
