"""Splitting text into runs of Chinese characters and words of letters and digits."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_RUNS = re.compile(
    r"(?P<han>[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af\U00020000-\U0003134f]+)|(?P<word>[^\W_]+)"
)
_HAN_BREAK = re.compile(
    r"([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af\U00020000-\U0003134f]+)"
)
_ASCII_WORD = re.compile(r"[^\W_]+", re.ASCII)
_stemmer = snowballstemmer.stemmer("english")


def runs_of(text: str) -> list[tuple[bool, str]]:
    """(is Chinese, Japanese or Korean; the run), width and case folded."""
    if text.isascii():
        return [(False, word) for word in _ASCII_WORD.findall(text.lower())]
    folded = unicodedata.normalize("NFKC", text).lower()
    found = []
    for match in _RUNS.finditer(folded):
        if match.group("han"):
            found.append((True, match.group()))
        else:
            # \w takes Chinese characters too: a mixed run such as "a公司" is split at its borders.
            found.extend(
                (bool(_HAN_BREAK.fullmatch(part)), part) for part in _HAN_BREAK.split(match.group()) if part
            )
    return found


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    # Numbers and codes such as X0001234 have no stem; stemming them was a fifth of an import.
    return word if not (word.isascii() and word.isalpha()) else str(_stemmer.stemWord(word))


def pairs_of(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]
