-- A table that grows faster than autovacuum looks at it is read by whatever index its statistics of yesterday make seem best:
-- with none at all, each look-up among 50,000 new rows read them all. So whoever lets a table grow asks for an ANALYZE in
-- between. True where one was made: the table has grown fourfold since the last one.
CREATE FUNCTION guanxi.keep_statistics(table_name text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = guanxi, pg_temp SET lock_timeout = '200ms' AS $$
DECLARE
  known bigint;
  pages bigint;
BEGIN
  SELECT c.relpages, pg_relation_size(c.oid) / current_setting('block_size')::bigint INTO known, pages
  FROM pg_class c WHERE c.relnamespace = 'guanxi'::regnamespace AND c.relname = table_name AND c.relkind = 'r';
  IF pages IS NULL OR pages < 30 OR pages < 4 * known THEN
    RETURN false;
  END IF;
  EXECUTE format('ANALYZE guanxi.%I', table_name);
  RETURN true;
EXCEPTION WHEN lock_not_available THEN
  RETURN false;  -- Autovacuum is just looking at it.
END
$$;
GRANT CREATE ON SCHEMA guanxi TO guanxi_definer;
ALTER FUNCTION guanxi.keep_statistics(text) OWNER TO guanxi_definer;
REVOKE CREATE ON SCHEMA guanxi FROM guanxi_definer;
REVOKE ALL ON FUNCTION guanxi.keep_statistics(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guanxi.keep_statistics(text) TO guanxi_auth;

-- Before PostgreSQL 17 an owner alone may ANALYZE; there the call warns and does nothing, and autovacuum's minute has to do.
DO $$
DECLARE
  found record;
BEGIN
  IF current_setting('server_version_num')::int < 170000 THEN
    RETURN;
  END IF;
  FOR found IN SELECT relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'guanxi'::regnamespace AND c.relkind = 'r' AND a.attname = 'acl'
  LOOP
    EXECUTE format('GRANT MAINTAIN ON guanxi.%I TO guanxi_definer', found.relname);
  END LOOP;
END
$$;
