"""Positions, teams and sharing rules get names by which packages know them.

Revision ID: 0050
"""

from __future__ import annotations

from alembic import op

revision = "0050"
down_revision = "0048"
branch_labels = None
depends_on = None

NAMED = ("org_role", "team", "sharing_rule")


def upgrade() -> None:
    for table in NAMED:
        op.execute(f"ALTER TABLE guanxi.{table} ADD COLUMN api_name text")


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
