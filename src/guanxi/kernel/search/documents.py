"""The tsvector of a record."""

from __future__ import annotations

from collections.abc import Iterable
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
    for run in runs_of(title[:LONGEST_TEXT]):
        tokens.update(dict.fromkeys(_tokens(*run), IN_TITLE))
        if run[0]:
            tokens.update(dict.fromkeys((f"p:{token}" for token in pinyin_tokens(run[1])), IN_TITLE))
    for other in others:
        for run in runs_of(other[:LONGEST_TEXT]):
            for token in _tokens(*run):
                tokens.setdefault(token, ELSEWHERE)
    return " ".join(f"'{token}'{place}" for token, place in islice(tokens.items(), MOST_TOKENS))


def _tokens(is_han: bool, run: str) -> Iterable[str]:
    if is_han:
        yield from run  # one-character queries
        yield from pairs_of(run)
    elif len(run) <= LONGEST_WORD:
        yield run
        stem = stem_of(run)
        if stem != run:
            yield stem
