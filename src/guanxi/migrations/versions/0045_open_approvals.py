"""All that is open, the latest first: of a company, and of a process. For whoever looks after its approvals.

Revision ID: 0045
"""

from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

OPEN = "state IN ('pending', 'returned')"


def upgrade() -> None:
    op.execute(
        "CREATE INDEX approval_request_latest ON guanxi.approval_request "
        f"(tenant_id, created_at DESC, id DESC) WHERE {OPEN}"
    )
    op.execute("DROP INDEX guanxi.approval_request_of_process")
    op.execute(
        "CREATE INDEX approval_request_of_process ON guanxi.approval_request "
        f"(tenant_id, process_id, created_at DESC, id DESC) WHERE {OPEN}"
    )


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
