"""One open transaction on one connection."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

from asyncpg import Record
from asyncpg.connection import Connection
from sqlalchemy import ClauseElement, Table

from guanxi.kernel.db.bulk import insert_rows
from guanxi.kernel.db.roles import taking
from guanxi.kernel.db.statements import Prepared, prepare

logger = logging.getLogger(__name__)

Statement: TypeAlias = ClauseElement | Prepared | str
_EMPTY: Mapping[str, Any] = {}


class Transaction:
    """Runs statements; ended by whoever opened it. Text statements take no parameters."""

    __slots__ = ("_after_commit", "_connection", "_savepoints", "is_as_opened", "is_sharded", "is_spread")

    def __init__(
        self, connection: Connection[Record], *, is_spread: bool = False, is_sharded: bool = False
    ) -> None:
        """`is_sharded`: the planner here knows nothing of the rows. `is_spread`: other servers hold some of them.

        `is_as_opened` as long as role and settings can only be those of the opening.
        """
        self._connection = connection
        self.is_as_opened = True
        self.is_sharded = is_sharded
        self.is_spread = is_spread
        self._after_commit: list[Callable[[], Awaitable[None]]] = []
        self._savepoints = 0

    @property
    def connection(self) -> Connection[Record]:
        """The driver's own. Whoever asks for it may change what the transaction was opened with."""
        self.is_as_opened = False
        return self._connection

    @connection.setter
    def connection(self, connection: Connection[Record]) -> None:
        self._connection = connection

    async def fetch(self, statement: Statement, params: Mapping[str, Any] = _EMPTY) -> list[Record]:
        sql, arguments = self._resolve(statement, params)
        return await self._connection.fetch(sql, *arguments)

    async def fetchrow(self, statement: Statement, params: Mapping[str, Any] = _EMPTY) -> Record | None:
        sql, arguments = self._resolve(statement, params)
        return await self._connection.fetchrow(sql, *arguments)

    async def fetchval(self, statement: Statement, params: Mapping[str, Any] = _EMPTY) -> Any:
        sql, arguments = self._resolve(statement, params)
        return await self._connection.fetchval(sql, *arguments)

    async def execute(self, statement: Statement, params: Mapping[str, Any] = _EMPTY) -> int:
        """Returns the number of rows touched."""
        sql, arguments = self._resolve(statement, params)
        status = await self._connection.execute(sql, *arguments)
        last = status.rpartition(" ")[2]
        return int(last) if last.isdigit() else 0

    async def insert(self, table: Table, rows: Iterable[Mapping[str, Any]], *, on_conflict: str = "") -> None:
        """Many rows of one table; every row has the same keys. `on_conflict` is a literal clause of ours.

        A generator of rows runs while the database writes: it must not use this transaction.
        """
        await insert_rows(self._connection, table, rows, on_conflict)

    async def take_role(self, role: str) -> None:
        """Until the transaction ends or takes another one. `role` is a literal of ours."""
        for statement in taking(role, is_spread=self.is_spread):
            await self.connection.execute(statement)

    @asynccontextmanager
    async def calling(self, role: str) -> AsyncIterator[None]:
        """For functions above the policies: where shards lie elsewhere, these are read as the function's owner.

        `role` is the one to have again afterwards.
        """
        if not self.is_spread:
            yield
            return
        await self.connection.execute("SET LOCAL ROLE NONE")
        yield
        await self.take_role(role)

    async def notify(self, channel: str, payload: str) -> None:
        """Delivered to listeners if and when this transaction commits."""
        await self.connection.execute("SELECT pg_notify($1, $2)", channel, payload)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        self._savepoints += 1
        name = f"sp{self._savepoints}"
        await self.connection.execute(f"SAVEPOINT {name}")
        try:
            yield
        except BaseException:
            await self.connection.execute(f"ROLLBACK TO SAVEPOINT {name}")
            raise
        else:
            await self.connection.execute(f"RELEASE SAVEPOINT {name}")

    @asynccontextmanager
    async def walking(self) -> AsyncIterator[None]:
        """Statements that go through an index in its order, from a position on, however wrong the statistics are.

        For batches of a large walk: sorting for each of them all that is left would make the whole quadratic.
        """
        await self.connection.execute("SET LOCAL enable_sort = off; SET LOCAL enable_incremental_sort = off")
        yield
        await self.connection.execute("SET LOCAL enable_sort = on; SET LOCAL enable_incremental_sort = on")

    @property
    def waiting_for_commit(self) -> list[Callable[[], Awaitable[None]]]:
        """What `on_commit` was given; whoever takes back to a savepoint takes back what was added since."""
        return self._after_commit

    def on_commit(self, callback: Callable[[], Awaitable[None]]) -> None:
        """Runs after the commit; lost if the process dies in between, so never the only record of a duty."""
        self._after_commit.append(callback)

    async def run_after_commit(self) -> None:
        """A callback that fails is logged and keeps no other from running: what the caller asked for is done."""
        callbacks, self._after_commit = self._after_commit, []
        for callback in callbacks:
            try:
                await callback()
            except Exception:
                logger.exception("What was to follow a commit failed.")

    def _resolve(self, statement: Statement, params: Mapping[str, Any]) -> tuple[str, Sequence[Any]]:
        if isinstance(statement, str):
            self.is_as_opened = False  # it may set something
            return statement, ()
        if not isinstance(statement, Prepared):
            statement = prepare(statement)
        return statement.sql, statement.arguments(params)
