"""The one LISTEN connection of this process. It reconnects for ever, with growing pauses.

Subscribers get decoded payloads; they must return quickly and not raise. After a reconnect they are told that
something may have been missed.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Any

import asyncpg
import msgspec

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 15.0
SECONDS_BETWEEN_CHECKS = 30.0
log = logging.getLogger("guanxi.notifications")

Receiver = Callable[[dict[str, Any]], None]
Gap = Callable[[], None]


class Notifications:
    """Subscribe first, then `start()`."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._receivers: dict[str, list[Receiver]] = {}
        self._on_gap: list[Gap] = []
        self._task: asyncio.Task[None] | None = None
        self.is_connected = asyncio.Event()

    def subscribe(self, channel: str, receiver: Receiver, on_gap: Gap | None = None) -> None:
        self._receivers.setdefault(channel, []).append(receiver)
        if on_gap is not None:
            self._on_gap.append(on_gap)

    async def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="guanxi notifications")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _run(self) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                await self._listen()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as error:
                log.warning("the connection for notifications broke: %s", type(error).__name__)
            was_connected = self.is_connected.is_set()
            self.is_connected.clear()
            pause = FIRST_PAUSE if was_connected else min(pause * 2, LONGEST_PAUSE)
            await asyncio.sleep(pause)

    async def _listen(self) -> None:
        """Returns or raises when the connection is gone."""
        connection = await asyncpg.connect(self._dsn, timeout=10)
        try:
            for channel in self._receivers:
                await connection.add_listener(channel, self._receive)
            # What was announced before we listened is lost.
            for tell in self._on_gap:
                tell()
            self.is_connected.set()
            lost = asyncio.Event()
            connection.add_termination_listener(lambda _: lost.set())
            while not connection.is_closed():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(lost.wait(), SECONDS_BETWEEN_CHECKS)
                if not lost.is_set():
                    await connection.execute("SELECT 1", timeout=10)
        finally:
            connection.terminate()

    def _receive(self, _connection: Any, _pid: int, channel: str, payload: Any) -> None:
        try:
            message = msgspec.json.decode(payload, type=dict[str, Any])
        except msgspec.DecodeError:
            log.warning("unreadable notification on %s", channel)
            return
        for receiver in self._receivers.get(channel, ()):
            try:
                receiver(message)
            except Exception:
                log.exception("a receiver of %s failed", channel)
