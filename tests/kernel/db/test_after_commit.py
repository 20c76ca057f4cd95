"""What follows a commit: it may fail, but the write is done and the others follow all the same."""

from __future__ import annotations

import logging

from guanxi.kernel.db import Database


async def test_failure_is_logged_and_stops_nothing(database: Database, caplog) -> None:
    ran = []

    async def fail() -> None:
        raise OSError("the disk is gone")

    async def succeed() -> None:
        ran.append("later")

    with caplog.at_level(logging.ERROR):
        async with database.auth() as tx:
            tx.on_commit(fail)
            tx.on_commit(succeed)

    assert ran == ["later"]
    assert [record.exc_info[0] for record in caplog.records] == [OSError]


async def test_nothing_follows_a_rollback(database: Database) -> None:
    ran = []

    async def note() -> None:
        ran.append("followed")

    try:
        async with database.auth() as tx:
            tx.on_commit(note)
            raise LookupError
    except LookupError:
        pass

    assert ran == []
