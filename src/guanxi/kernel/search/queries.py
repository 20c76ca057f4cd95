"""The tsquery of what a person typed: every run must match; the last word may be unfinished."""

from __future__ import annotations

from guanxi.kernel.search.documents import LONGEST_WORD
from guanxi.kernel.search.text import pairs_of, runs_of, stem_of

MOST_RUNS = 12


def query_tokens(text: str, *, in_title: bool = False) -> str:
    """Text of a tsquery, or "" when nothing in it can be searched. Quoting is ours: tokens are letters and digits only."""
    return " & ".join(_condition(*run, "A" if in_title else "") for run in runs_of(text)[:MOST_RUNS])


def _condition(is_han: bool, run: str, weight: str) -> str:
    whole = f":{weight}" if weight else ""
    if is_han:
        return " & ".join(f"'{pair}'{whole}" for pair in (pairs_of(run) if len(run) > 1 else [run]))
    word = run[:LONGEST_WORD]
    alternatives = [f"'{word}':*{weight}", f"'{stem_of(word)}'{whole}"]
    if word.isascii() and word.isalpha() and len(word) > 1:
        alternatives.append(f"'p:{word}':*{weight}")
    return "(" + " | ".join(dict.fromkeys(alternatives)) + ")"
