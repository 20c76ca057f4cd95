"""Tell the planner what reading a caller's principals costs.

The setting is text that becomes an array again for every row that a policy looks at; with a hundred principals that is most
of what reading a row costs. As a function of its own it takes a third of the time, and conditions that cost less, such as
the compiler's own cheap test of the same thing (kernel/query/sieve.py), are put before it.

Revision ID: 0010
"""

from typing import Any

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

RECORDS = ("account", "contact", "lead", "deal", "product", "activity", "app_user", "custom_record")
FUNCTION = """
CREATE FUNCTION guanxi.held_principals() RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE COST 10 AS
$$ BEGIN RETURN pg_catalog.current_setting('app.principals')::pg_catalog.int8[]; END $$
"""

# The function of revision 0001, with the principals read once rather than for each match.
SEARCH = """
CREATE OR REPLACE FUNCTION guanxi.search(q tsquery, lim integer, objects integer[])
RETURNS TABLE (object_id integer, record_id uuid, title text, updated_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
  SELECT m.object_id, m.record_id, m.title, m.updated_at FROM (
    SELECT s.object_id, s.record_id, s.title, s.updated_at FROM guanxi.search_doc s
    WHERE s.tenant_id = current_setting('app.tenant_id')::bigint
      AND s.tsv @@ (('t' || current_setting('app.tenant_id'))::tsquery && q)
      AND s.acl && (SELECT current_setting('app.principals')::bigint[])
      AND s.object_id = ANY (objects)
    LIMIT 2000) m
  ORDER BY m.updated_at DESC, m.record_id DESC LIMIT lim
$$
"""


def upgrade() -> None:
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute(FUNCTION)
    driver.execute(SEARCH)
    for table in RECORDS:
        driver.execute(
            f"ALTER POLICY shared_read ON guanxi.{table}"
            " USING (tenant_id = current_setting('app.tenant_id')::bigint AND acl && guanxi.held_principals())"
        )


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
