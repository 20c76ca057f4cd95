"""What is wrong with a definition now, though it was right when it was declared: what it names may be gone."""

from __future__ import annotations

from dataclasses import replace

from guanxi.kernel.definitions.kinds import B, Definition, Kind
from guanxi.kernel.errors import Problem
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import Scope
from guanxi.kernel.tenancy.rights import EVERYTHING


async def problem_of(scope: Scope, kind: Kind[B], definition: Definition[B]) -> Problem | None:
    """Checked as somebody who sees every field: what one reader may not see is not wrong."""
    above = replace(scope, actor=replace(scope.actor, rights=EVERYTHING))
    try:
        await kind.check(above, await registry_of(scope), definition)
    except Problem as problem:
        return problem
    return None
