"""One thing that was looked at, what was found, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    verdict: Verdict
    found: str
    mend: str | None = None


def good(name: str, found: str) -> Check:
    return Check(name, Verdict.GOOD, found)


def warning(name: str, found: str, mend: str) -> Check:
    return Check(name, Verdict.WARNING, found, mend)


def bad(name: str, found: str, mend: str) -> Check:
    return Check(name, Verdict.BAD, found, mend)
