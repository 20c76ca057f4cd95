"""The PostgreSQL that Guanxi runs itself when no other is given.

Owns one data directory: creates it, starts and stops its server, mends what a crash left behind. Knows no table.
"""

from guanxi.kernel.db.cluster.errors import ClusterInUse, ClusterNotStarted
from guanxi.kernel.db.cluster.server import Cluster

__all__ = ["Cluster", "ClusterInUse", "ClusterNotStarted"]
