"""The identities that knock at every door, and what each of them may never see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from guanxi.attack.secrets import OF_ATTACKER, OF_VICTIM
from guanxi.kernel.tenancy import EVERYTHING, Rights

WITHOUT_KEY = "without a key"


@dataclass(frozen=True)
class Person:
    """`forbidden` are groups of marked values. `credentials` are the headers that say who it is."""

    name: str
    company: str
    credentials: Mapping[str, str] = field(default_factory=dict, hash=False)
    forbidden: frozenset[str] = OF_VICTIM | OF_ATTACKER
    rights: Rights | None = None
    user_id: UUID | None = None
    is_let_in: bool = True

    def may(self, object_name: str, verb: str) -> bool:
        return self.rights is not None and self.rights.allow(f"{object_name}.{verb}")


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


# Which groups of the victim's own values each of its people may not see; strangers see none of them.
HIDDEN_FROM: Mapping[str, frozenset[str]] = {
    "admin": frozenset(),
    "peer": frozenset(),
    "colleague": frozenset({"vp"}),
    "viewer": frozenset({"vp"}),
    "limited": frozenset({"vp", "vh"}),
    "blinkered": frozenset({"vp"}),
    "fixed": frozenset({"vp"}),
    "light": frozenset({"vp"}),
    "portal": frozenset({"vs", "vh", "vp"}),
}


def rights_of_person(name: str, rights: Rights) -> Rights:
    return EVERYTHING if name == "admin" else rights
