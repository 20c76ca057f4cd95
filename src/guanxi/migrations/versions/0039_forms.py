"""Forms: their public addresses, the wordings of consent, and whatever was sent.

Revision ID: 0039
"""

from __future__ import annotations

from alembic import op

from guanxi.migrations.revision_0001 import rights

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

TABLES = {
    "form_link": """
  form_id uuid NOT NULL, key text COLLATE "C" NOT NULL, created_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, form_id)""",
    "form_consent": """
  form_id uuid NOT NULL, version integer NOT NULL, text jsonb NOT NULL, policy_url text NOT NULL,
  created_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, form_id, version)""",
    "form_submission": """
  id uuid NOT NULL, form_id uuid NOT NULL, form_version integer NOT NULL, name text COLLATE "C" NOT NULL, label jsonb NOT NULL,
  object_id integer NOT NULL, state text NOT NULL CHECK (state IN ('accepted', 'refused', 'spam', 'discarded')),
  ticket uuid NOT NULL, content_hash bytea NOT NULL, language text NOT NULL, sent jsonb NOT NULL, consent_version integer,
  consent_agreed boolean, record_id uuid, outcome text, change_set_id uuid, error jsonb, created_at timestamptz NOT NULL,
  settled_at timestamptz, trimmed_at timestamptz, PRIMARY KEY (tenant_id, id)""",
}
INDEXES = (
    "UNIQUE INDEX form_link_key ON guanxi.form_link (tenant_id, key)",
    "UNIQUE INDEX form_submission_once ON guanxi.form_submission (tenant_id, form_id, ticket)",
    "INDEX form_submission_of ON guanxi.form_submission (tenant_id, form_id, id)",
    "INDEX form_submission_waiting ON guanxi.form_submission (tenant_id, state, form_id, id) WHERE state <> 'accepted'",
    "INDEX form_submission_lately ON guanxi.form_submission (tenant_id, form_id, created_at)",
    "INDEX form_submission_record ON guanxi.form_submission (tenant_id, record_id, id) WHERE record_id IS NOT NULL",
    "INDEX form_submission_past ON guanxi.form_submission (tenant_id, settled_at) WHERE settled_at IS NOT NULL",
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
