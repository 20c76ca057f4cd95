"""Let the history of a change-set be walked by record: what taking it back goes by, however large it is.

Revision ID: 0011
"""

from guanxi.migrations.online import build_partitioned_index

revision = "0011"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    build_partitioned_index("audit_log_change_set_record", "audit_log", "tenant_id, change_set_id, record_id")


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
