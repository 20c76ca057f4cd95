-- Upkeep goes company by company: a sharded database locks and changes rows of one company in a statement, not of many.
CREATE OR REPLACE FUNCTION guanxi.trim_outbox(kept_since timestamptz, most integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
DECLARE
  old_before timestamptz := least(kept_since, now() - interval '1 hour');
  company bigint;
  part bigint;
  gone bigint := 0;
BEGIN
  FOR company IN
    SELECT DISTINCT o.tenant_id FROM (
      SELECT w.tenant_id FROM guanxi.outbox w
      WHERE w.pending = '{}' AND w.created_at < old_before ORDER BY w.created_at, w.id LIMIT most) o
  LOOP
    -- An array is made once; the rows of a sub-query could be asked for again and be others then.
    DELETE FROM guanxi.outbox d WHERE d.tenant_id = company AND d.id = ANY (ARRAY(
      SELECT o.id FROM guanxi.outbox o
      WHERE o.tenant_id = company AND o.pending = '{}' AND o.created_at < old_before
      ORDER BY o.created_at, o.id LIMIT most - gone FOR UPDATE SKIP LOCKED));
    GET DIAGNOSTICS part = ROW_COUNT;
    gone := gone + part;
    EXIT WHEN gone >= most;
  END LOOP;
  RETURN gone;
END
$$;

-- Of the hundred that rest longest, the first that nobody else is dealing with.
CREATE OR REPLACE FUNCTION guanxi.expired_import(rests_since timestamptz)
RETURNS TABLE (tenant_id bigint, import_id uuid, keys text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
DECLARE
  rested_before timestamptz := least(rests_since, now() - interval '1 day');
  found_one record;
BEGIN
  FOR found_one IN
    SELECT i.tenant_id AS company, i.id FROM guanxi.import i
    WHERE i.files_deleted_at IS NULL AND i.updated_at < rested_before
      AND NOT EXISTS (SELECT FROM guanxi.job j
        WHERE j.tenant_id = i.tenant_id AND j.id = i.job_id AND j.state IN ('queued', 'running'))
    ORDER BY i.updated_at LIMIT 100
  LOOP
    RETURN QUERY
      SELECT i.tenant_id, i.id, array_remove(ARRAY[i.file_key, i.rows_key, i.check_result->>'outcomes_key'], NULL)
      FROM guanxi.import i
      WHERE i.tenant_id = found_one.company AND i.id = found_one.id AND i.files_deleted_at IS NULL
        AND i.updated_at < rested_before FOR UPDATE SKIP LOCKED;
    IF FOUND THEN
      RETURN;
    END IF;
  END LOOP;
END
$$;

-- Search with the company as a variable: as the value of a setting it is known too late for one shard to be asked, and all
-- would be. Otherwise as before.
CREATE OR REPLACE FUNCTION guanxi.search(q tsquery, lim integer, objects integer[])
RETURNS TABLE (object_id integer, record_id uuid, title text, updated_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
#variable_conflict use_column
DECLARE
  company bigint := current_setting('app.tenant_id')::bigint;
  held bigint[] := current_setting('app.principals')::bigint[];
  words tsquery := ('t' || company)::tsquery && q;
BEGIN
  RETURN QUERY SELECT m.object_id, m.record_id, m.title, m.updated_at FROM (
    SELECT s.object_id, s.record_id, s.title, s.updated_at FROM guanxi.search_doc s
    WHERE s.tenant_id = company AND s.tsv @@ words AND s.acl && held AND s.object_id = ANY (objects)
    LIMIT 2000) m
  ORDER BY m.updated_at DESC, m.record_id DESC LIMIT lim;
END
$$;
CREATE OR REPLACE FUNCTION guanxi.search_all(q tsquery, lim integer, objects integer[])
RETURNS TABLE (object_id integer, record_id uuid, title text, updated_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
#variable_conflict use_column
DECLARE
  company bigint := current_setting('app.tenant_id')::bigint;
  words tsquery := ('t' || company)::tsquery && q;
BEGIN
  RETURN QUERY SELECT m.object_id, m.record_id, m.title, m.updated_at FROM (
    SELECT s.object_id, s.record_id, s.title, s.updated_at FROM guanxi.search_doc s
    WHERE s.tenant_id = company AND s.tsv @@ words AND s.object_id = ANY (objects)
    LIMIT 2000) m
  ORDER BY m.updated_at DESC, m.record_id DESC LIMIT lim;
END
$$;
