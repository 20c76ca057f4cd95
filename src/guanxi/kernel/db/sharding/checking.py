"""Whether a sharded database is as it has to be, each finding with how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg

from guanxi.kernel.db.placements import Placement
from guanxi.kernel.db.sharding.checking_nodes import check_nodes
from guanxi.kernel.db.sharding.findings import DISTRIBUTE, Finding
from guanxi.kernel.db.sharding.layout import Layout, layout_of
from guanxi.kernel.db.sharding.surroundings import (
    ROLES_THAT_NODES_USE,
    SETTINGS,
    closed_to,
    functions_apart,
    lacks_passage,
    sees_shards,
)

_PLACEMENTS = """
SELECT s.logicalrelid::text AS name, count(*) FROM pg_dist_shard s
LEFT JOIN pg_dist_placement p ON p.shardid = s.shardid AND p.shardstate = 1
WHERE p.shardid IS NULL GROUP BY 1 ORDER BY 1
"""
# Shards of the same range belong to the same companies.
_APART = """
SELECT s.logicalrelid::text AS name, count(*) FROM pg_dist_shard s JOIN pg_dist_placement p USING (shardid)
JOIN pg_dist_shard r ON r.logicalrelid = to_regclass('guanxi.tenant') AND r.shardminvalue = s.shardminvalue
JOIN pg_dist_placement q ON q.shardid = r.shardid
WHERE p.groupid <> q.groupid GROUP BY 1 ORDER BY 1
"""
_COUNTED = (
    "SELECT logicalrelid::text, count(*) FROM pg_dist_shard GROUP BY 1 HAVING count(*) <> %s ORDER BY 1"
)
_ROLES = "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND NOT rolcanlogin ORDER BY 1"
REDISTRIBUTE = "Run undistribute_table('{}'), then: guanxi cluster distribute"
_TRIGGERS = """
SELECT DISTINCT t.tgrelid::regclass::text FROM pg_trigger t JOIN pg_dist_partition p ON p.logicalrelid = t.tgrelid
WHERE NOT t.tgisinternal
"""


def check_layout(url: str, *, login: str = "guanxi_login") -> list[Finding]:
    """Empty when all is well. `login` is the account that Guanxi signs in with.

    Raises ShardingRefused where there is no Citus.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        layout = layout_of(connection)
        findings = [*_tables(layout), *_surroundings(connection)]
        if layout.is_distributed:
            findings += [*_login(connection, login), *_nodes(connection, layout, login)]
            findings += [*check_nodes(connection, layout), *_shards(connection, layout)]
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


def _login(connection: psycopg.Connection[Any], login: str) -> Iterator[Finding]:
    if not sees_shards(connection, login):
        yield Finding(
            f"Shards are hidden from {login} in catalogues, so that each of its connections begins slowly.",
            DISTRIBUTE,
        )


def _nodes(connection: psycopg.Connection[Any], layout: Layout, login: str) -> Iterator[Finding]:
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
        for name in closed_to(connection, login):
            yield Finding(f"{name}: {login} may not use it on the coordinator.", DISTRIBUTE)
        for name in functions_apart(connection):
            yield Finding(f"{name}: the nodes do not know this function.", DISTRIBUTE)
        for name in lacks_passage(connection, [table.name for table in layout.tables if table.is_sharded]):
            yield Finding(
                f"{name}: the application cannot reach its shards through the coordinator.", DISTRIBUTE
            )


def _shards(connection: psycopg.Connection[Any], layout: Layout) -> Iterator[Finding]:
    for name, number in connection.execute(_COUNTED, [layout.shards]).fetchall():
        yield Finding(
            f"{name}: has {number} shards, companies have {layout.shards}.", REDISTRIBUTE.format(name)
        )
    for name, number in connection.execute(_APART).fetchall():
        yield Finding(
            f"{name}: {number} of its shards lie on another node than their companies.",
            REDISTRIBUTE.format(name),
        )
    for name, number in connection.execute(_PLACEMENTS).fetchall():
        yield Finding(f"{name}: {number} of its shards have no place.", "Restore the node that held them.")
    for (name,) in connection.execute(_TRIGGERS).fetchall():
        yield Finding(f"{name}: has a trigger, which Citus refuses.", "Drop it.")
