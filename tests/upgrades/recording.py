"""Statements as the application sends them, kept as JSON.

Written down below the application and above the driver, so that roles, settings and parameters are those of real calls.
"""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import asyncpg
import msgspec

from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import database as database_module

FILE = Path(__file__).with_name("recording.json.gz")


class Sent(msgspec.Struct, array_like=True):
    """One statement. `outcome` is what came of it: columns and number of rows, a status, or the code of a refusal."""

    connection: int
    method: str
    statement: int  # its place among the texts
    arguments: list[Any]
    outcome: Any


class Recording(msgspec.Struct):
    release: str
    revision: str
    recorded_at: datetime
    texts: list[str]
    sent: list[Sent]

    def save(self) -> None:
        FILE.write_bytes(gzip.compress(msgspec.json.encode(self), mtime=0))

    @classmethod
    def load(cls) -> Recording:
        return msgspec.json.decode(gzip.decompress(FILE.read_bytes()), type=cls)


@contextmanager
def recorded(recording: Recording) -> Iterator[None]:
    """Every connection that a Database opens inside writes down what it is asked."""
    places: dict[str, int] = {}
    numbers: dict[int, int] = {}

    def note(connection: Any, method: str, text: str, arguments: tuple[Any, ...], outcome: Any) -> None:
        if text not in places:
            places[text] = len(recording.texts)
            recording.texts.append(text)
        number = numbers.setdefault(id(connection), len(numbers))
        recording.sent.append(
            Sent(number, method, places[text], [tagged(each) for each in arguments], outcome)
        )

    class Noting(database_module._Connection):
        async def fetch(self, query: str, *args: Any, **options: Any) -> Any:
            return await self._noted("fetch", query, args, options)

        async def fetchrow(self, query: str, *args: Any, **options: Any) -> Any:
            return await self._noted("fetchrow", query, args, options)

        async def fetchval(self, query: str, *args: Any, **options: Any) -> Any:
            return await self._noted("fetchval", query, args, options)

        async def execute(self, query: str, *args: Any, **options: Any) -> Any:
            return await self._noted("execute", query, args, options)

        async def _noted(self, method: str, query: str, args: Any, options: Any) -> Any:
            call = getattr(super(), method)
            try:
                result = await call(query, *args, **options)
            except asyncpg.PostgresError as error:
                note(self, method, query, args, error.sqlstate)
                raise
            note(self, method, query, args, shape_of(method, result))
            return result

    with patch.object(database_module, "_Connection", Noting):
        yield


def shape_of(method: str, result: Any) -> Any:
    """What must be the same again. Values are not compared: they hold times and what the database made up."""
    if method == "execute":
        return result
    if method == "fetch":
        return [len(result), list(result[0].keys()) if result else []]
    if method == "fetchrow":
        return None if result is None else list(result.keys())
    return result is not None


@dataclass
class Difference:
    """A statement of the release before that no longer does what it did."""

    text: str
    expected: Any
    found: Any

    def __str__(self) -> str:
        return f"{self.text[:2000]}\n  expected {self.expected}, found {self.found}"


async def replay(recording: Recording, dsn: str) -> list[Difference]:
    """Sends everything again, in the same order and on as many connections, with times moved to now.

    Of a transaction in which something differs only the first difference counts.
    """
    moved = utc_now() - recording.recorded_at
    connections: dict[int, asyncpg.Connection[Any]] = {}
    spoiled: set[int] = set()
    differences = []
    try:
        for sent in recording.sent:
            if sent.connection not in connections:
                connections[sent.connection] = await _connect(dsn)
            text = recording.texts[sent.statement]
            found = await _send(connections[sent.connection], sent, text, moved)
            if text.startswith("BEGIN"):
                spoiled.discard(sent.connection)
            if found != sent.outcome and sent.connection not in spoiled:
                spoiled.add(sent.connection)
                differences.append(Difference(text, sent.outcome, found))
    finally:
        await asyncio.gather(*(connection.close() for connection in connections.values()))
    return differences


async def _connect(dsn: str) -> asyncpg.Connection[Any]:
    connection = await asyncpg.connect(dsn, server_settings=database_module._SERVER_SETTINGS)
    await database_module._set_codecs(connection)
    return connection


async def _send(connection: asyncpg.Connection[Any], sent: Sent, text: str, moved: timedelta) -> Any:
    try:
        result = await getattr(connection, sent.method)(
            text, *(plain(each, moved) for each in sent.arguments)
        )
    except asyncpg.PostgresError as error:
        return error.sqlstate
    except asyncpg.InterfaceError as error:  # an argument that no longer fits its place
        return str(error)
    return shape_of(sent.method, result)


def tagged(value: Any) -> Any:
    """A parameter as JSON, with the name of its type where JSON has none."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return {"float": repr(value)}
        case UUID():
            return {"uuid": str(value)}
        case datetime():
            return {"datetime": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case time():
            return {"time": value.isoformat()}
        case Decimal():
            return {"decimal": str(value)}
        case timedelta():
            return {"seconds": value.total_seconds()}
        case bytes() | memoryview():
            return {"bytes": bytes(value).hex()}
        case list() | tuple() | set() | frozenset():
            return [tagged(each) for each in value]
        case _:
            return {"json": msgspec.json.encode(value).decode()}


_PLAIN: dict[str, Any] = {
    "float": float,
    "uuid": UUID,
    "time": time.fromisoformat,
    "decimal": Decimal,
    "bytes": bytes.fromhex,
    "json": msgspec.json.decode,
}


def plain(value: Any, moved: timedelta) -> Any:
    if isinstance(value, list):
        return [plain(each, moved) for each in value]
    if not isinstance(value, dict):
        return value
    ((kind, kept),) = value.items()
    if kind == "datetime":
        return datetime.fromisoformat(kept) + moved
    if kind == "date":
        return date.fromisoformat(kept) + timedelta(days=round(moved / timedelta(days=1)))
    if kind == "seconds":
        return timedelta(seconds=kept)
    return _PLAIN[kind](kept)
