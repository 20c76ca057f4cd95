"""Which packages a company has, and what each of them brought.

Revision ID: 0031
"""

from __future__ import annotations

from alembic import op

from guanxi.migrations.revision_0001 import rights

revision = "0031"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
CREATE TABLE guanxi.package (
  tenant_id bigint NOT NULL, name text COLLATE "C" NOT NULL, version text NOT NULL, manifest jsonb NOT NULL,
  installed_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, updated_by uuid,
  PRIMARY KEY (tenant_id, name))
""")
    op.execute("""
CREATE TABLE guanxi.package_part (
  tenant_id bigint NOT NULL, type text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL,
  package text COLLATE "C" NOT NULL, declared jsonb NOT NULL, installed jsonb NOT NULL,
  PRIMARY KEY (tenant_id, type, key))
""")
    op.execute("CREATE INDEX package_part_of ON guanxi.package_part (tenant_id, package)")
    for table in ("package", "package_part"):
        for statement in rights.of_plain_table(table):
            op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TABLE guanxi.package_part")
    op.execute("DROP TABLE guanxi.package")
