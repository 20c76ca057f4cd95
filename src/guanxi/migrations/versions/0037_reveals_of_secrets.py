"""The trail of reveals of encrypted values.

Revision ID: 0037
"""

from __future__ import annotations

from alembic import op

from guanxi.migrations.revision_0001 import rights

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
CREATE TABLE guanxi.secret_reveal (
  tenant_id bigint NOT NULL, id uuid NOT NULL, at timestamptz NOT NULL, object text NOT NULL, field text NOT NULL,
  record_id uuid NOT NULL, actor_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, id))
""")
    op.execute("CREATE INDEX secret_reveal_record ON guanxi.secret_reveal (tenant_id, record_id, id)")
    for statement in rights.of_plain_table("secret_reveal"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TABLE guanxi.secret_reveal")
