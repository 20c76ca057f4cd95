"""How far a server has come in the log of writes, as a number of bytes (PostgreSQL's LSN)."""

from __future__ import annotations

from asyncpg import Record
from asyncpg.connection import Connection

# A commit is reported and seen once it is flushed; with synchronous_commit = off it may be a little before. What else is
# written, such as the tidying that readers do, no replica gets to see before it is flushed, and nobody has to wait for it.
_WRITTEN = """
SELECT (CASE current_setting('synchronous_commit')
  WHEN 'off' THEN pg_current_wal_insert_lsn() ELSE pg_current_wal_flush_lsn() END - '0/0')::bigint
"""
_REPLAYED = "SELECT CASE WHEN pg_is_in_recovery() THEN (pg_last_wal_replay_lsn() - '0/0')::bigint END"
_SYSTEM = "SELECT system_identifier FROM pg_control_system()"


async def written(connection: Connection[Record]) -> int:
    """Behind everything that was committed on this server until now."""
    return int(await connection.fetchval(_WRITTEN))


async def replayed(connection: Connection[Record]) -> int | None:
    """What a copy shows. None for a server that is no copy, or is one no more."""
    place = await connection.fetchval(_REPLAYED)
    return None if place is None else int(place)


async def system_of(connection: Connection[Record]) -> int:
    """The same for a server and its copies."""
    return int(await connection.fetchval(_SYSTEM))
