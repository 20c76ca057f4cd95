"""Operators in a company: what they may do at most there, whomever they act as.

A session under a grant of support reads; where the grant says `change`, it also writes single records. Everything else
that changes something is closed to it unless its route says `opt={"support": …}`: a new route is closed by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from guanxi.kernel.tenancy import Rights, ScopeSeed

Level = Literal["read", "change"]
READS: dict[str, Any] = {"support": "read"}
CHANGES: dict[str, Any] = {"support": "change"}

_SEEING = frozenset({"read"})
CEILINGS: Mapping[Level, Rights] = {
    "read": Rights({"*": _SEEING}),
    "change": Rights({"*": frozenset({"create", "read", "update", "delete"}), "user": _SEEING}),
}


@dataclass(frozen=True, slots=True)
class SupportAccess:
    """The grant under which an operator is here."""

    grant_id: UUID
    operator: str
    reason: str
    level: Level
    expires_at: datetime

    def admits(self, opened: str | None) -> bool:
        """Whether a call that may change something is open; `opened` is what its route says."""
        return opened == "read" or (opened == "change" and self.level == "change")

    def limited(self, seed: ScopeSeed) -> ScopeSeed:
        """The person acted as, with no right that support does not have; history names the operator."""
        rights = seed.actor.rights.limited_to(CEILINGS[self.level])
        reason = f"{self.operator}: {self.reason}"
        return replace(seed, actor=replace(seed.actor, rights=rights), reason=reason)


def support_from(found: Mapping[str, Any]) -> SupportAccess:
    """From the JSON of `guanxi.support_access`."""
    return SupportAccess(
        UUID(found["id"]),
        found["operator"],
        found["reason"],
        found["level"],
        datetime.fromisoformat(found["expires_at"]),
    )
