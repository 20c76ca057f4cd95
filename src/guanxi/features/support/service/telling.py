"""Tells administrators who are signed in that something was asked for or decided."""

from __future__ import annotations

from uuid import UUID

import msgspec

from guanxi.kernel.changes.history import EVENTS
from guanxi.kernel.db import Transaction


async def tell(tx: Transaction, tenant_id: int, grant_id: UUID) -> None:
    """Heard when the transaction commits. Nothing but the id is told: the rest is read with one's own rights."""
    payload = {"tenant": tenant_id, "type": "support", "id": grant_id}
    await tx.notify(EVENTS, msgspec.json.encode(payload).decode())
