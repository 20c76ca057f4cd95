"""Indexes: the history of a change-set by record, which taking it back goes by, and the jobs that somebody started.

Revision ID: 0011
"""

from guanxi.migrations.online import build_index, build_partitioned_index

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None
accepts = {
    "require-concurrent-index-creation": "Each partition's is built concurrently first; the table's takes them over.",
}


def upgrade() -> None:
    build_partitioned_index("audit_log_change_set_record", "audit_log", "tenant_id, change_set_id, record_id")
    build_index("job_of_person", "job (tenant_id, created_by, id)")


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
