-- Where companies are sharded, the table that the coordinator knows stays empty: what grows is the company's shard, on its
-- node. So whoever lets a table grow says for which company, and its node is asked, as the owner of this function, like any
-- function above the policies asks. A node that is away is not waited for: whoever writes there next will hear of it.
CREATE FUNCTION guanxi.keep_statistics(table_name text, company bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
DECLARE
  place record;
BEGIN
  IF to_regclass('pg_catalog.pg_dist_shard') IS NULL THEN
    PERFORM guanxi.keep_statistics(table_name);
    RETURN;
  END IF;
  -- Citus tells the shard of a company only to those who may read the table.
  EXECUTE $find$
    SELECT n.nodename AS host, n.nodeport AS port, c.relname || '_' || s.shardid AS shard
    FROM pg_class c JOIN pg_dist_partition t ON t.logicalrelid = c.oid AND t.partmethod = 'h'
    JOIN pg_dist_shard s ON s.logicalrelid = c.oid
      AND worker_hash($2) BETWEEN s.shardminvalue::int AND s.shardmaxvalue::int
    JOIN pg_dist_placement p ON p.shardid = s.shardid
    JOIN pg_dist_node n ON n.groupid = p.groupid AND n.noderole = 'primary'
    WHERE c.relnamespace = 'guanxi'::regnamespace AND c.relname = $1 AND c.relkind = 'r'
  $find$ INTO place USING table_name, company;
  IF place.shard IS NULL THEN
    PERFORM guanxi.keep_statistics(table_name);
    RETURN;
  END IF;
  EXECUTE 'SELECT FROM master_run_on_worker(ARRAY[$1], ARRAY[$2], ARRAY[$3], false)'
  USING place.host, place.port, format($work$
    DO $do$
    BEGIN
      IF (SELECT size.pages >= 30 AND size.pages >= 4 * c.relpages
        FROM pg_class c, LATERAL (
          SELECT pg_relation_size(c.oid) / current_setting('block_size')::bigint AS pages) size
        WHERE c.oid = 'guanxi.%1$I'::regclass)
      THEN
        SET LOCAL lock_timeout = '200ms';
        ANALYZE guanxi.%1$I;
      END IF;
    EXCEPTION WHEN lock_not_available THEN
      NULL;  -- Autovacuum is just looking at it.
    END
    $do$
  $work$, place.shard);
END
$$;
GRANT CREATE ON SCHEMA guanxi TO guanxi_definer;
ALTER FUNCTION guanxi.keep_statistics(text, bigint) OWNER TO guanxi_definer;
REVOKE CREATE ON SCHEMA guanxi FROM guanxi_definer;
REVOKE ALL ON FUNCTION guanxi.keep_statistics(text, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guanxi.keep_statistics(text, bigint) TO guanxi_auth;
