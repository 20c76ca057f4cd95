"""What may be wrong with a sharded database, each with how to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    remedy: str


DISTRIBUTE = "Run: guanxi cluster distribute"
