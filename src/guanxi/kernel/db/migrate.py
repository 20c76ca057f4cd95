"""Brings a database to the schema of this release: our own revisions, then the queue's tables.

Runs as the owner of the database, while the application of the release before may be at work on it. One starter migrates
while the others wait for it. Each revision is a transaction of its own and asks for its locks briefly: what comes behind
it in the queue for a lock waits too. When it does not get one, the revision is undone and tried again a little later.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from guanxi.kernel.db.placements import Placement, place
from guanxi.kernel.db.queue import install_queue, is_queue_current
from guanxi.kernel.db.roles import HAS_CITUS

logger = logging.getLogger(__name__)

SCRIPTS = Path(__file__).parents[2] / "migrations"
OLDEST_SERVER = 160000
LOCK = 0x6775616E7869  # "guanxi"; any number that nothing else takes as an advisory lock
SECONDS_FOR_OTHER_STARTER = 300.0
ROLES = ("guanxi_app", "guanxi_member", "guanxi_auth", "guanxi_login")
# With all shards of a table changed at once, other nodes refuse what concerns no table, such as a function, until the transaction ends.
SHARD_BY_SHARD = "SET citus.multi_shard_modify_mode = 'sequential'"


place("alembic_version", Placement.LOCAL)


class ServerTooOld(RuntimeError):
    """The PostgreSQL given is older than 16."""


class OtherStarterIsSlow(RuntimeError):
    """Another process has been migrating this database for too long to wait any further."""


class SchemaIsBusy(RuntimeError):
    """A revision did not get its locks, however often it was tried; the message names whom it may have waited for."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a revision may hold up others, and how often it is tried: two minutes at most, all told."""

    lock_seconds: float = 3.0
    attempts: int = 10
    first_pause: float = 0.5
    longest_pause: float = 20.0

    def pause(self, attempt: int) -> float:
        """Doubles, and varies so as not to meet the same periodic work again."""
        return min(self.longest_pause, self.first_pause * 2**attempt) * random.uniform(0.5, 1)


@dataclass(frozen=True, slots=True)
class SchemaState:
    current: str | None  # revision of the database, None when it is empty
    head: str | None  # revision of this release
    is_newer: bool = False  # whether the database is of a release that this one does not know
    has_queue: bool = True  # whether the queue's tables, which come last, are those of this release

    @property
    def is_current(self) -> bool:
        return self.current == self.head and self.has_queue

    @property
    def is_usable(self) -> bool:
        """A newer schema serves the release before it too, by the rules in CONTRIBUTING.md."""
        return self.is_current or self.is_newer


def migrate(admin_url: str, login_url: str | None = None, *, patience: Patience | None = None) -> SchemaState:
    """Upgrades the database and returns its state. Raises ServerTooOld, OtherStarterIsSlow or SchemaIsBusy.

    `login_url` names the account that the application signs in as: it is given the application's roles and, if it is
    guanxi_login, the password of that address. After a failure the database stands at the last revision that worked.
    A database of a newer release is left as it is.
    """
    patience = patience or Patience()

    def schema(connection: Connection) -> None:
        upgrade_to(connection, "head")

    def surroundings(connection: Connection) -> None:
        install_queue(connection)
        if login_url:
            _admit(connection, login_url)
        connection.commit()

    with only_starter(admin_url):
        if (state := schema_state(admin_url)).is_newer:
            return state
        for step in (_refuse_old_server, schema, surroundings):
            _persist(admin_url, step, patience)
    return schema_state(admin_url)


def schema_state(url: str) -> SchemaState:
    """Compares the database with this release without changing anything."""
    with _connection(url) as connection:
        return _state(connection)


def head_revision() -> str | None:
    return _scripts().get_current_head()


def revisions() -> list[str]:
    """Of this release, the oldest first."""
    return [script.revision for script in reversed(list(_scripts().walk_revisions()))]


def upgrade_to(connection: Connection, revision: str) -> None:
    """Our own revisions only, up to this one, on a connection without an open transaction. For `migrate` and for tests."""
    connection.execute(text("CREATE SCHEMA IF NOT EXISTS guanxi"))
    if connection.execute(text(HAS_CITUS)).scalar():
        connection.execute(text(SHARD_BY_SHARD))
    connection.commit()
    command.upgrade(_configuration(connection), revision)


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_configuration(None))


