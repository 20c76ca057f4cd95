"""How far automatic numbers have come.

Revision ID: 0021
"""

from __future__ import annotations

from alembic import op

from guanxi.migrations.revision_0001 import rights

revision = "0021"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
CREATE TABLE guanxi.number_counter (
  tenant_id bigint NOT NULL, object_id integer NOT NULL, field_id integer NOT NULL, period text COLLATE "C" NOT NULL,
  next bigint NOT NULL,
  PRIMARY KEY (tenant_id, object_id, field_id, period))
""")
    for statement in rights.of_plain_table("number_counter"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TABLE guanxi.number_counter")
