"""Cancelled runs of workflows are found among very many others.

Revision ID: 0043
"""

from guanxi.migrations.online import build_index

revision = "0043"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    build_index(
        "workflow_run_cancelled", "workflow_run (tenant_id, workflow_id, id) WHERE state = 'cancelled'"
    )


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
