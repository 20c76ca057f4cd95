"""A database with the Citus extension, laid out by company: made, looked at, checked; companies moved in it.

Knows tables by their declared placement only. Everything here runs as the owner of the database, on the coordinator.
"""

from guanxi.kernel.db.sharding.checking import check_layout
from guanxi.kernel.db.sharding.distributing import DEFAULT_SHARDS, distribute
from guanxi.kernel.db.sharding.errors import ShardingRefused
from guanxi.kernel.db.sharding.findings import Finding
from guanxi.kernel.db.sharding.following import distribute_new, is_distributed
from guanxi.kernel.db.sharding.isolating import Home, isolate
from guanxi.kernel.db.sharding.layout import Layout, Node, PlacedTable, read_layout

__all__ = [
    "DEFAULT_SHARDS", "Finding", "Home", "Layout", "Node", "PlacedTable", "ShardingRefused", "check_layout",
    "distribute", "distribute_new", "is_distributed", "isolate", "read_layout",
]  # fmt: skip
