"""The plural that is proposed for a label. Chinese has none; an English one that is wrong is put right by hand."""

from __future__ import annotations

import re

from guanxi.kernel.metadata import Label

_SIBILANT = re.compile(r"(s|x|z|ch|sh)$", re.IGNORECASE)
_CONSONANT_Y = re.compile(r"[^aeiou\W]y$", re.IGNORECASE)


def proposed_plural(label: Label) -> Label:
    return Label(_in_english(label.en), label.zh)


def _in_english(word: str) -> str:
    """`Visit` becomes Visits, `Branch` Branches, `Policy` Policies; what is not written in Latin letters stays."""
    if not word[-1:].isascii() or not word[-1:].isalpha():
        return word
    ending = "S" if word.isupper() and len(word) > 1 else "s"
    if _CONSONANT_Y.search(word):
        return f"{word[:-1]}IES" if ending == "S" else f"{word[:-1]}ies"
    if _SIBILANT.search(word):
        return word + ("ES" if ending == "S" else "es")
    return word + ending
