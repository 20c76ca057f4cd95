"""GET /events: the stream that keeps open screens up to date."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from random import randrange
from typing import Any

import msgspec
from litestar import Request, get
from litestar.response import Stream

from guanxi.edge.transactions import identity_of
from guanxi.features.events.service.hub import Hub
from guanxi.features.events.service.hub import Stream as EventStream
from guanxi.kernel.clock import utc_now

SECONDS_BETWEEN_PINGS = 20.0


@get(
    "/events",
    media_type="text/event-stream",
    summary="Stream changes and the progress of jobs",
    description=(
        "Server-sent events. `change` {object, ids or null, change_set_id, actor_id}; `job` {id, kind, state, done, "
        "total}; `notification` when the caller has a new one, or has read some; `resync` when something was missed; "
        "`ping` every 20 seconds. Ends when the caller signs out. Whoever has read something before tells with `since` "
        "when (the `Date` of that answer): the stream begins with `resync` if anything may have changed in between."
    ),
    tags=["Events"],
)
async def stream_events(request: Request[Any, Any, Any], since: datetime | None = None) -> Stream:
    hub: Hub = request.app.state.hub
    stream = hub.open(identity_of(request), since)
    return Stream(_frames(hub, stream), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


async def _frames(hub: Hub, stream: EventStream) -> AsyncIterator[bytes]:
    try:
        # When a server goes, its listeners shall not all come to another in the same moment.
        yield b"retry: %d\n\n" % randrange(1_500, 4_500) + _frame("ping", {})
        while True:
            try:
                async with asyncio.timeout(_seconds_to_wait(stream)):  # wait_for would make a task each time
                    event = await stream.queue.get()
            except TimeoutError:
                if _seconds_to_wait(stream) <= 0:
                    return
                yield _frame("ping", {})
                continue
            if event is None:
                return
            yield _frame(*event)
    finally:
        hub.leave(stream)


def _seconds_to_wait(stream: EventStream) -> float:
    """Until the next ping, or until an operator's access ends."""
    support = stream.identity.support
    left = (support.expires_at - utc_now()).total_seconds() if support else SECONDS_BETWEEN_PINGS
    return max(0.0, min(SECONDS_BETWEEN_PINGS, left))


def _frame(name: str, data: dict[str, Any]) -> bytes:
    return b"event: " + name.encode() + b"\ndata: " + msgspec.json.encode(data) + b"\n\n"


handlers = [stream_events]
