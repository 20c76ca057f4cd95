"""Close matches for a value that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from guanxi.features.imports.service.values.keys import match_key, squeezed

_SHOWN = 3
_LEAST = 60.0
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`target` is what would be taken (an id or an option's value); `score` runs from 0 to 1."""

    target: Any
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Candidate:
    target: Any
    label: str


def suggest(value: str, candidates: Iterable[Candidate], keys: list[str] | None = None) -> list[Suggestion]:
    """The best few, best first. `keys` are the candidates' match keys, when the caller has them at hand."""
    pool = list(candidates)
    keys = keys if keys is not None else [match_key(candidate.label) for candidate in pool]
    wanted = match_key(value)
    near = process.extract(wanted, keys, scorer=fuzz.ratio, limit=_SHOWN * 3, score_cutoff=_LEAST)
    reordered = process.extract(
        wanted, keys, scorer=fuzz.token_sort_ratio, limit=_SHOWN * 3, score_cutoff=_LEAST
    )
    best: dict[Any, Suggestion] = {}
    for _, score, index in [*near, *reordered]:
        candidate = pool[index]
        found = Suggestion(candidate.target, candidate.label, _judge(value, candidate.label, score))
        if candidate.target not in best or found.score > best[candidate.target].score:
            best[candidate.target] = found
    return sorted(best.values(), key=lambda suggestion: -suggestion.score)[:_SHOWN]


def is_safe(suggestions: list[Suggestion], least: float) -> bool:
    """The best one is close enough to be taken unasked and stands clear of the next."""
    if not suggestions or suggestions[0].score < least:
        return False
    return len(suggestions) == 1 or suggestions[0].score - suggestions[1].score >= 0.04


def _judge(value: str, label: str, score: float) -> float:
    if squeezed(value) == squeezed(label):
        return 0.99
    # "Company 101" is not a slip of the pen for "Company 102".
    if _DIGITS.findall(value) != _DIGITS.findall(label):
        score = min(score, 79.0)
    return round(min(score, 98.0) / 100, 2)
