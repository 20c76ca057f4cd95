"""What an activity is about besides accounts, contacts, leads and deals: a record of any object.

Revision ID: 0046
"""

from __future__ import annotations

from alembic import op

revision = "0046"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE guanxi.activity ADD COLUMN related_to_object text, ADD COLUMN related_to_id uuid")


def downgrade() -> None:
    op.execute("ALTER TABLE guanxi.activity DROP COLUMN related_to_object, DROP COLUMN related_to_id")
