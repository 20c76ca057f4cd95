"""Drop the index by change-set that 0011 replaced, and say which attempt at a job last got further.

Revision ID: 0012
"""

from typing import Any

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None
accepts = {
    "require-concurrent-index-deletion": "An index of a partitioned table cannot be dropped concurrently.",
}


def upgrade() -> None:
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute("ALTER TABLE guanxi.job ADD COLUMN progressed_attempt integer NOT NULL DEFAULT 0")
    driver.execute("DROP INDEX guanxi.audit_log_change_set")


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
