"""What lies where, read from the catalogues of PostgreSQL and Citus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import dict_row

from guanxi.kernel.db.placements import Placement, placements
from guanxi.kernel.db.sharding.errors import ShardingRefused

ROOT = "tenant"  # the table that all others of a company lie beside

_EXTENSION = """
SELECT (SELECT extversion FROM pg_extension WHERE extname = 'citus') AS made,
  EXISTS (SELECT FROM pg_available_extensions WHERE name = 'citus') AS offered
"""
# A shard that was split or moved away is removed a little later; until then it would look like a table of its own.
_TABLES = """
SELECT c.relname AS name, p.partmethod AS method, p.colocationid AS colocation, c.relforcerowsecurity AS is_forced,
  EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped) AS of_company
FROM pg_class c LEFT JOIN pg_dist_partition p ON p.logicalrelid = c.oid
WHERE c.relnamespace = 'guanxi'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND c.oid <> ALL (ARRAY(SELECT to_regclass(d.object_name) FROM pg_dist_cleanup d WHERE to_regclass(d.object_name) IS NOT NULL))
ORDER BY c.relname
"""
_NODES = """
SELECT n.nodename AS host, n.nodeport AS port, n.groupid = 0 AS is_coordinator, n.isactive AS is_active,
  n.shouldhaveshards AS takes_shards, n.metadatasynced AS is_synced,
  (SELECT count(*) FROM pg_dist_placement q JOIN pg_dist_shard s USING (shardid)
   WHERE q.groupid = n.groupid AND s.logicalrelid = to_regclass('guanxi.tenant')) AS shards
FROM pg_dist_node n WHERE n.noderole = 'primary' ORDER BY n.groupid
"""
_SHARDS = "SELECT count(*) AS shards FROM pg_dist_shard WHERE logicalrelid = to_regclass('guanxi.tenant')"


@dataclass(frozen=True, slots=True)
class PlacedTable:
    name: str
    declared: Placement | None
    is_sharded: bool
    is_elsewhere: bool  # sharded or copied, but not beside the company's other tables
    is_forced: bool  # row-level security binds its owner too
    of_company: bool

    @property
    def is_in_place(self) -> bool:
        if self.declared is Placement.COMPANY:
            return self.is_sharded and not self.is_elsewhere
        return self.declared is Placement.LOCAL and not self.is_sharded and not self.is_elsewhere


@dataclass(frozen=True, slots=True)
class Node:
    host: str
    port: int
    is_coordinator: bool
    is_active: bool
    takes_shards: bool
    is_synced: bool
    shards: int

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Layout:
    citus: str  # its version
    nodes: tuple[Node, ...]
    tables: tuple[PlacedTable, ...]
    shards: int  # of each table of a company; 0 before anything is distributed

    @property
    def is_distributed(self) -> bool:
        return self.shards > 0

    @property
    def workers(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes if not node.is_coordinator)


def read_layout(url: str) -> Layout:
    """Raises ShardingRefused where there is no Citus."""
    with psycopg.connect(url, autocommit=True) as connection:
        return layout_of(connection)


def layout_of(connection: psycopg.Connection[Any]) -> Layout:
    with connection.cursor(row_factory=dict_row) as cursor:
        extension = cursor.execute(_EXTENSION).fetchone() or {}
        if extension["made"] is None:
            raise ShardingRefused(_how_to_have_it(bool(extension["offered"])))
        cursor.execute("SET citus.override_table_visibility = on")  # tables without their shards
        tables = cursor.execute(_TABLES).fetchall()
        nodes = cursor.execute(_NODES).fetchall()
        shards = (cursor.execute(_SHARDS).fetchone() or {})["shards"]
    root = next((row["colocation"] for row in tables if row["name"] == ROOT), None)
    return Layout(
        extension["made"],
        tuple(Node(**row) for row in nodes),
        tuple(_table(row, root) for row in tables),
        shards,
    )


def _table(row: Mapping[str, Any], root: int | None) -> PlacedTable:
    is_sharded = row["method"] == "h"
    return PlacedTable(
        row["name"],
        placements().get(row["name"]),
        is_sharded,
        is_elsewhere=row["method"] is not None and not (is_sharded and row["colocation"] == root),
        is_forced=row["is_forced"],
        of_company=row["of_company"],
    )


def _how_to_have_it(is_offered: bool) -> str:
    if is_offered:
        return "The database has no Citus extension. As a superuser of it, run: CREATE EXTENSION citus"
    return (
        "This PostgreSQL has no Citus extension. Install Citus beside it, name citus first in shared_preload_libraries, "
        "and run in the database: CREATE EXTENSION citus"
    )
