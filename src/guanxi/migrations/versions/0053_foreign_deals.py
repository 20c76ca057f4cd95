"""The way to the deals in other currencies: without it a new rate would have every deal of a company read.

Revision ID: 0053
"""

from guanxi.migrations.online import build_index

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    build_index("deal_foreign", "deal (tenant_id, id) WHERE foreign_amount IS NOT NULL")


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
