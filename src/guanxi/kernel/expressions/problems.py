"""The one way in which an expression is refused: a problem with a code, a place and what would help."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions.nodes import Node


class ExpressionRefused(Invalid):
    """Carries ``line`` and ``column`` (from 1) of the offending part in its parameters."""


def refuse(code: str, at: Node, **params: object) -> ExpressionRefused:
    return refuse_at(code, at.line, at.column, **params)


def refuse_at(code: str, line: int, column: int, **params: object) -> ExpressionRefused:
    place = {"line": line, "column": column}
    return ExpressionRefused(f"expression_{code}", params={**place, **params}, extensions=place)


def closest(name: str, candidates: Iterable[str]) -> str:
    """The three most similar candidates, or the first five where none resembles, as a readable list."""
    by_lower: dict[str, str] = {}
    for candidate in candidates:
        by_lower.setdefault(candidate.lower(), candidate)
    matches = get_close_matches(name.lower(), by_lower, n=3, cutoff=0.5) or list(by_lower)[:5]
    return ", ".join(by_lower[match] for match in matches)
