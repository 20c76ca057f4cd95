"""Telling all processes that what they remember of a user or a company is no longer true."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID
from weakref import WeakSet

import msgspec

from guanxi.edge.identities import CHANNEL, Identities
from guanxi.kernel.db import Transaction

_of_this_process: WeakSet[Identities] = WeakSet()


def follow(identities: Identities) -> Callable[[dict[str, Any]], None]:
    """From now on `identities` hears announcements made in this process; the result is to hear those of the others."""
    _of_this_process.add(identities)

    def receive(message: dict[str, Any]) -> None:
        user, credential = message.get("user"), message.get("credential")
        identities.forget(
            int(message["tenant"]), UUID(user) if user else None, UUID(credential) if credential else None
        )

    return receive


async def announce(
    tx: Transaction, tenant_id: int, user_id: UUID | None = None, credential_id: UUID | None = None
) -> None:
    """Within the transaction that makes the change; heard when it commits, here before the answer goes out."""
    payload = {"tenant": tenant_id, "user": user_id, "credential": credential_id}
    await tx.notify(CHANNEL, msgspec.json.encode(payload).decode())

    async def forget_here() -> None:
        for identities in _of_this_process:
            identities.forget(tenant_id, user_id, credential_id)

    tx.on_commit(forget_here)
