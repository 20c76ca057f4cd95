"""Shared views and permission sets get names by which packages know them.

Revision ID: 0038
"""

from __future__ import annotations

from alembic import op

revision = "0038"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE guanxi.saved_view ADD COLUMN api_name text")
    op.execute("ALTER TABLE guanxi.permission_set ADD COLUMN api_name text")


def downgrade() -> None:
    op.execute("ALTER TABLE guanxi.permission_set DROP COLUMN api_name")
    op.execute("ALTER TABLE guanxi.saved_view DROP COLUMN api_name")
