"""Files that fields of records hold.

Revision ID: 0036
"""

from __future__ import annotations

from alembic import op

from guanxi.migrations.revision_0001 import rights

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
CREATE TABLE guanxi.field_file (
  tenant_id bigint NOT NULL, id uuid NOT NULL, object text NOT NULL, field text NOT NULL, record_id uuid,
  name text NOT NULL, size bigint NOT NULL, content_type text NOT NULL, sha256 bytea NOT NULL, storage_key text NOT NULL,
  thumbnail_key text, width integer, height integer,
  created_at timestamptz NOT NULL, created_by uuid NOT NULL, dropped_at timestamptz,
  PRIMARY KEY (tenant_id, id))
""")
    op.execute("CREATE INDEX field_file_dropped ON guanxi.field_file (tenant_id, dropped_at)")
    for statement in rights.of_plain_table("field_file"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TABLE guanxi.field_file")
