"""Brings a database to the schema of this release: our own revisions, then the queue's tables.

Runs as the owner of the database. One starter migrates while the others wait for it; a statement that cannot get its
lock in time fails, and everything is rolled back, rather than queue requests behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from guanxi.kernel.db.queue import install_queue

SCRIPTS = Path(__file__).parents[2] / "migrations"
OLDEST_SERVER = 160000
LOCK = 0x6775616E7869  # "guanxi"; any number that nothing else takes as an advisory lock
LOCK_TIMEOUT = "10s"
WAIT_FOR_OTHER_STARTER = "5min"
ROLES = ("guanxi_app", "guanxi_member", "guanxi_auth", "guanxi_login")


class ServerTooOld(RuntimeError):
    """The PostgreSQL given is older than 16."""


@dataclass(frozen=True, slots=True)
class SchemaState:
    current: str | None  # revision of the database, None when it is empty
    head: str | None  # revision of this release

    @property
    def is_current(self) -> bool:
        return self.current == self.head


def migrate(admin_url: str, login_url: str | None = None) -> SchemaState:
    """Upgrades the database and returns its state.

    `login_url` names the account that the application signs in as: it is given the application's roles and, if it is
    guanxi_login, the password of that address.
    """
    with _connection(admin_url) as connection:
        _refuse_old_server(connection)
        _wait_for_other_starter(connection)
        connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
        connection.execute(text("CREATE SCHEMA IF NOT EXISTS guanxi"))
        command.upgrade(_configuration(connection), "head")
        install_queue(connection)
        if login_url:
            _admit(connection, login_url)
        return _state(connection)


def schema_state(url: str) -> SchemaState:
    """Compares the database with this release without changing anything."""
    with _connection(url) as connection:
        return _state(connection)


def head_revision() -> str | None:
    return ScriptDirectory.from_config(_configuration(None)).get_current_head()


@contextmanager
def _connection(url: str) -> Iterator[Connection]:
    """One transaction; SQLAlchemy only carries it to Alembic."""
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(url), poolclass=NullPool)
    with engine.begin() as connection:
        yield connection


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
    return SchemaState(current, head_revision())


def _refuse_old_server(connection: Connection) -> None:
    version = int(connection.execute(text("SELECT current_setting('server_version_num')")).scalar_one())
    if version < OLDEST_SERVER:
        raise ServerTooOld(f"PostgreSQL {version // 10000} is too old: Guanxi needs 16 or newer.")


def _wait_for_other_starter(connection: Connection) -> None:
    connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT_FOR_OTHER_STARTER}'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


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
