"""The statements that our code sends for a request, recorded once and then run bare: preamble, statements, commit."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

import asyncpg

from guanxi.kernel.db import Database
from guanxi.kernel.ids import new_id
from guanxi.kernel.tenancy import Scope, ScopeSeed

Step = tuple[str, tuple[Any, ...]]
UUID_TEXT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Recorder:
    """Stands before a connection and notes what passes."""

    def __init__(self, connection: Any, steps: list[Step]) -> None:
        self._connection = connection
        self._steps = steps

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._connection, name)
        if name not in ("fetch", "fetchrow", "fetchval", "execute"):
            return found

        async def noted(sql: str, *arguments: Any, **rest: Any) -> Any:
            self._steps.append((sql, arguments))
            return await found(sql, *arguments, **rest)

        return noted


class _NotMeant(Exception):
    """Takes back what was done for once."""


async def record(database: Database, seed: ScopeSeed, call: Callable[[Scope], Awaitable[Any]]) -> list[Step]:
    """What the second call sends: the first also reads what a process then remembers, such as the table's indexes."""
    with suppress(_NotMeant):
        async with database.transaction(seed, source="api") as scope:
            await call(scope)
            raise _NotMeant
    steps: list[Step] = []
    async with database.transaction(seed, source="api") as scope:
        scope.tx.connection = Recorder(scope.tx.connection, steps)
        await call(scope)
    return steps


async def transaction(connection: asyncpg.Connection, seed: ScopeSeed, steps: list[Step]) -> None:
    await connection.execute(seed.preamble)
    for sql, arguments in steps:
        if arguments:
            await connection.fetch(sql, *arguments)
        else:  # several commands may be sent as one text
            await connection.execute(sql)
    await connection.execute("COMMIT")


def with_fresh_ids(steps: list[Step], known: Collection[UUID]) -> list[Step]:
    """The same rows under new ids; `known` are those of rows that exist already."""
    return renamed(steps, {found: new_id() for found in _ids(steps) if found not in known})


def renamed(steps: list[Step], names: Mapping[UUID, UUID]) -> list[Step]:
    texts = {str(old): str(new) for old, new in names.items()}

    def change(value: Any) -> Any:
        if isinstance(value, UUID):
            return names.get(value, value)
        if isinstance(value, str):
            return UUID_TEXT.sub(lambda found: texts.get(found[0], found[0]), value)
        if isinstance(value, list | tuple):
            return [change(one) for one in value]
        if isinstance(value, dict):
            return {key: change(one) for key, one in value.items()}
        return value

    return [(sql, tuple(change(value) for value in arguments)) for sql, arguments in steps]


def _ids(value: Any) -> Iterator[UUID]:
    if isinstance(value, UUID):
        yield value
    elif isinstance(value, str):
        yield from map(UUID, UUID_TEXT.findall(value))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _ids(one)
    elif isinstance(value, dict):
        yield from _ids(list(value.values()))
