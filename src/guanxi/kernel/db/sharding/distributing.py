"""Turning a database into the sharded layout, one table a transaction: what was interrupted goes on where it stood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from graphlib import TopologicalSorter
from typing import Any

import psycopg
from psycopg import sql

from guanxi.kernel.db.migrate import only_starter
from guanxi.kernel.db.placements import Placement
from guanxi.kernel.db.sharding.errors import ShardingRefused
from guanxi.kernel.db.sharding.layout import ROOT, Layout, layout_of
from guanxi.kernel.db.sharding.surroundings import let_through, prepare_surroundings, share_functions

# A company is a whole shard's at least. Each shard is a table, with indexes, for each of ours and each of its partitions:
# 32 of them are some 1,200 tables and let the data spread over 32 nodes; see docs/decisions/0063.
DEFAULT_SHARDS = 32

_REFERENCES = """
SELECT child.relname, parent.relname FROM pg_constraint r
JOIN pg_class child ON child.oid = r.conrelid JOIN pg_class parent ON parent.oid = r.confrelid
WHERE r.contype = 'f' AND child.relnamespace = 'guanxi'::regnamespace AND r.conparentid = 0
"""
_SEES_ALL = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
# The rows that a table had before it was distributed stay behind it, hidden, until they are removed.
_LEFT_BEHIND = """
SELECT coalesce(sum(pg_relation_size(t.relid)), 0) > 0 FROM pg_partition_tree(%s::regclass) t WHERE t.isleaf
"""

Said = Callable[[str, int, int], None]


def distribute(
    url: str,
    *,
    login: str = "guanxi_login",
    shards: int = DEFAULT_SHARDS,
    coordinator: str | None = None,
    said: Said | None = None,
) -> Layout:
    """Idempotent. Each table is locked while it is copied; nothing of it is lost when that is interrupted.

    `login` is the account that Guanxi signs in with. `shards` counts for the first time only. `coordinator` is HOST:PORT under which the other nodes reach this server.
    `said(table, done, all)` follows the work. Raises ShardingRefused.
    """
    with only_starter(url), closing(psycopg.connect(url, autocommit=True)) as connection:
        layout = layout_of(connection)
        _require_placements(layout)
        _require_owner(connection)
        prepare_surroundings(connection, layout, coordinator, login)
        todo = [name for name in _in_order(connection, layout) if not _is_sharded(layout, name)]
        for done, name in enumerate(todo):
            if said is not None:
                said(name, done, len(todo))
            _distribute_table(connection, name, shards)
        _forget_local_rows(connection, _of_companies(layout))
        if layout.workers:
            share_functions(connection)
            let_through(connection, _of_companies(layout), login)
        return layout_of(connection)


def _require_placements(layout: Layout) -> None:
    unknown = [table.name for table in layout.tables if table.declared is None]
    if unknown:
        raise ShardingRefused(
            f"Nothing says where these tables are to lie: {', '.join(unknown)}. They are of another release, or no tables "
            "of Guanxi. Use the release that made them, or drop them."
        )
    astray = [table.name for table in layout.tables if table.is_elsewhere]
    if astray:
        raise ShardingRefused(
            f"These tables are distributed already, but not beside the other tables of a company: {', '.join(astray)}. "
            "Run undistribute_table on each, then try again."
        )


def _require_owner(connection: psycopg.Connection[Any]) -> None:
    """Row-level security is forced: to anybody else the tables would look empty and nothing would be copied."""
    row = connection.execute(_SEES_ALL).fetchone()
    if not (row and row[0]):
        raise ShardingRefused(
            "To distribute, sign in as a superuser or a role with BYPASSRLS: set GUANXI_ADMIN_DATABASE_URL."
        )


def _of_companies(layout: Layout) -> list[str]:
    return [table.name for table in layout.tables if table.declared is Placement.COMPANY]


def _is_sharded(layout: Layout, name: str) -> bool:
    return any(table.name == name and table.is_sharded for table in layout.tables)


def _in_order(connection: psycopg.Connection[Any], layout: Layout) -> Iterator[str]:
    """The root first; what a table refers to before the table."""
    names = _of_companies(layout)
    graph: dict[str, set[str]] = {name: set() if name == ROOT else {ROOT} for name in names}
    for child, parent in connection.execute(_REFERENCES).fetchall():
        if child in graph and parent in graph and child != parent:
            graph[child].add(parent)
    return iter(list(TopologicalSorter(graph).static_order()))


def _distribute_table(connection: psycopg.Connection[Any], name: str, shards: int) -> None:
    table = sql.Identifier("guanxi", name)
    relation = f'guanxi."{name}"'
    with connection.transaction():
        # Keeps writers out until the rows are counted again, and is what Citus takes anyway.
        connection.execute(sql.SQL("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE").format(table))
        before = _count(connection, table)
        if name == ROOT:
            connection.execute(
                "SELECT create_distributed_table(%s, 'tenant_id', shard_count => %s, colocate_with => 'none')",
                [relation, shards],
            )
        else:
            connection.execute(
                "SELECT create_distributed_table(%s, 'tenant_id', colocate_with => %s)",
                [relation, f"guanxi.{ROOT}"],
            )
        after = _count(connection, table)
        if before != after:
            raise ShardingRefused(f"{name}: {before} rows became {after}. Nothing was changed in this table.")


def _count(connection: psycopg.Connection[Any], table: sql.Identifier) -> int:
    row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(table)).fetchone()
    return int(row[0]) if row else 0


def _forget_local_rows(connection: psycopg.Connection[Any], names: Sequence[str]) -> None:
    for name in names:
        relation = f'guanxi."{name}"'
        row = connection.execute(_LEFT_BEHIND, [relation]).fetchone()
        if row and row[0]:
            connection.execute(
                "SELECT truncate_local_data_after_distributing_table(%s::regclass)", [relation]
            )
