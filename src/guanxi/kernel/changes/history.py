"""What is kept of a write: its change-set, each record's history, events for followers and for live screens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.changes.followers import followers_of, wake_followers
from guanxi.kernel.changes.model import STATUS_OF
from guanxi.kernel.changes.tables import audit_log, change_set, outbox
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.tenancy import Scope

OPERATION = {"create": "C", "update": "U", "delete": "D", "restore": "R"}
BESIDE = "B"  # what a change-set did beside records, see notes.py
MOST_IDS_IN_EVENT = 20
EVENTS = "guanxi_events"


async def record_change_set(
    scope: Scope,
    change_set_id: UUID,
    drafts: Sequence[Draft],
    source: str,
    reason: str | None,
    undoes: UUID | None,
) -> None:
    """One row for the whole write; a chunk of a large one adds to it."""
    created = sum(draft.op == "create" for draft in drafts)
    deleted = sum(draft.op == "delete" for draft in drafts)
    row = {
        "tenant_id": scope.tenant.id,
        "id": change_set_id,
        "source": source,
        "actor_id": scope.actor.user_id,
        "reason": reason or scope.reason,
        "state": "applied",
        "created_count": created,
        "updated_count": len(drafts) - created - deleted,
        "deleted_count": deleted,
        "undoes": undoes,
        "created_at": scope.now,
        "updated_at": scope.now,
    }
    add = "ON CONFLICT (tenant_id, id) DO UPDATE SET " + ", ".join(
        f"{name} = change_set.{name} + excluded.{name}"
        for name in ("created_count", "updated_count", "deleted_count")
    )
    await scope.tx.insert(change_set, [row], on_conflict=f"{add}, updated_at = excluded.updated_at")


async def record_history(
    scope: Scope, definition: ObjectDef, drafts: Sequence[Draft], source: str, change_set_id: UUID
) -> None:
    shared = {
        "tenant_id": scope.tenant.id,
        "at": scope.now,
        "object_id": definition.number,
        "actor_id": scope.actor.user_id,
        "source": source,
        "change_set_id": change_set_id,
    }
    await scope.tx.insert(
        audit_log,
        (
            {
                **shared,
                "id": new_id(),
                "record_id": draft.id,
                "op": OPERATION[draft.op],
                "version": draft.new_version,
                "diff": diff_of(draft),
            }
            for draft in drafts
        ),
    )


def diff_of(draft: Draft) -> str:
    if draft.op != "update":
        return "{}"
    fields = draft.definition.fields
    kept = {
        name: [_kept(fields[name], old), _kept(fields[name], new)]
        for name, (old, new) in draft.changed().items()
    }
    # Of an amount that was converted by another rate nothing was changed that anybody gave.
    told = {name: pair for name, pair in kept.items() if not fields[name].type.parts or pair[0] != pair[1]}
    return msgspec.json.encode(told).decode()


async def publish(
    scope: Scope, definition: ObjectDef, drafts: Sequence[Draft], change_set_id: UUID, source: str
) -> None:
    """Rows for followers that must miss nothing, a notification for open screens."""
    by_operation: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for draft in drafts:
        by_operation[STATUS_OF[draft.op]].append((str(draft.id), draft.new_version))
    pending = {
        operation: await followers_of(scope, f"{definition.name}.{operation}") for operation in by_operation
    }
    shared = {"change_set": str(change_set_id), "source": source, "depth": scope.depth}
    await scope.tx.insert(
        outbox,
        [
            {
                "tenant_id": scope.tenant.id,
                "id": new_id(),
                "topic": f"{definition.name}.{operation}",
                "payload": msgspec.json.encode({**shared, "records": records}).decode(),
                "created_at": scope.now,
                "pending": pending[operation],
            }
            for operation, records in by_operation.items()
        ],
    )
    await wake_followers(scope, sorted({name for names in pending.values() for name in names}))
    event = {
        "tenant": scope.tenant.id,
        "type": "change",
        "object": definition.name,
        "ids": [str(draft.id) for draft in drafts] if len(drafts) <= MOST_IDS_IN_EVENT else None,
        "change_set_id": str(change_set_id),
        "actor": str(scope.actor.user_id),
    }
    await scope.tx.notify(EVENTS, msgspec.json.encode(event).decode())


async def publish_happening(
    scope: Scope, definition: ObjectDef, happening: str, record_id: UUID, told: Mapping[str, Any]
) -> None:
    """An event of a record that is no write, such as `deal.approval_finished`, for followers. `told` is JSON."""
    topic = f"{definition.name}.{happening}"
    pending = await followers_of(scope, topic)
    about = {"source": scope.source, "depth": scope.depth, "records": [(str(record_id), 0)]}
    row = {
        "tenant_id": scope.tenant.id, "id": new_id(), "topic": topic, "created_at": scope.now, "pending": pending,
        "payload": msgspec.json.encode({**told, **about}).decode(),
    }  # fmt: skip
    await scope.tx.insert(outbox, [row])
    await wake_followers(scope, pending)


def _kept(field: Any, value: Any) -> Any:
    return None if value is None else field.type.as_history(value)
