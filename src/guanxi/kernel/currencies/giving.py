"""Gives rows the exchange rates that expressions over them ask for."""

from __future__ import annotations

from collections.abc import Collection, MutableMapping, Sequence
from typing import Any

from guanxi.kernel.currencies.rates import rates_at
from guanxi.kernel.expressions import RATES, EvaluationContext, Rate, asked_rates
from guanxi.kernel.tenancy import Scope


async def give_rates(
    scope: Scope,
    wanted: Collection[Rate],
    rows: Sequence[MutableMapping[str, Any]],
    context: EvaluationContext,
) -> None:
    """Under `RATES`, one mapping for all rows. One statement, none where nothing is wanted. `context` is that of computing."""
    if not wanted or not rows:
        return
    asked = asked_rates(wanted, rows, context)
    known = dict.fromkeys(asked) | await rates_at(scope, asked)
    for row in rows:
        row[RATES] = known
