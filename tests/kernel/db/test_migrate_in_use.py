"""Migration of a database that is in use: short waits for locks, tried again, given up in time, nothing half done."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest

from guanxi.kernel.db.migrate import (
    OtherStarterIsSlow,
    Patience,
    SchemaIsBusy,
    _connection,
    migrate,
    schema_state,
    upgrade_to,
)

BRIEF = Patience(lock_seconds=0.2, attempts=3, first_pause=0.05, longest_pause=0.05)
STUBBORN = Patience(lock_seconds=0.2, attempts=100, first_pause=0.3, longest_pause=0.3)


@pytest.fixture
def earlier(server):
    """A database whose next revision changes guanxi.search_doc."""
    name = server.create("template0")
    url = server.url(name, owner=True)
    with _connection(url) as connection:
        upgrade_to(connection, "0005")
    yield url
    server.drop(name)


@contextmanager
def reader(url: str, name: str = "a long report"):
    with psycopg.connect(url, application_name=name) as connection:
        connection.execute("SELECT count(*) FROM guanxi.search_doc")
        yield connection


def test_gives_up_and_says_who_was_at_work(earlier):
    with reader(earlier), pytest.raises(SchemaIsBusy, match="a long report"):
        migrate(earlier, patience=BRIEF)

    assert schema_state(earlier).current == "0005"


def test_goes_on_when_the_others_are_done(earlier):
    with ThreadPoolExecutor() as starter:
        with reader(earlier):
            migration = starter.submit(migrate, earlier, patience=STUBBORN)
            time.sleep(1)
            assert not migration.done()

        assert migration.result(30).is_current


def test_does_not_hold_up_others(earlier):
    """Between two attempts the queue for the lock is empty, so that somebody else's statement waits briefly at most."""
    waits: list[float] = []
    is_over = threading.Event()

    def ask() -> None:
        with psycopg.connect(earlier, autocommit=True) as connection:
            while not is_over.is_set():
                began = time.monotonic()
                connection.execute("SELECT count(*) FROM guanxi.search_doc")
                waits.append(time.monotonic() - began)
                time.sleep(0.01)

    with ThreadPoolExecutor() as others, reader(earlier):
        asking = others.submit(ask)
        with pytest.raises(SchemaIsBusy):
            migrate(
                earlier, patience=Patience(lock_seconds=0.4, attempts=3, first_pause=0.3, longest_pause=0.3)
            )
        is_over.set()
        asking.result()

    assert len(waits) > 5
    assert 0.2 < max(waits) < 5, "somebody waited behind the migration, and no longer than it may wait itself"


def test_a_failed_revision_is_undone_and_those_before_it_stay(server, monkeypatch):
    name = server.create("template0")
    url = server.url(name, owner=True)

    # Called by 0005 after it changed tables, and by the revisions before through another name.
    monkeypatch.setattr(
        "guanxi.migrations.revision_0001.rights.readable_to_definer", breaking_for("support_grant")
    )
    try:
        with pytest.raises(RuntimeError, match="the power went"):
            migrate(url)
        assert schema_state(url).current == "0003"
        with psycopg.connect(url) as connection:
            columns = "SELECT count(*) FROM pg_attribute WHERE attrelid = 'guanxi.session'::regclass AND attname = 'support_grant_id'"
            assert connection.execute(columns).fetchone() == (0,)

        monkeypatch.undo()
        assert migrate(url).is_current
    finally:
        server.drop(name)


def breaking_for(table: str):
    from guanxi.migrations.revision_0001.rights import readable_to_definer

    def break_down(asked: str):
        if asked == table:
            raise RuntimeError("the power went")
        return readable_to_definer(asked)

    return break_down


def test_does_not_wait_for_ever_for_another_starter(earlier, monkeypatch):
    monkeypatch.setattr("guanxi.kernel.db.migrate.SECONDS_FOR_OTHER_STARTER", 0.5)
    with psycopg.connect(earlier, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [0x6775616E7869])

        with pytest.raises(OtherStarterIsSlow):
            migrate(earlier)
