"""All that is open, the latest first: of a company, and of a process. For whoever looks after its approvals.

Revision ID: 0045
"""

from guanxi.migrations.online import build_index, drop_index

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

OPEN = "state IN ('pending', 'returned')"


def upgrade() -> None:
    build_index(
        "approval_request_latest",
        f"approval_request (tenant_id, created_at DESC, id DESC) WHERE {OPEN}",
    )
    build_index(
        "approval_request_latest_of_process",
        f"approval_request (tenant_id, process_id, created_at DESC, id DESC) WHERE {OPEN}",
    )
    drop_index("approval_request_of_process")


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
