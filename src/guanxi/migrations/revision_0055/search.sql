-- As in revision 0013, but that no more than a thousand matches are looked at where few are wanted, and that there are two for those
-- who see a part: whose part is small has the index of principals combined with that of words. For others joining
-- the lists of a hundred principals, or reading that of half the company, costs more than it saves: the first test is one that
-- no index knows.
CREATE OR REPLACE FUNCTION guanxi.search(q tsquery, lim integer, objects integer[])
RETURNS TABLE (object_id integer, record_id uuid, title text, updated_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
#variable_conflict use_column
DECLARE
  company bigint := current_setting('app.tenant_id')::bigint;
  held bigint[] := current_setting('app.principals')::bigint[];
  words tsquery := ('t' || company)::tsquery && q;
  most integer := greatest(lim, 1000);
BEGIN
  RETURN QUERY SELECT m.object_id, m.record_id, m.title, m.updated_at FROM (
    SELECT s.object_id, s.record_id, s.title, s.updated_at FROM guanxi.search_doc s
    WHERE s.tenant_id = company AND s.tsv @@ words AND (s.acl || '{}'::bigint[]) && held AND s.object_id = ANY (objects)
    LIMIT most) m
  ORDER BY m.updated_at DESC, m.record_id DESC LIMIT lim;
END
$$;
CREATE OR REPLACE FUNCTION guanxi.search_narrow(q tsquery, lim integer, objects integer[])
RETURNS TABLE (object_id integer, record_id uuid, title text, updated_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
#variable_conflict use_column
DECLARE
  company bigint := current_setting('app.tenant_id')::bigint;
  held bigint[] := current_setting('app.principals')::bigint[];
  words tsquery := ('t' || company)::tsquery && q;
  most integer := greatest(lim, 1000);
BEGIN
  RETURN QUERY SELECT m.object_id, m.record_id, m.title, m.updated_at FROM (
    SELECT s.object_id, s.record_id, s.title, s.updated_at FROM guanxi.search_doc s
    WHERE s.tenant_id = company AND s.tsv @@ words AND s.acl && held AND s.object_id = ANY (objects)
    LIMIT most) m
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
  most integer := greatest(lim, 1000);
BEGIN
  RETURN QUERY SELECT m.object_id, m.record_id, m.title, m.updated_at FROM (
    SELECT s.object_id, s.record_id, s.title, s.updated_at FROM guanxi.search_doc s
    WHERE s.tenant_id = company AND s.tsv @@ words AND s.object_id = ANY (objects)
    LIMIT most) m
  ORDER BY m.updated_at DESC, m.record_id DESC LIMIT lim;
END
$$;
REVOKE ALL ON FUNCTION guanxi.search_narrow(tsquery, integer, integer[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guanxi.search_narrow(tsquery, integer, integer[]) TO guanxi_app, guanxi_member;
GRANT CREATE ON SCHEMA guanxi TO guanxi_definer;
ALTER FUNCTION guanxi.search_narrow(tsquery, integer, integer[]) OWNER TO guanxi_definer;
REVOKE CREATE ON SCHEMA guanxi FROM guanxi_definer;
