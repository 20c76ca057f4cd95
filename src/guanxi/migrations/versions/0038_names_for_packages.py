"""Shared views and permission sets get names by which packages know them; old letters and notifications go.

Revision ID: 0038
"""

from __future__ import annotations

from typing import Any

from alembic import op

revision = "0038"
down_revision = "0032"
branch_labels = None
depends_on = None
accepts = {
    "require-concurrent-index-creation": "No release has letters and notifications yet: the tables are all but empty."
}

# Which rows are past their time, and since when at least, whatever the caller says.
PAST = {
    "mail_message": ("state <> 'queued'", "7 days"),
    "notification": ("true", "1 day"),
}


def upgrade() -> None:
    op.execute("ALTER TABLE guanxi.saved_view ADD COLUMN api_name text")
    op.execute("ALTER TABLE guanxi.permission_set ADD COLUMN api_name text")
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute("GRANT CREATE ON SCHEMA guanxi TO guanxi_keeper")
    for table, (done, least) in PAST.items():
        # By itself: Citus passes on the whole text that an index is made by.
        driver.execute(f"CREATE INDEX {table}_age ON guanxi.{table} (created_at, id) WHERE {done}")
        driver.execute(_trimming(table, done, least))
    driver.execute("REVOKE CREATE ON SCHEMA guanxi FROM guanxi_keeper")


def _trimming(table: str, done: str, least: str) -> str:
    """Company by company, as in revision 0013, by the role that cannot sign in. `done` names a column of the table."""
    return f"""
CREATE FUNCTION guanxi.trim_{table}(kept_since timestamptz, most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
DECLARE
  old_before timestamptz := least(kept_since, now() - interval '{least}');
  company bigint;
  part bigint;
  gone bigint := 0;
BEGIN
  FOR company IN
    SELECT DISTINCT o.tenant_id FROM (
      SELECT w.tenant_id FROM guanxi.{table} w
      WHERE {done} AND w.created_at < old_before ORDER BY w.created_at, w.id LIMIT most) o
  LOOP
    -- An array is made once; the rows of a sub-query could be asked for again and be others then.
    DELETE FROM guanxi.{table} d WHERE d.tenant_id = company AND d.id = ANY (ARRAY(
      SELECT o.id FROM guanxi.{table} o
      WHERE o.tenant_id = company AND {done} AND o.created_at < old_before
      ORDER BY o.created_at, o.id LIMIT most - gone FOR UPDATE SKIP LOCKED));
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    EXIT WHEN gone >= most;
  END LOOP;
  RETURN gone;
END
$$;
-- Locking needs the right to update one column; the policy lets no row be changed.
GRANT SELECT, DELETE, UPDATE (created_at) ON guanxi.{table} TO guanxi_keeper;
CREATE POLICY keeper_read ON guanxi.{table} FOR SELECT TO guanxi_keeper USING (true);
CREATE POLICY keeper_lock ON guanxi.{table} FOR UPDATE TO guanxi_keeper USING (true) WITH CHECK (false);
CREATE POLICY keeper_delete ON guanxi.{table} FOR DELETE TO guanxi_keeper
  USING ({done} AND created_at < now() - interval '{least}');
ALTER FUNCTION guanxi.trim_{table}(timestamptz, integer) OWNER TO guanxi_keeper;
REVOKE ALL ON FUNCTION guanxi.trim_{table}(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guanxi.trim_{table}(timestamptz, integer) TO guanxi_auth;
"""


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
