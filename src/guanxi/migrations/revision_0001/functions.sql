-- The only readers across companies or above record sharing. They run as guanxi_definer, which may read three tables
-- and nothing else; each repeats its own tenant test. EXPLAIN shows why search needs this: @@ is not leakproof, so under
-- row-level security it could not use its index.
CREATE FUNCTION guanxi.users_of_identity(identity uuid)
RETURNS TABLE (tenant_id bigint, user_id uuid, name text, role text, status text, tenant_name text, slug text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
  SELECT u.tenant_id, u.id, u.name, u.role, u.status, t.name, t.slug
  FROM guanxi.app_user u JOIN guanxi.tenant t ON t.tenant_id = u.tenant_id
  WHERE u.identity_id = identity AND u.deleted_at IS NULL
$$;

-- A person's principals: own, everyone's, and those of everybody below in the tree of managers.
CREATE FUNCTION guanxi.actor(of_tenant bigint, of_user uuid) RETURNS json
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
  WITH RECURSIVE below AS (
    SELECT u.id, u.principal FROM guanxi.app_user u
    WHERE u.tenant_id = of_tenant AND u.id = of_user AND u.deleted_at IS NULL
    UNION
    SELECT u.id, u.principal FROM guanxi.app_user u JOIN below b ON u.manager_id = b.id
    WHERE u.tenant_id = of_tenant AND u.deleted_at IS NULL
  )
  SELECT json_build_object(
    'tenant', json_build_object('id', t.tenant_id, 'name', t.name, 'slug', t.slug, 'plan', t.plan,
      'meta_version', t.meta_version, 'settings', t.settings, 'everyone', t.everyone),
    'user', json_build_object('id', u.id, 'name', u.name, 'email', u.email, 'title', u.title, 'role', u.role,
      'status', u.status, 'locale', u.locale, 'timezone', u.timezone, 'theme', u.theme, 'principal', u.principal),
    'principals', (SELECT json_agg(p) FROM (SELECT t.everyone AS p UNION SELECT principal FROM below ORDER BY p) s))
  FROM guanxi.app_user u JOIN guanxi.tenant t ON t.tenant_id = u.tenant_id
  WHERE u.tenant_id = of_tenant AND u.id = of_user AND u.deleted_at IS NULL
$$;

-- Record sharing enforced. A query that matches more than 2,000 records is answered from 2,000 of them.
CREATE FUNCTION guanxi.search(q tsquery, lim integer, objects integer[])
RETURNS TABLE (object_id integer, record_id uuid, title text, updated_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
  SELECT m.object_id, m.record_id, m.title, m.updated_at FROM (
    SELECT s.object_id, s.record_id, s.title, s.updated_at FROM guanxi.search_doc s
    WHERE s.tenant_id = current_setting('app.tenant_id')::bigint
      AND s.tsv @@ (('t' || current_setting('app.tenant_id'))::tsquery && q)
      AND s.acl && current_setting('app.principals')::bigint[]
      AND s.object_id = ANY (objects)
    LIMIT 2000) m
  ORDER BY m.updated_at DESC, m.record_id DESC LIMIT lim
$$;

-- For those who see everything in their company.
CREATE FUNCTION guanxi.search_all(q tsquery, lim integer, objects integer[])
RETURNS TABLE (object_id integer, record_id uuid, title text, updated_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
  SELECT m.object_id, m.record_id, m.title, m.updated_at FROM (
    SELECT s.object_id, s.record_id, s.title, s.updated_at FROM guanxi.search_doc s
    WHERE s.tenant_id = current_setting('app.tenant_id')::bigint
      AND s.tsv @@ (('t' || current_setting('app.tenant_id'))::tsquery && q)
      AND s.object_id = ANY (objects)
    LIMIT 2000) m
  ORDER BY m.updated_at DESC, m.record_id DESC LIMIT lim
$$;
