"""The event streams open in this process, by company.

A slow reader does not slow others and does not grow without bound: when its queue is full, what it has not read is
replaced by one `resync` event, upon which the browser reads its screen anew.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from guanxi.edge import metrics
from guanxi.edge.identities import Identity
from guanxi.features.events.service.heard import Heard
from guanxi.kernel.clock import utc_now
from guanxi.kernel.errors import Problem

CHANNEL = "guanxi_events"
MOST_WAITING = 256

Event = tuple[str, dict[str, Any]]


@dataclass(eq=False, slots=True)
class Stream:
    """One open connection."""

    identity: Identity
    queue: asyncio.Queue[Event | None] = field(default_factory=lambda: asyncio.Queue(MOST_WAITING))

    def put(self, event: Event) -> None:
        try:
            self.queue.put_nowait(event)
        except asyncio.QueueFull:
            self._empty()
            self.queue.put_nowait(("resync", {}))

    def close(self) -> None:
        self._empty()
        self.queue.put_nowait(None)

    def _empty(self) -> None:
        while not self.queue.empty():
            self.queue.get_nowait()


class Hub:
    def __init__(self, *, streams_per_user: int) -> None:
        self._limit = streams_per_user
        self._streams: dict[int, set[Stream]] = {}
        self._heard = Heard(utc_now())

    def open(self, identity: Identity, since: datetime | None = None) -> Stream:
        """`since`: when what the caller shows was read; had anything been announced later, the stream begins with `resync`.

        Raises 429 `streams_limit` when the user has too many.
        """
        streams = self._streams.setdefault(identity.tenant_id, set())
        own = sum(1 for stream in streams if stream.identity.user_id == identity.user_id)
        if own >= self._limit:
            raise Problem(
                "streams_limit", status=429, params={"limit": self._limit}, headers={"Retry-After": "30"}
            )
        stream = Stream(identity)
        if since is not None and self._heard.may_have_since(identity.tenant_id, since):
            stream.put(("resync", {}))
        streams.add(stream)
        metrics.STREAMS.inc()
        return stream

    def leave(self, stream: Stream) -> None:
        streams = self._streams.get(stream.identity.tenant_id, set())
        if stream in streams:
            streams.remove(stream)
            metrics.STREAMS.dec()
        if not streams:
            self._streams.pop(stream.identity.tenant_id, None)

    def receive(self, announcement: dict[str, Any]) -> None:
        """What the database announced: given to everybody of that company, as far as each may know it."""
        tenant_id = announcement.get("tenant", 0)
        self._heard.note(tenant_id, utc_now())
        for stream in list(self._streams.get(tenant_id, ())):
            event = event_for(stream.identity, announcement)
            if event is not None:
                stream.put(event)

    def forget(self, tenant_id: int, user_id: UUID | None, credential_id: UUID | None) -> None:
        """Somebody signed out or lost rights: end the streams concerned; browsers still signed in come back."""
        for stream in list(self._streams.get(tenant_id, ())):
            identity = stream.identity
            if user_id in (None, identity.user_id) and credential_id in (None, identity.credential_id):
                stream.close()

    def resync(self) -> None:
        """Announcements may have been missed."""
        self._heard = Heard(utc_now())
        for streams in self._streams.values():
            for stream in streams:
                stream.put(("resync", {}))

    def close(self) -> None:
        for streams in self._streams.values():
            for stream in streams:
                stream.close()


def event_for(identity: Identity, announcement: dict[str, Any]) -> Event | None:
    """The event that this caller may see.

    Who may not read an object hears nothing of it. Where records are private their ids are withheld, since some of them
    may be invisible to the caller.
    A notification is its reader's alone. A job is shown to the user who started it and to administrators, what support asks for to administrators.
    """
    kind = announcement.get("type")
    if kind == "change":
        kind_of_record = str(announcement.get("object"))
        if not identity.seed.actor.rights.allow(f"{kind_of_record}.read"):
            return None
        return "change", {
            "object": kind_of_record,
            "ids": announcement.get("ids") if _sees_all_records(identity, kind_of_record) else None,
            "change_set_id": announcement.get("change_set_id"),
            "actor_id": announcement.get("actor"),
        }
    if kind == "approval":
        kind_of_record = str(announcement.get("object"))
        if not identity.seed.actor.rights.allow(f"{kind_of_record}.read"):
            return None
        ids = announcement.get("ids") if _sees_all_records(identity, kind_of_record) else None
        return "approval", {"object": kind_of_record, "ids": ids}
    if kind == "job":
        if announcement.get("user") not in (None, str(identity.user_id)) and not _is_administrator(identity):
            return None
        return "job", {name: announcement.get(name) for name in ("id", "kind", "state", "done", "total")}
    if kind == "notification":
        return ("notification", {}) if announcement.get("user") == str(identity.user_id) else None
    if kind == "support":
        # An operator who acts as an administrator is none.
        return ("support", {"id": announcement.get("id")}) if identity.seed.actor.rights.unlimited else None
    return None


def _sees_all_records(identity: Identity, kind_of_record: str) -> bool:
    sharing = identity.seed.tenant.settings.get("sharing", {})
    return _is_administrator(identity) or sharing.get(kind_of_record, "public") != "private"


def _is_administrator(identity: Identity) -> bool:
    return identity.seed.actor.role == "admin"
