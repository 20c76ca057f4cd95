"""Alembic's entry point. Uses the connection that `guanxi.kernel.db.migrate` opened.

Every revision is a transaction of its own, so that no lock of one outlasts it, and a revision may leave its transaction
(`op.get_context().autocommit_block()`) for what PostgreSQL does only outside one.
"""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=None,
    version_table="alembic_version",
    version_table_schema="guanxi",
    include_schemas=True,
    transaction_per_migration=True,
)

with context.begin_transaction():
    context.run_migrations()
