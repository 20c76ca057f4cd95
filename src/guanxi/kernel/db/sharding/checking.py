"""Whether a sharded database is as it has to be, each finding with how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg

from guanxi.kernel.db.placements import Placement
from guanxi.kernel.db.sharding.layout import Layout, layout_of
from guanxi.kernel.db.sharding.surroundings import ROLES_THAT_NODES_USE, SETTINGS, lacks_passage

DISTRIBUTE = "Run: guanxi cluster distribute"

_REACHABLE = (
    "SELECT to_nodename, to_nodeport FROM citus_check_cluster_node_health() WHERE NOT coalesce(result, false)"
)
_PLACEMENTS = """
SELECT s.logicalrelid::text AS name, count(*) FROM pg_dist_shard s
LEFT JOIN pg_dist_placement p ON p.shardid = s.shardid AND p.shardstate = 1
WHERE p.shardid IS NULL GROUP BY 1 ORDER BY 1
"""
_ROLES = "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND NOT rolcanlogin ORDER BY 1"
_TRIGGERS = """
SELECT DISTINCT t.tgrelid::regclass::text FROM pg_trigger t JOIN pg_dist_partition p ON p.logicalrelid = t.tgrelid
WHERE NOT t.tgisinternal
"""
_PREPARED = "SELECT current_setting('max_prepared_transactions')::int"


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    remedy: str


def check_layout(url: str) -> list[Finding]:
    """Empty when all is well. Raises ShardingRefused where there is no Citus."""
    with psycopg.connect(url, autocommit=True) as connection:
        layout = layout_of(connection)
        findings = [*_tables(layout), *_surroundings(connection)]
        if layout.is_distributed:
            findings += [*_nodes(connection, layout), *_shards(connection)]
        return findings


def _tables(layout: Layout) -> Iterator[Finding]:
    for table in layout.tables:
        if table.declared is None:
            yield Finding(f"{table.name}: nothing says where it is to lie.", "Use the release that made it.")
        elif table.is_elsewhere:
            yield Finding(
                f"{table.name}: distributed, but not beside the company's other tables.",
                f"Run undistribute_table('guanxi.{table.name}'), then: guanxi cluster distribute",
            )
        elif not table.is_in_place and table.declared is Placement.COMPANY:
            yield Finding(f"{table.name}: not distributed.", DISTRIBUTE)
        elif not table.is_in_place:
            yield Finding(
                f"{table.name}: distributed, though it belongs to no company.",
                f"Run undistribute_table('guanxi.{table.name}')",
            )
        if table.declared is Placement.COMPANY and not table.is_forced:
            yield Finding(
                f"{table.name}: its owner is not bound by row-level security.", "Run: guanxi migrate"
            )


def _surroundings(connection: psycopg.Connection[Any]) -> Iterator[Finding]:
    for name, value in SETTINGS.items():
        row = connection.execute("SELECT current_setting(%s, true)", [name]).fetchone()
        if row is None or row[0] != value:
            yield Finding(f"{name} is not {value!r} in this database.", DISTRIBUTE)
    for (role,) in connection.execute(_ROLES, [list(ROLES_THAT_NODES_USE)]).fetchall():
        yield Finding(f"{role} may not sign in, as nodes do.", DISTRIBUTE)


def _nodes(connection: psycopg.Connection[Any], layout: Layout) -> Iterator[Finding]:
    for node in layout.nodes:
        if not node.is_active:
            yield Finding(
                f"{node.address}: not active.", f"Run citus_activate_node('{node.host}', {node.port})"
            )
        elif not node.is_synced:
            yield Finding(
                f"{node.address}: does not know the layout.", "Run start_metadata_sync_to_all_nodes()"
            )
        if node.is_coordinator and node.shards and layout.workers:
            yield Finding(
                f"{node.address}: the coordinator holds shards beside workers.",
                "Run citus_set_node_property(host, port, 'shouldhaveshards', false), then citus_rebalance_start(drain_only => true)",
            )
    if layout.workers:
        for name in lacks_passage(connection, [table.name for table in layout.tables if table.is_sharded]):
            yield Finding(
                f"{name}: the application cannot reach its shards through the coordinator.", DISTRIBUTE
            )
    for host, port in connection.execute(_REACHABLE).fetchall():
        yield Finding(
            f"{host}:{port}: cannot be reached by every node.", "See that it runs and lets the nodes in."
        )
    prepared = connection.execute(_PREPARED).fetchone()
    if layout.workers and prepared and prepared[0] == 0:
        yield Finding(
            "max_prepared_transactions is 0.", "Set it to max_connections on every node, and restart them."
        )


def _shards(connection: psycopg.Connection[Any]) -> Iterator[Finding]:
    for name, number in connection.execute(_PLACEMENTS).fetchall():
        yield Finding(f"{name}: {number} of its shards have no place.", "Restore the node that held them.")
    for (name,) in connection.execute(_TRIGGERS).fetchall():
        yield Finding(f"{name}: has a trigger, which Citus refuses.", "Drop it.")
