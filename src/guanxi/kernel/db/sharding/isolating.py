"""Giving one company a shard of its own, and moving that to another node."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import Any, Literal

import psycopg
from psycopg.rows import dict_row

from guanxi.kernel.db.sharding.errors import ShardingRefused
from guanxi.kernel.db.sharding.layout import ROOT, layout_of

# How a shard is moved: `auto` lets writers go on by logical replication; `block_writes` needs no replication slots.
Transfer = Literal["auto", "force_logical", "block_writes"]

_ROOT = f"guanxi.{ROOT}"
# The hash of a company alone in its shard is both ends of the shard's range.
_HOME = """
SELECT s.shardid AS shard, n.nodename AS host, n.nodeport AS port, s.shardminvalue = s.shardmaxvalue AS is_alone
FROM pg_dist_shard s JOIN pg_dist_placement p ON p.shardid = s.shardid
JOIN pg_dist_node n ON n.groupid = p.groupid AND n.noderole = 'primary'
WHERE s.shardid = get_shard_id_for_distribution_column(%s, %s)
"""
# Divided within its node, a shard is copied while its companies' writers wait. Were they to go on, Citus would replicate into
# tables that get their keys after the copy only, and fail at the first change of a row, again and again.
_SPLIT = (
    "SELECT isolate_tenant_to_new_shard(%s, %s::bigint, 'CASCADE', shard_transfer_mode => 'block_writes')"
)
_MOVE = "SELECT citus_move_shard_placement(%s, %s, %s, %s, %s, shard_transfer_mode => %s)"


@dataclass(frozen=True, slots=True)
class Home:
    """Where a company lies."""

    shard: int  # of the table of companies; those of the other tables lie beside it
    host: str
    port: int
    is_alone: bool

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"


def isolate(url: str, tenant_id: int, *, node: str | None = None, transfer: Transfer = "auto") -> Home:
    """Idempotent: a company that has its own shard keeps it, one that is on the node already stays.

    `node` is HOST:PORT. `transfer` is how it gets there. Writers of the companies that shared its shard wait while that is
    divided, however it is moved then. Raises ShardingRefused.
    """
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        layout = layout_of(connection)
        if not layout.is_distributed:
            raise ShardingRefused("The database is not distributed yet. Run: guanxi cluster distribute")
        target = next((each for each in layout.nodes if each.address == node), None)
        if node is not None and (target is None or not target.takes_shards):
            known = ", ".join(each.address for each in layout.nodes if each.takes_shards)
            raise ShardingRefused(f"{node} takes no shards. These do: {known}.")
        home = home_of(connection, tenant_id)
        try:
            if not home.is_alone:
                connection.execute(_SPLIT, [_ROOT, tenant_id])
                home = home_of(connection, tenant_id)
            if target is not None and target.address != home.address:
                connection.execute(
                    _MOVE, [home.shard, home.host, home.port, target.host, target.port, transfer]
                )
                home = home_of(connection, tenant_id)
        except psycopg.DatabaseError as error:
            hint = error.diag.message_hint or ""
            raise ShardingRefused(f"Citus refused: {error.diag.message_primary}. {hint}".rstrip()) from error
        return home


def home_of(connection: psycopg.Connection[Any], tenant_id: int) -> Home:
    with connection.cursor(row_factory=dict_row) as cursor:
        row = cursor.execute(_HOME, [_ROOT, tenant_id]).fetchone()
    if row is None:
        raise ShardingRefused("The company has no shard. Run: guanxi cluster check")
    return Home(**row)
