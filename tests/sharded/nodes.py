"""Servers with Citus: a coordinator, alone or with workers. Anybody on this machine may sign in: for tests only."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from guanxi.kernel.db.cluster import Cluster

OWNER = "postgres"
LOGIN = "guanxi_login"
_ANYBODY_HERE = (
    "local all all trust\nhost all all 127.0.0.1/32 trust\nhost replication all 127.0.0.1/32 trust\n"
)


def settings(connections: int, *, citus: bool = True) -> dict[str, object]:
    """`connections` that one node admits at most."""
    return {
        "shared_preload_libraries": "citus" if citus else "",
        "max_connections": connections,
        "max_prepared_transactions": connections,
        "max_worker_processes": 32,
        "max_logical_replication_workers": 16,
        "max_replication_slots": 16,
        "max_wal_senders": 16,
        "max_locks_per_transaction": 1024,  # a database is copied, and dropped, with all its shards
        "wal_level": "logical",
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "shared_buffers": "256MB",
    }


@dataclass
class Node:
    cluster: Cluster
    port: int

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, database: str, user: str = OWNER) -> str:
        return f"postgresql://{user}@{self.address}/{database}"

    def ask(self, statement: str, *values: Any, database: str = "guanxi") -> list[tuple[Any, ...]]:
        with closing(psycopg.connect(self.url(database), autocommit=True)) as connection:
            done = connection.execute(statement, values)
            return done.fetchall() if done.description else []


@dataclass
class Nodes:
    coordinator: Node
    workers: Sequence[Node]

    @property
    def all(self) -> tuple[Node, ...]:
        return (self.coordinator, *self.workers)

    def start(self) -> None:
        for node in self.all:
            node.cluster.start()
            _let_decode(node)

    def stop(self) -> None:
        for node in reversed(self.all):
            node.cluster.stop()

    def make_database(self, name: str = "guanxi") -> None:
        """An empty database on every node, joined; the coordinator keeps what belongs to no company."""
        for node in self.all:
            node.ask(f'CREATE DATABASE "{name}"', database="postgres")
            node.ask("CREATE EXTENSION citus", database=name)
        if self.workers:
            self.coordinator.ask(
                "SELECT citus_set_coordinator_host('127.0.0.1', %s)", self.coordinator.port, database=name
            )
        for worker in self.workers:
            self.coordinator.ask("SELECT citus_add_node('127.0.0.1', %s)", worker.port, database=name)


def make_nodes(
    folder: Path, programs: Path, *, workers: int = 0, connections: int = 100, citus: bool = True
) -> Nodes:
    """Nothing is started yet. `folder` is kept; the servers of one that was used before have their data again.

    Without `citus` it is one server of the same programs and settings, to compare with.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)  # The servers' account has to enter it when root runs the tests.
    rules = folder / "pg_hba.conf"
    rules.write_text(_ANYBODY_HERE)
    rules.chmod(0o644)
    options = settings(connections, citus=citus) | {"hba_file": str(rules)}
    names = ["coordinator", *(f"worker{number + 1}" for number in range(workers))]
    made = [_make_node(folder / name, programs, options) for name in names]
    return Nodes(made[0], made[1:])


def _make_node(folder: Path, programs: Path, options: dict[str, object]) -> Node:
    """A node keeps its port: the others know it by that."""
    folder.mkdir(exist_ok=True)
    noted = folder.with_suffix(".port")
    port = int(noted.read_text()) if noted.exists() else free_port()
    noted.write_text(str(port))
    return Node(Cluster(folder, settings=options, listen=port, sync=False, programs=programs), port)


def _let_decode(node: Node) -> None:
    """Where PostgreSQL asks who may: Citus divides a shard by a decoder of its own while writers go on."""
    asked = "SELECT setting FROM pg_settings WHERE name = 'output_plugin_libraries' AND strpos(setting, 'citus') = 0"
    for (allowed,) in node.ask(asked, database="postgres"):
        node.ask(f"ALTER SYSTEM SET output_plugin_libraries = {allowed}, citus", database="postgres")
        node.ask("SELECT pg_reload_conf()", database="postgres")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
