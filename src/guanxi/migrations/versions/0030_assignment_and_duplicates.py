"""Whose turn it is and why a record went to somebody; by what records are found to be the same.

Revision ID: 0030
"""

from __future__ import annotations

from alembic import op

from guanxi.migrations.revision_0001 import rights

revision = "0030"
down_revision = "0027"
branch_labels = None
depends_on = None

TABLES = ("assignment_turn", "assignment_log", "duplicate_key")


def upgrade() -> None:
    op.execute("""
CREATE TABLE guanxi.assignment_turn (
  tenant_id bigint NOT NULL, rule text COLLATE "C" NOT NULL, entry smallint NOT NULL, user_id uuid NOT NULL, n bigint NOT NULL,
  PRIMARY KEY (tenant_id, rule, entry, user_id))
""")
    op.execute("""
CREATE TABLE guanxi.assignment_log (
  tenant_id bigint NOT NULL, id uuid NOT NULL, object_id integer NOT NULL, record_id uuid NOT NULL,
  rule text COLLATE "C" NOT NULL, rule_label text NOT NULL, entry smallint NOT NULL, kind text NOT NULL, name text NOT NULL,
  owner_id uuid NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (tenant_id, id))
""")
    op.execute(
        "CREATE INDEX assignment_log_of_record ON guanxi.assignment_log (tenant_id, record_id, at DESC, id DESC)"
    )
    op.execute("""
CREATE TABLE guanxi.duplicate_key (
  tenant_id bigint NOT NULL, match uuid NOT NULL, key uuid NOT NULL, record_id uuid NOT NULL, object_id integer NOT NULL,
  PRIMARY KEY (tenant_id, match, key, record_id))
""")
    op.execute("CREATE INDEX duplicate_key_of_record ON guanxi.duplicate_key (tenant_id, record_id)")
    for table in TABLES:
        for statement in rights.of_plain_table(table):
            op.execute(statement)


def downgrade() -> None:
    for table in TABLES:
        op.execute(f"DROP TABLE guanxi.{table}")
