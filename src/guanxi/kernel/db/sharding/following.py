"""After a release has changed the schema: what is new finds its place where companies are distributed already."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import psycopg

from guanxi.kernel.db.placements import Placement
from guanxi.kernel.db.roles import HAS_CITUS, IS_SHARDED
from guanxi.kernel.db.sharding.distributing import distribute
from guanxi.kernel.db.sharding.layout import Layout, layout_of
from guanxi.kernel.db.sharding.surroundings import closed_to, functions_apart, lacks_passage


def is_distributed(url: str) -> bool:
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        return all(connection.execute(asked).fetchone() == (True,) for asked in (HAS_CITUS, IS_SHARDED))


def distribute_new(url: str, *, login: str = "guanxi_login") -> bool:
    """Of a database that is distributed. Returns whether there was anything new.

    Every model has to be imported before: it says where its table belongs. Raises ShardingRefused as `distribute`.
    """
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        if not _lags(connection, layout_of(connection), login):
            return False
    distribute(url, login=login)
    return True


def _lags(connection: psycopg.Connection[Any], layout: Layout, login: str) -> bool:
    names = [table.name for table in layout.tables if table.declared is Placement.COMPANY]
    if any(not table.is_sharded for table in layout.tables if table.name in names):
        return True
    return bool(layout.workers) and any(
        (closed_to(connection, login), functions_apart(connection), lacks_passage(connection, names))
    )
