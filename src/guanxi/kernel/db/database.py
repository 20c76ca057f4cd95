"""The connection pool, and transactions opened under a role with a tenant's settings.

Nothing outlives a transaction on a connection: roles and settings are only ever SET LOCAL, so a connection needs no
reset (one round trip saved) when it goes back to the pool.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, NamedTuple, Protocol, TypeVar

import asyncpg
import msgspec
from asyncpg import Record
from asyncpg.connection import Connection
from asyncpg.pool import Pool

from guanxi.kernel.db.resting import Rested, Resting
from guanxi.kernel.db.roles import HAS_CITUS, IS_SHARDED, IS_SPREAD, opening, opening_auth
from guanxi.kernel.db.transaction import Transaction
from guanxi.kernel.db.turns import TurnLimits, Turns
from guanxi.kernel.priorities import give_way, is_child_of_listener

ScopeT = TypeVar("ScopeT", covariant=True)
KEPT_FREE = (
    2  # connections that only look-ups of callers and the like may use, which belong to no company yet
)
STATEMENT_SECONDS = 60.0
_SERVER_SETTINGS = {
    "application_name": "guanxi",
    "timezone": "UTC",
    "search_path": "guanxi",
    # A generic plan was 62 times slower for a large tenant beside many small ones.
    "plan_cache_mode": "force_custom_plan",
    "idle_in_transaction_session_timeout": "120000",
    "jit": "off",
}


class Seed(Protocol[ScopeT]):
    """What `transaction` needs to know of a caller."""

    @property
    def preamble(self) -> str: ...

    @property
    def company_id(self) -> int: ...

    def bind(self, tx: Transaction, *, source: str, locale: str | None) -> ScopeT: ...


class Database:
    """One per process. `dsn` is a libpq URL, which may name a socket folder as `?host=/path`.

    With `turns`, companies take turns at its connections. `statement_seconds` is the longest that a statement may run.
    With `niceness` what the server does on these connections gives way to all else on its processors, if it is a server of
    ours on this machine.
    """

    def __init__(
        self,
        dsn: str,
        *,
        smallest: int = 1,
        largest: int = 10,
        turns: TurnLimits | None = None,
        statement_seconds: float = STATEMENT_SECONDS,
        niceness: int = 0,
    ) -> None:
        self.dsn = dsn
        self._niceness = niceness
        self.turns = Turns(largest - KEPT_FREE, turns) if turns else None
        self._sizes = (smallest, largest)
        self._settings = _SERVER_SETTINGS | {"statement_timeout": str(round(1000 * statement_seconds))}
        self._pool: Pool[Record] | None = None
        self._resting: Resting | None = None
        self._placed: _Placed | None = None  # not asked yet

    async def start(self) -> None:
        smallest, largest = self._sizes
        self._pool = await asyncpg.create_pool(
            self.dsn,
            min_size=smallest,
            max_size=largest,
            connection_class=_Connection,
            server_settings=self._settings,
            statement_cache_size=400,
            max_cacheable_statement_size=256 * 1024,
            init=self._prepare,
        )
        self._resting = Resting(self._pool)

    async def _prepare(self, connection: Connection[Record]) -> None:
        await _set_codecs(connection)
        if self._niceness:
            _give_way(connection, self._niceness)

    async def stop(self) -> None:
        if self._resting is not None:
            resting, self._resting = self._resting, None
            await resting.end_all()
        if self._pool is not None:
            pool, self._pool = self._pool, None
            await pool.close()

    @property
    def pool(self) -> Pool[Record]:
        if self._pool is None:
            raise RuntimeError("The database is not started.")
        return self._pool

    @asynccontextmanager
    async def transaction(
        self,
        seed: Seed[ScopeT],
        *,
        source: str,
        locale: str | None = None,
        statement_seconds: float | None = None,
        only_reads: bool = False,
    ) -> AsyncIterator[ScopeT]:
        """A transaction under the caller's role and tenant; committed at the end, rolled back by an exception.

        With `only_reads` the database refuses changes, and the end costs nothing (see resting.py).
        `statement_seconds` is for its statements instead of what holds for the database. With turns it may raise what
        `Turns.take` raises; a caller that holds one transaction must not ask for another then.
        """
        preamble = seed.preamble
        if only_reads:
            preamble = f"BEGIN READ ONLY{preamble.removeprefix('BEGIN')}"
        if statement_seconds is not None:
            preamble += f"; SET LOCAL statement_timeout = {round(1000 * statement_seconds)}"
        rests_as = preamble if only_reads else None
        if self.turns is None:
            async with self._open(partial(opening, preamble), rests_as) as tx:
                yield seed.bind(tx, source=source, locale=locale)
            return
        turn = await self.turns.take(seed.company_id)
        try:
            async with self._open(partial(opening, preamble), rests_as) as tx:
                yield seed.bind(tx, source=source, locale=locale)
        finally:
            self.turns.give_back(turn)

    @asynccontextmanager
    async def auth(self) -> AsyncIterator[Transaction]:
        """A transaction on the few global tables (identities, sessions, keys, invitations)."""
        async with self._open(opening_auth) as tx:
            yield tx

    @asynccontextmanager
    async def _open(
        self, opening: Callable[..., tuple[str, ...]], rests_as: str | None = None
    ) -> AsyncIterator[Transaction]:
        """With `rests_as` it only reads, and whoever comes next with the same text may go on in it."""
        resting = self._resting
        rested = resting.go_on(rests_as) if resting is not None and rests_as is not None else None
        unended = resting.take() if resting is not None and rested is None else None
        connection = rested.connection if rested else unended or await self.pool.acquire()
        try:
            tx = await self._transaction_on(connection)
            try:
                if rested is None:
                    end_of_last = "COMMIT; " if unended else ""
                    for statement in opening(is_spread=tx.is_spread):
                        await connection.execute(f"{end_of_last}{statement}")
                        end_of_last = ""
                    rested = Rested(connection, rests_as or "", asyncio.get_running_loop().time())
                yield tx
            except BaseException:
                await _roll_back(connection)
                raise
            if rests_as is not None and resting is not None and not tx.is_sharded:
                resting.put(rested, goes_on=tx.is_as_opened)
                connection = None
            else:
                await connection.execute("COMMIT")
        finally:
            if connection is not None:
                await self.pool.release(connection)
        await tx.run_after_commit()

    async def _transaction_on(self, connection: Any) -> Transaction:
        if self._placed is None:
            self._placed = await _placed(connection)
        is_sharded, is_spread = self._placed
        return Transaction(connection, is_spread=is_spread, is_sharded=is_sharded)


class _Placed(NamedTuple):
    is_sharded: bool
    is_spread: bool


async def _placed(connection: Connection[Record]) -> _Placed:
    """Where rows lie. Asked once: after a database was distributed, or the first worker added, processes start anew."""
    if not (await connection.fetchval(HAS_CITUS) and await connection.fetchval(IS_SHARDED)):
        return _Placed(False, False)
    return _Placed(True, await connection.fetchval(IS_SPREAD))


async def _roll_back(connection: Connection) -> None:
    """Never hides the error that made it necessary; a connection that cannot roll back is of no further use."""
    try:
        if not connection.is_closed():
            await connection.execute("ROLLBACK")
    except Exception:
        with suppress(asyncpg.InterfaceError):  # the pool may have taken a broken one back already
            connection.terminate()


class _Connection(Connection):
    def get_reset_query(self) -> str:
        return ""


def _give_way(connection: Connection[Record], niceness: int) -> None:
    connected = connection._transport.get_extra_info("socket")
    backend = connection.get_server_pid()
    if connected is not None and is_child_of_listener(connected, backend):
        give_way(backend, niceness)


async def _set_codecs(connection: Connection[Record]) -> None:
    for name in ("json", "jsonb"):
        await connection.set_type_codec(
            name, schema="pg_catalog", encoder=_encode, decoder=msgspec.json.decode, format="text"
        )


def _encode(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
