"""Find the custom lookups that are older than links, so that a job writes the links of the values that records have.

The index holds nothing else, and so nothing once the jobs are through.

Revision ID: 0020
"""

from typing import Any

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None
accepts = {
    "require-concurrent-index-creation": "Fields that companies added are few, and administrators write them seldom."
}

UNLINKED = "type = 'lookup' AND slot_state = 'none' AND NOT definition ? 'deleted_at'"
INDEX = (
    f"CREATE INDEX field_def_unlinked ON guanxi.field_def (tenant_id, object_id, field_id) WHERE {UNLINKED}"
)
STATEMENTS = f"""
GRANT CREATE ON SCHEMA guanxi TO guanxi_keeper;
GRANT SELECT (tenant_id, object_id, field_id, api_name, type, slot_state, definition) ON guanxi.field_def TO guanxi_keeper;
CREATE POLICY keeper_read ON guanxi.field_def FOR SELECT TO guanxi_keeper USING (true);
GRANT SELECT (tenant_id, id, role, status) ON guanxi.app_user TO guanxi_keeper;
CREATE POLICY keeper_read ON guanxi.app_user FOR SELECT TO guanxi_keeper USING (true);
GRANT SELECT (kind) ON guanxi.job TO guanxi_keeper;

-- One of a company at a time, with an administrator in whose name the job runs; none of a company that is at it.
CREATE FUNCTION guanxi.unlinked_fields(after_tenant bigint, most integer)
RETURNS TABLE (tenant_id bigint, object_id integer, field_id integer, name text, user_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
#variable_conflict use_column
DECLARE
  company bigint := after_tenant;
  found_one record;
BEGIN
  FOR step IN 1..most LOOP
    SELECT f.tenant_id, f.object_id, f.field_id, f.api_name INTO found_one FROM guanxi.field_def f
    WHERE f.tenant_id > company AND f.{UNLINKED.replace(" AND ", " AND f.").replace("f.NOT definition", "NOT f.definition")}
    ORDER BY f.tenant_id, f.object_id, f.field_id LIMIT 1;
    EXIT WHEN NOT FOUND;
    company := found_one.tenant_id;
    IF NOT EXISTS (SELECT FROM guanxi.job j WHERE j.tenant_id = company AND j.kind = 'objects.index_field'
                   AND j.state IN ('queued', 'running')) THEN
      RETURN QUERY SELECT found_one.tenant_id, found_one.object_id, found_one.field_id, found_one.api_name, u.id
      FROM guanxi.app_user u WHERE u.tenant_id = company AND u.role = 'admin' AND u.status = 'active'
      ORDER BY u.id LIMIT 1;
    END IF;
  END LOOP;
END
$$;
ALTER FUNCTION guanxi.unlinked_fields(bigint, integer) OWNER TO guanxi_keeper;
REVOKE ALL ON FUNCTION guanxi.unlinked_fields(bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guanxi.unlinked_fields(bigint, integer) TO guanxi_auth;
REVOKE CREATE ON SCHEMA guanxi FROM guanxi_keeper;
"""


def upgrade() -> None:
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute(INDEX)  # by itself: Citus passes on the whole text that it is made by
    driver.execute(STATEMENTS)


def downgrade() -> None:
    raise NotImplementedError("Restore a backup to go back to an earlier release.")
