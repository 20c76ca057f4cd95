"""The outcome of every row of a checked file, one byte a row, so that a page of refused rows is found at once."""

from __future__ import annotations

_CODES = {"create": b"c", "update": b"u", "skip": b"s", "refuse": b"r"}


def encode_outcomes(outcomes: list[str]) -> bytes:
    return b"".join(_CODES[outcome] for outcome in outcomes)


def positions_with(encoded: bytes, outcome: str) -> list[int]:
    code = _CODES[outcome][0]
    return [position for position, found in enumerate(encoded) if found == code]
