"""Permission sets by the names that what is declared may use."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.features.permissions.queries import sets
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.tenancy import Scope

MOST_NAMED = 1_000


async def own_set_names(scope: Scope) -> frozenset[str]:
    """Those assigned to the caller. One statement."""
    async with elevated(scope):
        return frozenset(await sets.names_of_user(scope, scope.actor.user_id))


async def set_names_among(scope: Scope, names: Sequence[str]) -> frozenset[str]:
    """Those of the company's that are called so. One statement."""
    async with elevated(scope):
        return frozenset(await sets.names_among(scope, names))


async def some_set_names(scope: Scope) -> list[str]:
    """Up to 1,000: to say which name was meant."""
    async with elevated(scope):
        return await sets.first_names(scope, MOST_NAMED)
