"""Let a search begin with what the caller sees where that is little, as lists do.

A word that a tenth of all records have was looked up in a moment, but each record that has it had to be read to see that it
is another person's. Now the two indexes are combined before any record is read.

Revision ID: 0054
"""

from guanxi.migrations.online import build_index

revision = "0054"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    build_index("search_doc_acl", "search_doc USING gin (acl)")


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
