"""Give every word of a search document its place: words of titles the weight A, the others none.

A word without a place is found by whoever searches titles alone, and would betray fields hidden from him.

Revision ID: 0006
"""

from typing import Any

from alembic import op

from guanxi.kernel.search import document_tokens

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BATCH = 2_000
READ = """
SELECT tenant_id, record_id, title FROM guanxi.search_doc
WHERE (tenant_id, record_id) > (%s, %s) ORDER BY tenant_id, record_id LIMIT %s
"""
# The words of the title, taken anew, and those that the document has besides; the first token names the company.
WRITE = """
UPDATE guanxi.search_doc SET tsv = coalesce((
  SELECT string_agg(quote_literal(word) || CASE WHEN word = 't' || tenant_id THEN '' ELSE ':2' END, ' ')
  FROM unnest(tsvector_to_array(tsv)) word WHERE word <> ALL (tsvector_to_array(%s::tsvector))
)::tsvector, ''::tsvector) || %s::tsvector
WHERE tenant_id = %s AND record_id = %s
"""


def upgrade() -> None:
    driver: Any = op.get_bind().connection.driver_connection
    # An owner who is no superuser would see no row.
    driver.execute("ALTER TABLE guanxi.search_doc NO FORCE ROW LEVEL SECURITY")
    place: tuple[int, str] = (0, "00000000-0000-0000-0000-000000000000")
    while rows := driver.execute(READ, (*place, BATCH)).fetchall():
        with driver.cursor() as cursor:
            titles = [
                (document_tokens(tenant_id, title, []), tenant_id, record)
                for tenant_id, record, title in rows
            ]
            cursor.executemany(WRITE, [(tokens, tokens, *key) for tokens, *key in titles])
        place = (rows[-1][0], rows[-1][1])
    driver.execute("ALTER TABLE guanxi.search_doc FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
