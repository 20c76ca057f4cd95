"""PostgreSQL: the pool, transactions under a role, tables, migration. Knows tenants only as a preamble to send."""

from guanxi.kernel.db.database import Database
from guanxi.kernel.db.placements import Placement, place, placements
from guanxi.kernel.db.statements import Prepared, each_of, prepare
from guanxi.kernel.db.tables import local_table, metadata, record_table, tenant_table
from guanxi.kernel.db.transaction import Transaction

__all__ = [
    "Database", "Placement", "Prepared", "Transaction", "each_of", "local_table", "metadata", "place", "placements",
    "prepare", "record_table", "tenant_table",
]  # fmt: skip
