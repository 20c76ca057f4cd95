"""Telling all processes that what they remember of a user or a company is no longer true."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from guanxi.edge.identities import CHANNEL, Identities
from guanxi.kernel.db import Transaction


async def announce(
    tx: Transaction, tenant_id: int, user_id: UUID | None = None, credential_id: UUID | None = None
) -> None:
    """Within the transaction that makes the change; heard when it commits."""
    payload = {"tenant": tenant_id, "user": user_id, "credential": credential_id}
    await tx.notify(CHANNEL, msgspec.json.encode(payload).decode())


def receiver(identities: Identities) -> Any:
    def receive(message: dict[str, Any]) -> None:
        user, credential = message.get("user"), message.get("credential")
        identities.forget(
            int(message["tenant"]), UUID(user) if user else None, UUID(credential) if credential else None
        )

    return receive
