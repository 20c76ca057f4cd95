"""What every node has to say of itself: that it answers, which release it is, how it is set, what guards its shards."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import psycopg

from guanxi.kernel.db.sharding.findings import Finding
from guanxi.kernel.db.sharding.layout import Layout

_REACHABLE = """
SELECT DISTINCT to_nodename, to_nodeport FROM citus_check_cluster_node_health() WHERE NOT coalesce(result, false)
"""
_ASKED = """
SELECT n.nodename, n.nodeport, r.success, r.result FROM run_command_on_all_nodes(%s) r JOIN pg_dist_node n USING (nodeid)
ORDER BY n.groupid
"""
# Shards have the names of their tables and a number; on a node that knows the layout the tables themselves are there too.
# The policies on the shards are those that decide. One named `through` is on the coordinator alone, see surroundings.py.
_ITSELF = """
SELECT json_build_object(
  'postgresql', current_setting('server_version'),
  'citus', (SELECT extversion FROM pg_catalog.pg_extension WHERE extname = 'citus'),
  'library', citus_version(),
  'prepared', current_setting('max_prepared_transactions')::int,
  'wal', current_setting('wal_level'),
  'decoders', current_setting('output_plugin_libraries', true),
  'unguarded', (SELECT coalesce(json_agg(base ORDER BY base), '[]') FROM (
    SELECT g.base FROM (
      SELECT regexp_replace(c.relname, '_[0-9]+$', '') AS base, c.relrowsecurity AND c.relforcerowsecurity AS is_forced,
        (SELECT count(*) FROM pg_catalog.pg_policy p WHERE p.polrelid = c.oid AND p.polname <> 'through') AS policies
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace s ON s.oid = c.relnamespace
      WHERE s.nspname = 'guanxi' AND c.relkind IN ('r', 'p')) g
    WHERE g.base = ANY ({tables})
    GROUP BY g.base HAVING NOT bool_and(g.is_forced) OR min(g.policies) <> max(g.policies) OR min(g.policies) = 0) u))
"""


def check_nodes(connection: psycopg.Connection[Any], layout: Layout) -> Iterator[Finding]:
    """Of a database that is distributed."""
    unreachable = {f"{host}:{port}" for host, port in connection.execute(_REACHABLE).fetchall()}
    for address in sorted(unreachable):
        yield Finding(
            f"{address}: cannot be reached by every node.", "See that it runs and lets the nodes in."
        )
    told = _ask(connection, layout)
    here = told.get(next(node.address for node in layout.nodes if node.is_coordinator))
    for node in layout.nodes:
        itself = told.get(node.address)
        if itself is None:
            if node.address not in unreachable:
                yield Finding(f"{node.address}: does not answer as a node with Citus.", "See its log.")
        elif here is not None:
            yield from _of_one(node.address, itself, here, has_workers=bool(layout.workers))


def _ask(connection: psycopg.Connection[Any], layout: Layout) -> dict[str, dict[str, Any]]:
    """By address; without those that do not answer."""
    names = ", ".join(f"'{table.name}'" for table in layout.tables if table.is_sharded)
    asked = _ITSELF.replace("{tables}", f"ARRAY[{names}]::text[]")
    rows = connection.execute(_ASKED, [asked]).fetchall()
    return {f"{host}:{port}": json.loads(result) for host, port, success, result in rows if success}


def _of_one(
    address: str, itself: dict[str, Any], here: dict[str, Any], *, has_workers: bool
) -> Iterator[Finding]:
    for name, text in (("postgresql", "PostgreSQL"), ("citus", "the extension Citus"), ("library", "Citus")):
        if itself[name] != here[name]:
            yield Finding(
                f"{address}: {text} is {itself[name]}, on the coordinator {here[name]}.",
                "Bring both to the same release, then run there: ALTER EXTENSION citus UPDATE",
            )
    for table in itself["unguarded"]:
        yield Finding(
            f"{address}: not every shard of {table} has the policies of the others, or binds its owner by them.",
            "Run: guanxi migrate. If it stays so, keep people out and compare pg_policies of the shards.",
        )
    if not has_workers:
        return
    if itself["prepared"] == 0:
        yield Finding(
            f"{address}: max_prepared_transactions is 0.", "Set it to max_connections, and restart the node."
        )
    decoders = itself["decoders"]  # None where PostgreSQL does not ask who may decode
    if decoders is not None and "citus" not in (name.strip() for name in decoders.split(",")):
        yield Finding(
            f"{address}: output_plugin_libraries does not name citus, so `guanxi cluster isolate` needs "
            "--transfer block_writes.",
            "Add citus to it, and reload the node.",
        )
    if itself["wal"] != "logical":
        yield Finding(
            f"{address}: wal_level is {itself['wal']}, so companies can be moved only while they wait.",
            "Set it to logical, and restart the node.",
        )
