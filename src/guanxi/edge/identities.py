"""Who is calling, remembered for a few seconds so that an ordinary read needs no look-up.

What is remembered is dropped at once, in every process, when a sign-out, a change of role or a deletion is
announced on the `guanxi_invalidate` channel; the short life covers announcements lost with a broken connection.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from guanxi.edge import metrics
from guanxi.edge.support import SupportAccess
from guanxi.edge.tokens import hash_of_token
from guanxi.kernel.clock import utc_now
from guanxi.kernel.tenancy import ScopeSeed

CHANNEL = "guanxi_invalidate"
SECONDS_REMEMBERED = 5.0
MOST_REMEMBERED = 20_000

Kind = Literal["session", "api_key"]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a scope does not need but the person's own screen shows."""

    title: str | None = None
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """A signed-in caller. `seed` opens transactions in the caller's company under the caller's rights."""

    kind: Kind
    credential_id: UUID
    identity_id: UUID | None
    seed: ScopeSeed
    profile: Profile = Profile()
    support: SupportAccess | None = None

    @property
    def tenant_id(self) -> int:
        return self.seed.tenant.id

    @property
    def user_id(self) -> UUID:
        return self.seed.actor.user_id


# Given the hash of a token, the caller it stands for, or None.
Lookup = Callable[[bytes], Awaitable[Identity | None]]
Forgotten = Callable[[int, UUID | None, UUID | None], None]


class Identities:
    """Finds callers by their token and remembers them."""

    def __init__(self, lookups: dict[Kind, Lookup], clock: Callable[[], float] = time.monotonic) -> None:
        self._lookups = lookups
        self._clock = clock
        self._remembered: OrderedDict[bytes, tuple[float, Identity]] = OrderedDict()
        self._generation = 0
        self._listeners: list[Forgotten] = []

    async def find(self, kind: Kind, token: str) -> Identity | None:
        key = hash_of_token(token)
        entry = self._remembered.get(key)
        if entry is not None and entry[0] > self._clock() and entry[1].kind == kind:
            return entry[1]
        generation = self._generation
        metrics.IDENTITY_LOADS.inc()
        identity = await self._lookups[kind](key)
        # Something may have been announced while we were reading: what we read can then be of before.
        if identity is not None and generation == self._generation:
            self._remember(key, identity)
        return identity

    def forget(self, tenant_id: int, user_id: UUID | None = None, credential_id: UUID | None = None) -> None:
        """Drop one credential, all of one user, or all of one company."""
        self._generation += 1
        gone = [
            key
            for key, (_, identity) in self._remembered.items()
            if identity.tenant_id == tenant_id
            and user_id in (None, identity.user_id)
            and credential_id in (None, identity.credential_id)
        ]
        for key in gone:
            del self._remembered[key]
        for listener in self._listeners:
            listener(tenant_id, user_id, credential_id)

    def forget_everything(self) -> None:
        """After a broken LISTEN connection: announcements may have been missed."""
        self._generation += 1
        self._remembered.clear()

    def on_forget(self, listener: Forgotten) -> None:
        self._listeners.append(listener)

    def _remember(self, key: bytes, identity: Identity) -> None:
        now = self._clock()
        self._remembered[key] = (now + _seconds_to_remember(identity), identity)
        self._remembered.move_to_end(key)
        self._drop_outlived(now)

    def _drop_outlived(self, now: float) -> None:
        """What came first ends first, or nearly so: without this, everybody ever seen would be kept up to the most."""
        while self._remembered:
            key, (until, _) = next(iter(self._remembered.items()))
            if until > now and len(self._remembered) <= MOST_REMEMBERED:
                return
            del self._remembered[key]

    def __len__(self) -> int:
        """How many are remembered."""
        return len(self._remembered)


def _seconds_to_remember(identity: Identity) -> float:
    """An operator's access ends on time, not some seconds later."""
    if identity.support is None:
        return SECONDS_REMEMBERED
    return min(SECONDS_REMEMBERED, (identity.support.expires_at - utc_now()).total_seconds())
