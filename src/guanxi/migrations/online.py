"""What a revision does to a table in use without holding it up."""

from __future__ import annotations

from typing import Any

from alembic import op

IS_HALF_BUILT = """
SELECT 1 FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE c.relnamespace = 'guanxi'::regnamespace AND c.relname = %s AND NOT i.indisvalid
"""


def build_index(name: str, on: str, *, unique: bool = False) -> None:
    """`build_index("deal_stage", "deal (tenant_id, stage)")`, in a revision that does nothing else.

    Nobody waits for it, so it may wait for others as long as it must. What an interrupted attempt left is built anew.
    Partitioned tables cannot have this: build on each partition, then on the table.
    """
    with op.get_context().autocommit_block():
        driver: Any = op.get_bind().connection.driver_connection
        (limit,) = driver.execute("SHOW lock_timeout").fetchone()
        driver.execute("SET lock_timeout = 0")
        if driver.execute(IS_HALF_BUILT, [name]).fetchone():
            driver.execute(f"DROP INDEX CONCURRENTLY guanxi.{name}")
        kind = "UNIQUE INDEX" if unique else "INDEX"
        driver.execute(f"CREATE {kind} CONCURRENTLY IF NOT EXISTS {name} ON guanxi.{on}")
        driver.execute(f"SET lock_timeout = '{limit}'")
