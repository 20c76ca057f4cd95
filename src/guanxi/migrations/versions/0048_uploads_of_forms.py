"""What strangers upload with forms until it is accepted, and how often forms are sent, for all processes together.

Revision ID: 0048
"""

from __future__ import annotations

from alembic import op

from guanxi.migrations.revision_0001 import rights

revision = "0048"
down_revision = "0043"
branch_labels = None
depends_on = None

TABLES = {
    "form_upload": """
  id uuid NOT NULL, form_id uuid NOT NULL, field text NOT NULL, ticket uuid NOT NULL, submission_id uuid, name text NOT NULL,
  size bigint NOT NULL, content_type text NOT NULL, sha256 bytea NOT NULL, storage_key text NOT NULL, thumbnail_key text,
  width integer, height integer, created_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, id)""",
    "form_rate": """
  form_id uuid NOT NULL, counted bytea NOT NULL, window_start timestamptz NOT NULL, count integer NOT NULL,
  PRIMARY KEY (tenant_id, form_id, counted)""",
}
INDEXES = (
    "INDEX form_upload_of ON guanxi.form_upload (tenant_id, form_id, ticket)",
    "INDEX form_upload_past ON guanxi.form_upload (tenant_id, created_at) WHERE submission_id IS NULL",
    "INDEX form_upload_held ON guanxi.form_upload (tenant_id, submission_id) WHERE submission_id IS NOT NULL",
    "INDEX form_rate_past ON guanxi.form_rate (tenant_id, window_start)",
)


def upgrade() -> None:
    for table, columns in TABLES.items():
        op.execute(f"CREATE TABLE guanxi.{table} (tenant_id bigint NOT NULL, {columns})")
        for statement in rights.of_plain_table(table):
            op.execute(statement)
    for index in INDEXES:
        op.execute(f"CREATE {index}")


def downgrade() -> None:
    for table in TABLES:
        op.execute(f"DROP TABLE guanxi.{table}")
