"""Outgoing e-mail, and notifications inside the product.

Revision ID: 0026
"""

from __future__ import annotations

from alembic import op

from guanxi.migrations.revision_0001 import rights

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TABLES = {
    "mail_message": """
  id uuid NOT NULL, message_id text NOT NULL, recipients text[] NOT NULL, subject text NOT NULL, body text NOT NULL,
  reply_to text NOT NULL, origin text NOT NULL, origin_key text NOT NULL, object text, record_id uuid,
  state text NOT NULL CHECK (state IN ('queued', 'sent', 'failed')), attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL, error jsonb, created_at timestamptz NOT NULL, sent_at timestamptz,
  PRIMARY KEY (tenant_id, id)""",
    "notification": """
  id uuid NOT NULL, user_id uuid NOT NULL, title text NOT NULL, body text NOT NULL, object text, record_id uuid,
  created_at timestamptz NOT NULL, read_at timestamptz, PRIMARY KEY (tenant_id, id)""",
}
INDEXES = (
    "mail_message_due ON guanxi.mail_message (tenant_id, due_at, id) WHERE state = 'queued'",
    "mail_message_list ON guanxi.mail_message (tenant_id, created_at, id)",
    "mail_message_sent ON guanxi.mail_message (tenant_id, sent_at) WHERE sent_at IS NOT NULL",
    "notification_list ON guanxi.notification (tenant_id, user_id, created_at, id)",
    "notification_unread ON guanxi.notification (tenant_id, user_id, created_at, id) WHERE read_at IS NULL",
)


def upgrade() -> None:
    for table, columns in TABLES.items():
        op.execute(f"CREATE TABLE guanxi.{table} (tenant_id bigint NOT NULL, {columns})")
        for statement in rights.of_plain_table(table):
            op.execute(statement)
    for index in INDEXES:
        op.execute(f"CREATE INDEX {index}")


def downgrade() -> None:
    for table in TABLES:
        op.execute(f"DROP TABLE guanxi.{table}")
