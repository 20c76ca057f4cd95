"""A run that somebody, or another system, asks for: kept as ready in his transaction, and begun by the engine.

The condition of entry is asked by the engine, as whoever answers for the workflow: the asker learns nothing by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from guanxi.features.workflows.queries import engine as queries
from guanxi.features.workflows.schemas.body import Workflow
from guanxi.features.workflows.service.kinds import CHORE
from guanxi.kernel.definitions import Definition
from guanxi.kernel.ids import new_id
from guanxi.kernel.jobs import call
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import NOBODY, Scope


async def ask(
    scope: Scope,
    workflow: Definition[Workflow],
    records: Sequence[tuple[UUID | None, dict[str, Any] | None]],
    kind: str,
) -> list[UUID]:
    """For each record, with what was sent along. Returns the ids of the runs."""
    number = (await registry_of(scope)).object(workflow.object or "").number
    actor = None if scope.actor.user_id == NOBODY else str(scope.actor.user_id)
    ids = [new_id() for _ in records]
    rows = [
        {
            "tenant_id": scope.tenant.id, "id": run_id, "workflow_id": workflow.id, "version": workflow.version,
            "object_id": number, "record_id": record_id, "state": "ready", "due_at": scope.now,
            "cause": {"type": kind, "actor": actor, **({"sent": sent} if sent is not None else {})}, "outputs": {},
            "created_at": scope.now, "updated_at": scope.now,
        }
        for run_id, (record_id, sent) in zip(ids, records, strict=True)
    ]  # fmt: skip
    await queries.insert_runs(scope, rows)
    await call(scope, CHORE)
    return ids
