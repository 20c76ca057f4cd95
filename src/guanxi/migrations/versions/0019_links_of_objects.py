"""Links between records say of which object their field is: fields are numbered for each object by itself.

No release has written a link before this one, so that the table is empty and its keys can be made anew at once.

Revision ID: 0019
"""

from alembic import op

revision = "0019"
down_revision = "0016"
branch_labels = None
depends_on = None
_EMPTY = "No release has written a link before this one: the table is empty."
accepts = {
    rule: _EMPTY
    for rule in (
        "adding-required-field",
        "adding-serial-primary-key-field",
        "ban-drop-constraint",
        "constraint-missing-not-valid",
        "require-concurrent-index-creation",
        "require-concurrent-index-deletion",
    )
}


def upgrade() -> None:
    op.execute("ALTER TABLE guanxi.record_link ADD COLUMN object_id integer NOT NULL")
    op.execute("ALTER TABLE guanxi.record_link DROP CONSTRAINT record_link_pkey")
    op.execute(
        "ALTER TABLE guanxi.record_link ADD PRIMARY KEY (tenant_id, object_id, field_id, from_id, to_id)"
    )
    op.execute("DROP INDEX guanxi.record_link_to")
    op.execute(
        "CREATE INDEX record_link_to ON guanxi.record_link (tenant_id, to_id, object_id, field_id, from_id)"
    )


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
