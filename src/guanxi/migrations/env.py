"""Alembic's entry point. Uses the connection that `guanxi.kernel.db.migrate` opened, locked and will commit.

Every revision runs in one transaction with the ones before it, so that a failed upgrade changes nothing.
"""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=None,
    version_table="alembic_version",
    version_table_schema="guanxi",
    include_schemas=True,
    transaction_per_migration=False,
)

with context.begin_transaction():
    context.run_migrations()
