"""What follows when a form has made or changed a record: other features may act on it in the same transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Submitted:
    """`form` by its name. `sent` is JSON by field: what was sent, of all fields that were shown."""

    form: str
    object: str
    record_id: UUID
    sent: Mapping[str, Any]


Follower = Callable[[Scope, Submitted], Awaitable[None]]
_followers: list[Follower] = []


def when_submitted(follower: Follower) -> None:
    """`follower` is called above record sharing, as the company's own hand."""
    if follower not in _followers:
        _followers.append(follower)


async def tell(scope: Scope, submitted: Submitted) -> None:
    for follower in _followers:
        await follower(scope, submitted)
