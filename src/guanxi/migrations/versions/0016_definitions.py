"""One table for what administrators declare beside objects and fields.

Revision ID: 0016
"""

from __future__ import annotations

from alembic import op

from guanxi.migrations.revision_0001 import rights

revision = "0016"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
CREATE TABLE guanxi.definition (
  tenant_id bigint NOT NULL, id uuid NOT NULL, kind text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL,
  object_id integer NOT NULL, label jsonb NOT NULL, active boolean NOT NULL, position integer NOT NULL, body jsonb NOT NULL,
  version integer NOT NULL, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, updated_by uuid,
  PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, kind, name))
""")
    op.execute(
        "CREATE INDEX definition_of_object ON guanxi.definition (tenant_id, kind, object_id, position, name)"
    )
    for statement in rights.of_plain_table("definition"):
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TABLE guanxi.definition")
