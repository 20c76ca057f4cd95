"""Indexes that are built on tables in use."""

import psycopg
import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations

from guanxi.kernel.db.migrate import _connection
from guanxi.migrations.online import build_index, build_partitioned_index

VALID = "SELECT indisvalid FROM pg_index WHERE indexrelid = 'guanxi.outbox_topic'::regclass"

PARTS = """
SELECT c.relname, x.indisvalid FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
JOIN pg_index x ON x.indexrelid = c.oid WHERE i.inhparent = $1::text::regclass
"""


@pytest.fixture
def build(owner_url):
    """Runs build_index as a revision would."""

    def build(**options):
        with _connection(owner_url) as connection:
            context = MigrationContext.configure(connection, opts={"transaction_per_migration": True})
            with Operations.context(context), context.begin_transaction(_per_migration=True):
                build_index("outbox_topic", "outbox (tenant_id, topic)", **options)

    return build


async def test_does_not_hold_up_writers(build, owner_url, execute_as_owner):
    with psycopg.connect(owner_url, autocommit=True) as writer:
        build()
        writer.execute(
            "INSERT INTO guanxi.outbox (tenant_id, id, topic, created_at) VALUES (1, gen_random_uuid(), 'x', now())"
        )

    assert [row["indisvalid"] for row in await execute_as_owner(VALID)] == [True]
    build()  # What stands is left alone.


async def test_half_built_index_is_built_anew(build, execute_as_owner):
    build()
    await execute_as_owner(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'guanxi.outbox_topic'::regclass"
    )

    build()

    assert [row["indisvalid"] for row in await execute_as_owner(VALID)] == [True]


async def test_index_of_a_partitioned_table(owner_url, execute_as_owner):
    with _connection(owner_url) as connection:
        context = MigrationContext.configure(connection, opts={"transaction_per_migration": True})
        with Operations.context(context), context.begin_transaction(_per_migration=True):
            build_partitioned_index("audit_log_source", "audit_log", "tenant_id, source")
            build_partitioned_index("audit_log_source", "audit_log", "tenant_id, source")

    rows = await execute_as_owner(PARTS, "guanxi.audit_log_source")
    partitions = await execute_as_owner(
        "SELECT count(*) AS n FROM pg_inherits WHERE inhparent = 'guanxi.audit_log'::regclass"
    )
    assert len(rows) == partitions[0]["n"]
    assert all(row["indisvalid"] and row["relname"].endswith("_source") for row in rows)
