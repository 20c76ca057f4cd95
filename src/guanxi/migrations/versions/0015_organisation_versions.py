"""Roles and teams have versions, for `If-Match`.

Revision ID: 0015
Revises: 0006
"""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A constant default rewrites no row; what the release before writes does not move the version, as it reads none."""
    op.execute("ALTER TABLE guanxi.org_role ADD COLUMN version integer NOT NULL DEFAULT 1")
    op.execute("ALTER TABLE guanxi.team ADD COLUMN version integer NOT NULL DEFAULT 1")


def downgrade() -> None:
    op.execute("ALTER TABLE guanxi.team DROP COLUMN version")
    op.execute("ALTER TABLE guanxi.org_role DROP COLUMN version")
