"""When two names are the same name: case, width and runs of space do not count."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BESIDE_LETTERS_AND_DIGITS = re.compile(r"[\W_]+")


@lru_cache(maxsize=50_000)
def match_key(text: str) -> str:
    """ＡＣＭＥ  corp → acme corp."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def squeezed(text: str) -> str:
    """Letters and digits alone: "GTX Pro" and "GTXPro" are alike."""
    return _BESIDE_LETTERS_AND_DIGITS.sub("", match_key(text))
