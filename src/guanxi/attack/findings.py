"""What was tried, and what was found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_SHOWN = 400


@dataclass(frozen=True)
class Finding:
    """`kind` says which promise is broken; `seen` is what broke it."""

    kind: str
    family: str
    who: str
    tried: str
    seen: str

    def as_json(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in ("kind", "family", "who", "tried", "seen")}


@dataclass
class Ledger:
    """`tried` counts probes by family, operation and person; `reached` holds the operations that let a rightful caller through."""

    tried: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    found: dict[tuple[str, str, str, str], Finding] = field(default_factory=dict)
    repeated: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    reached: dict[str, int] = field(default_factory=dict)
    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    digests: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def probes(self) -> int:
        return sum(self.tried.values())

    @property
    def findings(self) -> list[Finding]:
        return list(self.found.values())

    def count(self, family: str, operation: str, who: str, status: int | None = None) -> None:
        self.tried[family, operation, who] += 1
        if status is not None:
            self.statuses[status] += 1

    def find(self, kind: str, family: str, who: str, tried: str, seen: str) -> None:
        """The same hole, met by the same way, is told once."""
        key = (kind, family, who, tried.partition("?")[0])
        self.repeated[key] += 1
        if len(self.found) < MOST_SHOWN:
            self.found.setdefault(key, Finding(kind, family, who, tried, seen[:600]))

    def by(self, part: int) -> Mapping[str, int]:
        totals: Counter[str] = Counter()
        for key, count in self.tried.items():
            totals[key[part]] += count
        return dict(totals.most_common())

    def as_json(self) -> dict[str, Any]:
        return {
            "probes": self.probes,
            "digests": self.digests,
            "findings": [
                {**finding.as_json(), "times": self.repeated[key]} for key, finding in self.found.items()
            ],
            "by_family": self.by(0),
            "by_operation": self.by(1),
            "by_person": self.by(2),
            "statuses": {str(status): count for status, count in sorted(self.statuses.items())},
            "reached": self.reached,
            "seconds": {name: round(value, 2) for name, value in self.seconds.items()},
            "notes": self.notes,
        }
