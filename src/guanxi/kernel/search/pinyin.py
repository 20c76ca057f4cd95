"""Pinyin of Chinese runs: full syllables and initials from every character on, so that any part can be typed."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from guanxi.kernel.search.text import runs_of

LONGEST_RUN = 24  # titles; longer runs are prose, which nobody searches by pinyin


@lru_cache(maxsize=50_000)
def pinyin_tokens(run: str) -> tuple[str, ...]:
    """华信 → huaxin, xin, hx. Single initials are left out: they would match everything."""
    syllables = [
        syllable
        for syllable in lazy_pinyin(run[:LONGEST_RUN], style=Style.NORMAL, v_to_u=False)
        if syllable.isascii()
    ]
    initials = "".join(syllable[0] for syllable in syllables)
    full = ["".join(syllables[at:]) for at in range(len(syllables))]
    short = [initials[at:] for at in range(len(initials) - 1)]
    return tuple(dict.fromkeys(full + short))


def latin_forms(text: str) -> tuple[str, str]:
    """The text in Latin letters, and its initials: 华信 Soft → ("huaxin soft", "hxs")."""
    full, initials = list[str](), list[str]()
    for is_han, run in runs_of(text):
        syllables = lazy_pinyin(run, style=Style.NORMAL, v_to_u=False) if is_han else [run]
        full.append("".join(syllables))
        initials += [syllable[0] for syllable in syllables if syllable]
    return " ".join(full), "".join(initials)
