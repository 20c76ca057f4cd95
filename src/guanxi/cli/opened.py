"""The database that the settings name, opened for one command: another server's, or our own, started if need be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from guanxi.kernel.db.cluster import Cluster, ClusterInUse
from guanxi.kernel.db.migrate import SchemaState, migrate, schema_state
from guanxi.kernel.db.sharding import distribute_new, is_distributed
from guanxi.settings import Settings

DATABASE = "guanxi"


class SchemaNotCurrent(RuntimeError):
    """The database is of another release."""


@dataclass(frozen=True, slots=True)
class Addresses:
    login: str  # as the application signs in
    owner: str  # as migrations do
    embedded: bool

    @property
    def account(self) -> str:
        """The role that the application signs in as."""
        return str(psycopg.conninfo.conninfo_to_dict(self.login).get("user") or "guanxi_login")


@contextmanager
def opened_database(settings: Settings, *, exclusive: bool = False) -> Iterator[Addresses]:
    """Starts the embedded server unless another process already runs it; `exclusive` refuses that instead."""
    if settings.database_url:
        yield Addresses(
            settings.database_url, settings.migration_url or settings.database_url, embedded=False
        )
        return
    cluster = embedded_cluster(settings)
    if not exclusive and cluster.is_running:
        yield _addresses(cluster)
        return
    with cluster:
        _create_database(cluster)
        yield _addresses(cluster)


def embedded_cluster(settings: Settings) -> Cluster:
    return Cluster(settings.data_dir / "postgres")


def prepare_schema(addresses: Addresses, *, upgrade: bool) -> None:
    """Migrates, or raises SchemaNotCurrent when that was not asked for and is needed."""
    if upgrade:
        bring_forward(addresses)
        return
    state = schema_state(addresses.owner)
    if not state.is_usable:
        raise SchemaNotCurrent(
            f"The database has schema {state.current or 'none'}, this release needs {state.head}. Run: guanxi migrate"
        )


def bring_forward(addresses: Addresses) -> SchemaState:
    """Migrates; where companies are distributed over servers, what is new is placed as well. Raises as both."""
    state = migrate(addresses.owner, addresses.login)
    if state.is_current and is_distributed(addresses.owner):
        from guanxi import main  # Imports every model, and with it where its table belongs.

        main.load_features()
        distribute_new(addresses.owner, login=addresses.account)
    return state


def _addresses(cluster: Cluster) -> Addresses:
    return Addresses(cluster.url(DATABASE), cluster.url(DATABASE, "postgres"), embedded=True)


def _create_database(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as connection:
        exists = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if not exists:
            connection.execute(f"CREATE DATABASE {DATABASE}")


__all__ = [
    "Addresses",
    "ClusterInUse",
    "SchemaNotCurrent",
    "embedded_cluster",
    "opened_database",
    "prepare_schema",
]
