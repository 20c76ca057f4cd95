-- What is past its time goes: events that everybody took, files of old imports. The functions run as guanxi_keeper, whose
-- grants and policies admit nothing else, so that a mistake in a caller can delete nothing that is still needed.
ALTER TABLE guanxi.outbox ADD COLUMN pending text[] NOT NULL DEFAULT '{}';
DROP INDEX guanxi.outbox_age;
CREATE INDEX outbox_age ON guanxi.outbox (created_at, id) WHERE pending = '{}';
CREATE INDEX outbox_pending ON guanxi.outbox (tenant_id, created_at, id) WHERE pending <> '{}';
-- Rows come and go: the default would let a fifth of the table be dead before it is swept.
ALTER TABLE guanxi.outbox SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);

ALTER TABLE guanxi.import ADD COLUMN files_deleted_at timestamptz;
CREATE INDEX import_with_files ON guanxi.import (updated_at) WHERE files_deleted_at IS NULL;

-- Deletes the oldest events that nobody waits for. Several may run at once. Never touches the last hour.
CREATE FUNCTION guanxi.trim_outbox(kept_since timestamptz, most integer) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
  WITH old AS (
    SELECT o.tenant_id, o.id FROM guanxi.outbox o
    WHERE o.pending = '{}' AND o.created_at < least(kept_since, now() - interval '1 hour')
    ORDER BY o.created_at, o.id LIMIT most FOR UPDATE SKIP LOCKED),
  gone AS (
    DELETE FROM guanxi.outbox o USING old WHERE o.tenant_id = old.tenant_id AND o.id = old.id RETURNING 1)
  SELECT count(*) FROM gone
$$;

-- The import that rests longest and still has its files, locked until the transaction ends. One that a worker is about to
-- go on with does not rest.
CREATE FUNCTION guanxi.expired_import(rests_since timestamptz)
RETURNS TABLE (tenant_id bigint, import_id uuid, keys text[])
LANGUAGE sql SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
  SELECT i.tenant_id, i.id, array_remove(ARRAY[i.file_key, i.rows_key, i.check_result->>'outcomes_key'], NULL)
  FROM guanxi.import i
  WHERE i.files_deleted_at IS NULL AND i.updated_at < least(rests_since, now() - interval '1 day')
    AND NOT EXISTS (SELECT FROM guanxi.job j
      WHERE j.tenant_id = i.tenant_id AND j.id = i.job_id AND j.state IN ('queued', 'running'))
  ORDER BY i.updated_at LIMIT 1 FOR UPDATE SKIP LOCKED
$$;

-- Forgets the rows that an import refused, and in the end marks it. False while there are more than `most` of them.
CREATE FUNCTION guanxi.expire_import(of_tenant bigint, of_import uuid, most integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
DECLARE
  forgotten bigint;
BEGIN
  DELETE FROM guanxi.import_issue d USING (
    SELECT s.row_no, s.outcome FROM guanxi.import_issue s
    WHERE s.tenant_id = of_tenant AND s.import_id = of_import LIMIT most) part
  WHERE d.tenant_id = of_tenant AND d.import_id = of_import AND d.row_no = part.row_no AND d.outcome = part.outcome;
  GET DIAGNOSTICS forgotten = ROW_COUNT;
  IF forgotten = most THEN
    RETURN false;
  END IF;
  UPDATE guanxi.import SET
    files_deleted_at = now(), rows_key = NULL, check_result = NULL,
    state = CASE WHEN state IN ('mapping', 'ready') THEN 'cancelled'
      WHEN state IN ('analysing', 'checking', 'running') THEN 'failed' ELSE state END,
    analysis = CASE WHEN analysis ? 'columns' THEN jsonb_set(analysis, '{columns}', coalesce(
      (SELECT jsonb_agg(c.value || '{"samples": []}' ORDER BY c.ordinality)
       FROM jsonb_array_elements(analysis->'columns') WITH ORDINALITY c), '[]')) ELSE analysis END
  WHERE tenant_id = of_tenant AND id = of_import;
  RETURN true;
END
$$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'guanxi_keeper') THEN CREATE ROLE guanxi_keeper NOLOGIN; END IF;
  EXECUTE format('GRANT guanxi_keeper TO %I', current_user);
END $$;
GRANT USAGE, CREATE ON SCHEMA guanxi TO guanxi_keeper;

-- Locking needs the right to update one column; the policy lets no row be changed.
GRANT SELECT, DELETE, UPDATE (pending) ON guanxi.outbox TO guanxi_keeper;
CREATE POLICY keeper_read ON guanxi.outbox FOR SELECT TO guanxi_keeper USING (true);
CREATE POLICY keeper_lock ON guanxi.outbox FOR UPDATE TO guanxi_keeper USING (true) WITH CHECK (false);
CREATE POLICY keeper_delete ON guanxi.outbox FOR DELETE TO guanxi_keeper USING (pending = '{}');

GRANT SELECT, UPDATE (files_deleted_at, rows_key, check_result, state, analysis) ON guanxi.import TO guanxi_keeper;
CREATE POLICY keeper_read ON guanxi.import FOR SELECT TO guanxi_keeper USING (true);
CREATE POLICY keeper_mark ON guanxi.import FOR UPDATE TO guanxi_keeper
  USING (true) WITH CHECK (files_deleted_at IS NOT NULL);
GRANT SELECT (tenant_id, id, state) ON guanxi.job TO guanxi_keeper;
CREATE POLICY keeper_read ON guanxi.job FOR SELECT TO guanxi_keeper USING (true);
GRANT SELECT, DELETE ON guanxi.import_issue TO guanxi_keeper;
CREATE POLICY keeper_read ON guanxi.import_issue FOR SELECT TO guanxi_keeper USING (true);
CREATE POLICY keeper_delete ON guanxi.import_issue FOR DELETE TO guanxi_keeper USING (true);

ALTER FUNCTION guanxi.trim_outbox(timestamptz, integer) OWNER TO guanxi_keeper;
ALTER FUNCTION guanxi.expired_import(timestamptz) OWNER TO guanxi_keeper;
ALTER FUNCTION guanxi.expire_import(bigint, uuid, integer) OWNER TO guanxi_keeper;
REVOKE ALL ON FUNCTION guanxi.trim_outbox(timestamptz, integer), guanxi.expired_import(timestamptz),
  guanxi.expire_import(bigint, uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guanxi.trim_outbox(timestamptz, integer), guanxi.expired_import(timestamptz),
  guanxi.expire_import(bigint, uuid, integer) TO guanxi_auth;
REVOKE CREATE ON SCHEMA guanxi FROM guanxi_keeper;
