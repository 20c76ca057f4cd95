"""Merging: open runs of losers go on for the winner, unless it has one of the same workflow: nothing is done to it twice."""

from __future__ import annotations

from guanxi.features.workflows.queries import keeping
from guanxi.kernel.changes.merging import Merging
from guanxi.kernel.tenancy import Scope


async def end_doubles(scope: Scope, merging: Merging) -> None:
    """They are cancelled, and say why. The rest goes along as what hangs on records does."""
    await keeping.cancel_doubles(scope, merging.winner, merging.losers, {"code": "workflow_run_merged"})
