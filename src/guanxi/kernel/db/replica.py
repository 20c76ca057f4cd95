"""A copy of the database that follows it by streaming, a little behind. It answers those whose position it has reached.

Never an obstacle: while it is away, behind, or no copy at all, `has_reached` says no, and the primary is read.
"""

from __future__ import annotations

import asyncio
import logging
import time

import asyncpg

from guanxi.kernel.db.database import STATEMENT_SECONDS, Database
from guanxi.kernel.db.positions import replayed, system_of, written
from guanxi.kernel.db.turns import TurnLimits

logger = logging.getLogger(__name__)

SECONDS_TO_ANSWER = 1.0
SECONDS_ASIDE = 5.0
SECONDS_TO_CATCH_UP = 0.05  # about what the primary would need for a list of its own
SECONDS_REMEMBERED = 1.0  # for a copy that was promoted or put back to an earlier state since

# What a copy does and the primary does not: lose its connection, cancel a reader in favour of what it replays, refuse to write.
FAULTS = (
    asyncpg.PostgresConnectionError,
    asyncpg.TransactionRollbackError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # what the driver says of a connection that breaks at certain moments
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    OSError,  # TimeoutError too
)
_OF_ONE_READER = (
    asyncpg.TransactionRollbackError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)


class NoCopy(Exception):
    """The server is no copy of our primary."""


class Replica:
    """One per process, beside the Database of the primary."""

    def __init__(
        self,
        dsn: str,
        primary: Database,
        *,
        largest: int = 10,
        turns: TurnLimits | None = None,
        statement_seconds: float = STATEMENT_SECONDS,
    ) -> None:
        self.database = Database(
            dsn, smallest=0, largest=largest, turns=turns, statement_seconds=statement_seconds
        )
        self.primary = primary
        self._reached = 0
        self._reached_at = 0.0
        self._aside_until = 0.0
        self._is_known = False

    async def start(self) -> None:
        """Connects to nothing yet: a copy that is away keeps nobody from starting."""
        await self.database.start()

    async def stop(self) -> None:
        await self.database.stop()

    @property
    def is_aside(self) -> bool:
        return time.monotonic() < self._aside_until

    async def has_reached(self, position: int) -> bool:
        """Whether everything before `position` can be read there, at once or after a moment."""
        if self.is_aside:
            return False
        if self._reached >= position and time.monotonic() - self._reached_at < SECONDS_REMEMBERED:
            return True
        try:
            async with asyncio.timeout(SECONDS_TO_ANSWER):
                return await self._catches_up(position)
        except (NoCopy, *FAULTS) as error:
            self.stand_aside(error)
            return False

    def stand_aside(self, error: BaseException) -> None:
        """After a fault. One that only this reader met keeps nobody else away."""
        if isinstance(error, _OF_ONE_READER):
            return
        if not self.is_aside:
            logger.warning(
                "The replica is not read for %d s: %s", SECONDS_ASIDE, str(error) or type(error).__name__
            )
        self._aside_until = time.monotonic() + SECONDS_ASIDE
        self._reached, self._is_known = 0, False

    async def _catches_up(self, position: int) -> bool:
        async with self.database.pool.acquire() as connection:
            if not self._is_known:
                await self._recognise(connection)
            deadline, pause = time.monotonic() + SECONDS_TO_CATCH_UP, 0.001
            while True:
                reached = await replayed(connection)
                if reached is None:
                    raise NoCopy("the server at GUANXI_REPLICA_URL does not follow another one")
                self._reached, self._reached_at = reached, time.monotonic()
                if reached >= position:
                    return True
                if time.monotonic() + pause > deadline:
                    return False
                await asyncio.sleep(pause)
                pause *= 2

    async def _recognise(self, connection: asyncpg.Connection[asyncpg.Record]) -> None:
        """Positions of one system mean nothing to another."""
        async with self.primary.pool.acquire() as primary:
            if await system_of(primary) != await system_of(connection):
                raise NoCopy("the server at GUANXI_REPLICA_URL is no copy of the one at GUANXI_DATABASE_URL")
        self._is_known = True


async def position_of(database: Database) -> int:
    """Behind everything that is committed by now."""
    async with database.pool.acquire() as connection:
        return await written(connection)
