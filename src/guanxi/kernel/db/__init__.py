"""PostgreSQL: the pool, transactions under a role, tables, migration. Knows tenants only as a preamble to send."""

from guanxi.kernel.db.database import Database
from guanxi.kernel.db.statements import Prepared, each_of, prepare
from guanxi.kernel.db.tables import metadata, record_table, tenant_table
from guanxi.kernel.db.transaction import Transaction

__all__ = [
    "Database",
    "Prepared",
    "Transaction",
    "each_of",
    "metadata",
    "prepare",
    "record_table",
    "tenant_table",
]