@contextmanager
def _connection(url: str) -> Iterator[Connection]:
    """Whoever uses it commits; SQLAlchemy only carries it to Alembic."""
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(url), poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


@contextmanager
def only_starter(url: str) -> Iterator[None]:
    """Holds an advisory lock that no two processes have.

    Asks again and again instead of waiting in a statement: an index that the other one builds concurrently would wait
    for the end of that statement.
    """
    deadline = time.monotonic() + SECONDS_FOR_OTHER_STARTER
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        while not _takes_lock(connection):
            if time.monotonic() > deadline:
                raise OtherStarterIsSlow("Another process is still migrating this database. Try again later.")
            time.sleep(0.2)
        yield


def _takes_lock(connection: psycopg.Connection[Any]) -> bool:
    row = connection.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()
    return bool(row and row[0])


def _persist(url: str, step: Callable[[Connection], None], patience: Patience) -> None:
    """Does a step with short waits for locks, again when one was not to be had. What it has committed stays done."""
    for attempt in range(patience.attempts):
        try:
            with _connection(url) as connection:
                connection.execute(text(f"SET lock_timeout = '{int(patience.lock_seconds * 1000)}ms'"))
                connection.commit()
                step(connection)
            return
        except (psycopg.Error, DBAPIError) as error:
            if not _is_about_locks(error):
                raise
            logger.warning(
                "A migration did not get its locks (attempt %d of %d).", attempt + 1, patience.attempts
            )
            if attempt + 1 == patience.attempts:
                raise SchemaIsBusy(_advice(url)) from error
        time.sleep(patience.pause(attempt))


def _is_about_locks(error: Exception) -> bool:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(cause, (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected))


LONGEST_TRANSACTIONS = """
SELECT pid, application_name, extract(epoch FROM now() - xact_start)::int FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
ORDER BY xact_start LIMIT 3
"""


def _advice(url: str) -> str:
    """Names no statement: it could hold what a company keeps to itself."""
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        rows = connection.execute(LONGEST_TRANSACTIONS).fetchall()
    open_now = ", ".join(f"process {pid} ({name or 'unnamed'}, {seconds} s)" for pid, name, seconds in rows)
    return (
        "The schema is in use and could not be changed; nothing of the unfinished revision stays. Run `guanxi migrate` "
        f"again when less is going on. Longest open transactions: {open_now or 'none any more'}."
    )


def _configuration(connection: Connection | None) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    configuration.set_main_option("path_separator", "os")
    configuration.attributes["connection"] = connection
    return configuration


def _state(connection: Connection) -> SchemaState:
    options: dict[str, Any] = {"version_table_schema": "guanxi"}
    exists = connection.execute(text("SELECT to_regclass('guanxi.alembic_version') IS NOT NULL")).scalar_one()
    current = MigrationContext.configure(connection, opts=options).get_current_revision() if exists else None
    is_newer = current is not None and current not in revisions()
    return SchemaState(current, head_revision(), is_newer, is_queue_current(connection))


def _refuse_old_server(connection: Connection) -> None:
    version = int(connection.execute(text("SELECT current_setting('server_version_num')")).scalar_one())
    if version < OLDEST_SERVER:
        raise ServerTooOld(f"PostgreSQL {version // 10000} is too old: Guanxi needs 16 or newer.")


def _admit(connection: Connection, login_url: str) -> None:
    """Gives the application's account its roles; a migration cannot, because it does not know the account."""
    login = psycopg.conninfo.conninfo_to_dict(login_url)
    user = login.get("user")
    superuser = "SELECT rolsuper FROM pg_roles WHERE rolname = :user"
    if not user or connection.execute(text(superuser), {"user": user}).scalar():
        return
    quoted = connection.dialect.identifier_preparer.quote(str(user))
    roles = [role for role in ROLES if role != user]
    connection.execute(text(f"GRANT {', '.join(roles)} TO {quoted}"))
    if user == "guanxi_login" and login.get("password"):
        set_password = psycopg.sql.SQL("ALTER ROLE guanxi_login PASSWORD {}").format(str(login["password"]))
        driver: Any = connection.connection.driver_connection
        driver.execute(set_password)
