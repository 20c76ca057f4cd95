"""Since when a deal has been in its stage, and when that is too long.

Revision ID: 0027
"""

from __future__ import annotations

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "ALTER TABLE guanxi.deal ADD COLUMN stage_entered_at timestamptz, ADD COLUMN stage_due_at timestamptz"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE guanxi.deal DROP COLUMN stage_entered_at, DROP COLUMN stage_due_at")
