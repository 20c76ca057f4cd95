"""What a revision does to a table in use without holding it up."""

from __future__ import annotations

from typing import Any

from alembic import op

IS_WHOLE = """
SELECT i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE c.relnamespace = 'guanxi'::regnamespace AND c.relname = %s
"""

PARTITIONS = """
SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
WHERE p.relnamespace = 'guanxi'::regnamespace AND p.relname = %s ORDER BY 1
"""


def build_index(name: str, on: str, *, unique: bool = False) -> None:
    """`build_index("deal_stage", "deal (tenant_id, stage)")`, in a revision that does nothing else.

    Nobody waits for it, so it may wait for others as long as it must. What an interrupted attempt left is built anew.
    """
    with op.get_context().autocommit_block():
        _build(op.get_bind().connection.driver_connection, name, on, unique)


def build_partitioned_index(name: str, table: str, columns: str) -> None:
    """`build_partitioned_index("outbox_topic", "outbox", "tenant_id, topic")`, in a revision that does nothing else.

    Built on each partition like any other; the one of the table then takes them over, which is a matter of a moment.
    """
    with op.get_context().autocommit_block():
        driver: Any = op.get_bind().connection.driver_connection
        for (partition,) in driver.execute(PARTITIONS, [table]).fetchall():
            _build(driver, f"{partition}_{name.removeprefix(f'{table}_')}", f"{partition} ({columns})", False)
        driver.execute(f"CREATE INDEX IF NOT EXISTS {name} ON guanxi.{table} ({columns})")


def drop_index(name: str) -> None:
    """What nothing needs any more; waits for whoever uses it."""
    with op.get_context().autocommit_block():
        driver: Any = op.get_bind().connection.driver_connection
        driver.execute(f"DROP INDEX CONCURRENTLY IF EXISTS guanxi.{name}")


def _build(driver: Any, name: str, on: str, unique: bool) -> None:
    built = driver.execute(IS_WHOLE, [name]).fetchone()
    if built == (True,):
        return  # Asked IF NOT EXISTS, Citus would take one that stands for half built from then on.
    (limit,) = driver.execute("SHOW lock_timeout").fetchone()
    driver.execute("SET lock_timeout = 0")
    if built:
        driver.execute(f"DROP INDEX CONCURRENTLY guanxi.{name}")
    kind = "UNIQUE INDEX" if unique else "INDEX"
    driver.execute(f"CREATE {kind} CONCURRENTLY {name} ON guanxi.{on}")
    driver.execute(f"SET lock_timeout = '{limit}'")
