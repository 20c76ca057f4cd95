"""Exchange rates of companies, and amounts of deals in other currencies.

Indexes on amounts in currencies of their own held the bare number; they hold what it is worth from now on and are given up, so
that whoever wants one has it built.

Revision ID: 0052
"""

from __future__ import annotations

from alembic import op

from guanxi.migrations.revision_0001 import rights

revision = "0052"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
CREATE TABLE guanxi.exchange_rate (
  tenant_id bigint NOT NULL, currency text COLLATE "C" NOT NULL, valid_from date NOT NULL, rate numeric(30, 15) NOT NULL,
  changed_at timestamptz NOT NULL, changed_by uuid,
  PRIMARY KEY (tenant_id, currency, valid_from))
""")
    for statement in rights.of_plain_table("exchange_rate"):
        op.execute(statement)
    op.execute("ALTER TABLE guanxi.deal ADD COLUMN foreign_amount jsonb")
    op.execute(
        "UPDATE guanxi.field_def SET slot = NULL, slot_state = 'none' WHERE type = 'currency_amount' AND slot IS NOT NULL"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE guanxi.deal DROP COLUMN foreign_amount")
    op.execute("DROP TABLE guanxi.exchange_rate")
