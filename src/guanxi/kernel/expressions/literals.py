"""Reads the literals of CEL: strings with escapes, raw and triple-quoted strings, numbers."""

from __future__ import annotations

import re
from decimal import Decimal

_ESCAPE = re.compile(
    r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2}|[XbfnrtavB\"'`\\?]|.)", re.DOTALL
)
_SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_VERBATIM = frozenset("\"'`\\?")

MAX_DIGITS = 30


def read_string(token: str) -> str:
    """Raises ValueError for an escape that CEL does not know."""
    raw = token[0] in "rR"
    body = token[1:] if raw else token
    quotes = 3 if body[:3] in ('"""', "'''") and len(body) >= 6 else 1
    body = body[quotes:-quotes]
    text = body if raw else _ESCAPE.sub(_unescape, body)
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError(token)  # PostgreSQL holds neither NUL nor lone surrogates.
    return text


def _unescape(match: re.Match[str]) -> str:
    escape = match[1]
    if escape in _SIMPLE:
        return _SIMPLE[escape]
    if escape in _VERBATIM:
        return escape
    if escape[0] in "xuU" and len(escape) > 1:
        return chr(int(escape[1:], 16))
    if len(escape) == 3:
        return chr(int(escape, 8))
    raise ValueError(escape)


def read_integer(token: str) -> int:
    return int(token, 16) if "0x" in token else int(token)


def read_decimal(token: str) -> Decimal:
    return Decimal(token)


def is_reasonable(number: Decimal) -> bool:
    """Whether a number fits the arithmetic here: at most 30 digits before and after the point."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and number.adjusted() < MAX_DIGITS and exponent >= -MAX_DIGITS
