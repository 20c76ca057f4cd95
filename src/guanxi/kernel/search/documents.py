"""The tsvector of a record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from guanxi.kernel.search.pinyin import pinyin_tokens
from guanxi.kernel.search.text import pairs_of, runs_of, stem_of

LONGEST_TEXT = 2_000
LONGEST_WORD = 60
MOST_TOKENS = 400
IN_TITLE, ELSEWHERE = ":1A", ":2"


def document_tokens(tenant_id: int, title: str, others: Iterable[str]) -> str:
    """Text of a tsvector. The first token names the tenant, which keeps one shared index selective for each.

    Tokens of the title have weight A: who may not see all fields searches these alone. The others need a place as well,
    because PostgreSQL takes a token without one for a match of any weight.
    """
    tokens = {f"t{tenant_id}": ""}
    for is_han, run in runs_of(title[:LONGEST_TEXT]):
        for token in _tokens(is_han, run):
            tokens[token] = IN_TITLE
        if is_han:
            for token in pinyin_tokens(run):
                tokens[f"p:{token}"] = IN_TITLE
    for other in others:
        for is_han, run in runs_of(other[:LONGEST_TEXT]):
            for token in _tokens(is_han, run):
                tokens.setdefault(token, ELSEWHERE)
    return " ".join([f"'{token}'{place}" for token, place in islice(tokens.items(), MOST_TOKENS)])


def _tokens(is_han: bool, run: str) -> Sequence[str]:
    if is_han:
        return [*run, *pairs_of(run)]  # single characters for one-character queries
    if len(run) > LONGEST_WORD:
        return ()
    stem = stem_of(run)
    return (run,) if stem == run else (run, stem)
