"""A database of a command's own, made for it and thrown away."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from guanxi.cli.opened import Addresses, prepare_schema
from guanxi.kernel.db.cluster import Cluster
from guanxi.kernel.db.cluster.tuning import UNSAFE_BUT_FAST
from guanxi.settings import Settings


@contextmanager
def private_database() -> Iterator[tuple[Settings, str]]:
    """Settings for the application, and the address of the owner. Nothing of the installation is touched."""
    folder = Path(tempfile.mkdtemp(prefix="guanxi-attack-"))
    folder.chmod(0o711)  # The server's account has to enter it when root runs this.
    try:
        with Cluster(folder / "postgres", settings=UNSAFE_BUT_FAST, sync=False) as cluster:
            with psycopg.connect(cluster.url("postgres", "postgres"), autocommit=True) as connection:
                connection.execute("CREATE DATABASE guanxi")
            login, owner = cluster.url("guanxi"), cluster.url("guanxi", "postgres")
            prepare_schema(Addresses(login, owner, embedded=True), upgrade=True)
            yield Settings(database_url=login, data_dir=folder / "data", database_pool_size=8), owner
    finally:
        shutil.rmtree(folder, ignore_errors=True)
