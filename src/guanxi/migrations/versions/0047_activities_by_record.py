"""An index of the activities of a record of any object, in their usual order, as those of the other lookups.

Revision ID: 0047
"""

from guanxi.migrations.online import build_index

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    build_index(
        "activity_related_to",
        "activity (tenant_id, related_to_id, updated_at, id) WHERE related_to_id IS NOT NULL",
    )


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
