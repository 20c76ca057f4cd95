"""Which fields a caller sees."""

from __future__ import annotations

from collections.abc import Hashable

from guanxi.kernel.query.fields import Sees
from guanxi.kernel.tenancy import Scope


def sight_of(scope: Scope) -> tuple[Hashable, Sees]:
    """A key under which callers with equal sight share compiled statements, and the test itself."""
    rights = scope.actor.rights
    return rights.sight, rights.sees
