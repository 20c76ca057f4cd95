"""Telling a run that waits what it waited for: its letter was sent, its call answered, its approval given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from guanxi.features.workflows.queries import engine as queries
from guanxi.features.workflows.service.kinds import CHORE
from guanxi.kernel.jobs import call
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Settlement:
    """`memo` (JSON) is added to what the step remembers, and the step is made again. `node` is the step's key."""

    run_id: UUID
    node: str
    memo: Mapping[str, Any]


async def settle(scope: Scope, settlements: Sequence[Settlement]) -> None:
    """In the caller's transaction. A run that does not wait at that step any more is left alone."""
    await queries.settle(
        scope, [{"id": each.run_id, "node": each.node, "memo": dict(each.memo)} for each in settlements]
    )
    if settlements:
        await call(scope, CHORE)


async def mail_settled(scope: Scope, origin_key: str, error: Mapping[str, Any] | None) -> None:
    run_id, _, node = origin_key.partition("/")
    memo = {"settled": True} if error is None else {"error": dict(error)}
    await settle(scope, [Settlement(UUID(run_id), node, memo)])
