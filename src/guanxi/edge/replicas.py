"""Who may be answered from the replica: a route says `opt=READS_ANYWHERE`, and nobody sees a time before the one he knows.

A caller must find there

- what he wrote himself. The position after it goes out with the answer, as a cookie to browsers and as a header to
  everybody, and comes back with the next request, whichever process that meets. An API key that hands nothing back is
  asked for at the primary instead.
- what his rights, and the company's fields, were read from: they came from the primary, seconds ago at most. So the
  replica is never further behind than that.
- what was announced to him: a screen that is told of a change reads at once.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from contextlib import AbstractAsyncContextManager
from typing import Any
from uuid import UUID

from litestar.datastructures import Headers
from litestar.types import Scope as ASGIScope

from guanxi.edge import metrics
from guanxi.edge.exchange import Exchange
from guanxi.edge.identities import Identity, Lookup
from guanxi.edge.notifications import Notifications
from guanxi.edge.work import only_reads
from guanxi.kernel.db.replica import FAULTS, Replica, position_of
from guanxi.kernel.tenancy import Scope

HEADER = "X-Guanxi-Position"
COOKIE = "guanxi_position"
SECONDS_KEPT = 60  # longer than any process remembers rights read before the write
MOST_REMEMBERED = 20_000

_POSITION = re.compile(r"[0-9a-f]{1,16}")
_COOKIE = re.compile(rf"(?:^|;)\s*{COOKIE}=([0-9a-f]{{1,16}})\s*(?:;|$)")


class Replicas:
    """Decides for each request, and remembers up to where callers and companies must see."""

    def __init__(self, replica: Replica, notifications: Notifications, *, secure_cookies: bool) -> None:
        self.replica = replica
        self._primary = replica.primary
        self._notifications = notifications
        self._secure = "; Secure" if secure_cookies else ""
        self._of_credentials: OrderedDict[UUID, int] = OrderedDict()
        self._of_companies: OrderedDict[int, int] = OrderedDict()
        self._asking: dict[int, object] = {}

    def noting(self, lookup: Lookup) -> Lookup:
        """A look-up of callers that also notes the time of what it read."""

        async def look_up(token_hash: bytes) -> Identity | None:
            identity = await lookup(token_hash)
            if identity is not None:
                _remember(self._of_credentials, identity.credential_id, await position_of(self._primary))
            return identity

        return look_up

    def receive(self, announcement: dict[str, Any]) -> None:
        """Something changed in a company; how far that is in the log is asked when somebody reads."""
        tenant_id = int(announcement.get("tenant") or 0)
        self._of_companies.pop(tenant_id, None)
        self._asking.pop(tenant_id, None)

    def forget_everything(self) -> None:
        self._of_companies.clear()
        self._asking.clear()

    async def opened(
        self,
        scope: ASGIScope,
        exchange: Exchange,
        identity: Identity,
        source: str,
        statement_seconds: float | None = None,
    ) -> tuple[AbstractAsyncContextManager[Scope], Scope] | None:
        """A transaction on the replica, or None when the primary has to answer."""
        headers = Headers.from_scope(scope)
        if exchange.avoids_replica or not _may_be_read_anywhere(scope, headers):
            return None
        if self.replica.is_aside or not await self.replica.has_reached(await self._needed(headers, identity)):
            metrics.READS.labels(
                "primary: replica away" if self.replica.is_aside else "primary: replica behind"
            ).inc()
            return None
        context = self.replica.database.transaction(
            identity.seed,
            source=source,
            locale=exchange.locale,
            statement_seconds=statement_seconds,
            only_reads=True,
        )
        try:
            caller = await context.__aenter__()
        except FAULTS as error:
            self.replica.stand_aside(error)
            return None
        metrics.READS.labels("replica").inc()
        return context, caller

    async def wrote(self, exchange: Exchange) -> None:
        """After a commit at the primary."""
        if exchange.identity is None:
            return
        try:
            position = await position_of(self._primary)
        except FAULTS:
            # What is done is done; the next read asks at the primary.
            self._of_credentials.pop(exchange.identity.credential_id, None)
            return
        _remember(self._of_credentials, exchange.identity.credential_id, position)
        exchange.response_headers.append((HEADER.lower().encode(), f"{position:x}".encode()))
        if exchange.identity.kind == "session":
            cookie = f"{COOKIE}={position:x}; Path=/api; Max-Age={SECONDS_KEPT}; HttpOnly; SameSite=Lax{self._secure}"
            exchange.response_headers.append((b"set-cookie", cookie.encode()))

    async def _needed(self, headers: Headers, identity: Identity) -> int:
        brought = _brought(headers)
        own = self._of_credentials.get(identity.credential_id)
        company = self._of_companies.get(identity.tenant_id)
        is_sure = own is not None and company is not None and self._notifications.is_connected.is_set()
        if is_sure and (brought is not None or identity.kind == "session"):
            return max(brought or 0, own or 0, company or 0)
        question = self._asking[identity.tenant_id] = object()
        now = await position_of(self._primary)
        _remember(self._of_credentials, identity.credential_id, now)
        # Something may have been announced while we asked: the answer can then be of before.
        if self._asking.get(identity.tenant_id) is question:
            del self._asking[identity.tenant_id]
            _remember(self._of_companies, identity.tenant_id, now)
        return max(brought or 0, now)


def is_fault_of_replica(error: BaseException | None) -> bool:
    return isinstance(error, FAULTS)


def _may_be_read_anywhere(scope: Any, headers: Headers) -> bool:
    return bool(scope["route_handler"].opt.get("replica")) and only_reads(scope, headers)


def _brought(headers: Headers) -> int | None:
    text = headers.get(HEADER.lower(), "")
    if _POSITION.fullmatch(text):
        return int(text, 16)
    found = _COOKIE.search(headers.get("cookie", ""))
    return int(found[1], 16) if found else None


def _remember(places: OrderedDict[Any, int], key: Any, position: int) -> None:
    places[key] = max(position, places.get(key, 0))
    places.move_to_end(key)
    while len(places) > MOST_REMEMBERED:
        places.popitem(last=False)
