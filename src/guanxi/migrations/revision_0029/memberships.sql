-- Which companies a person belongs to, where it can be known while one of them is away: in a sharded database this table
-- lies on the coordinator. It says where to look and no more: whether the person is still a user there, and of what
-- standing, each company says itself.
CREATE TABLE guanxi.membership (
  identity_id uuid NOT NULL REFERENCES guanxi.identity (id) ON DELETE CASCADE,
  tenant_id bigint NOT NULL, user_id uuid NOT NULL,
  PRIMARY KEY (identity_id, tenant_id, user_id));
CREATE INDEX membership_company ON guanxi.membership (tenant_id);
GRANT SELECT, INSERT, DELETE ON guanxi.membership TO guanxi_auth;

GRANT CREATE ON SCHEMA guanxi TO guanxi_definer;

-- Read as guanxi_definer: row-level security may hide everything from the owner of the database.
CREATE FUNCTION guanxi.members_so_far() RETURNS TABLE (identity_id uuid, tenant_id bigint, user_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
  SELECT u.identity_id, u.tenant_id, u.id FROM guanxi.app_user u WHERE u.identity_id IS NOT NULL
$$;
ALTER FUNCTION guanxi.members_so_far() OWNER TO guanxi_definer;
REVOKE ALL ON FUNCTION guanxi.members_so_far() FROM PUBLIC;
INSERT INTO guanxi.membership SELECT m.identity_id, m.tenant_id, m.user_id FROM guanxi.members_so_far() m
  WHERE EXISTS (SELECT FROM guanxi.identity i WHERE i.id = m.identity_id);
DROP FUNCTION guanxi.members_so_far();

-- One person in one company, if still there.
CREATE FUNCTION guanxi.user_of_identity(identity uuid, of_tenant bigint, of_user uuid)
RETURNS TABLE (tenant_id bigint, user_id uuid, name text, role text, status text, tenant_name text, slug text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
  SELECT u.tenant_id, u.id, u.name, u.role, u.status, t.name, t.slug
  FROM guanxi.app_user u JOIN guanxi.tenant t ON t.tenant_id = u.tenant_id
  WHERE u.tenant_id = of_tenant AND u.id = of_user AND u.identity_id = identity AND u.deleted_at IS NULL
$$;
ALTER FUNCTION guanxi.user_of_identity(uuid, bigint, uuid) OWNER TO guanxi_definer;
REVOKE ALL ON FUNCTION guanxi.user_of_identity(uuid, bigint, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guanxi.user_of_identity(uuid, bigint, uuid) TO guanxi_auth;
REVOKE CREATE ON SCHEMA guanxi FROM guanxi_definer;

-- The companies of a person. One whose server does not answer is of status 'away', and the others are there all the same.
-- Sessions tell of those who came in by the release before, which noted no memberships.
CREATE FUNCTION guanxi.companies_of_identity(identity uuid)
RETURNS TABLE (tenant_id bigint, user_id uuid, name text, role text, status text, tenant_name text, slug text)
LANGUAGE plpgsql STABLE SET search_path = guanxi, pg_temp AS $$
#variable_conflict use_column
DECLARE
  place record;
BEGIN
  FOR place IN
    SELECT m.tenant_id, m.user_id FROM guanxi.membership m WHERE m.identity_id = identity
    UNION SELECT s.tenant_id, s.user_id FROM guanxi.session s WHERE s.identity_id = identity
    ORDER BY 1, 2
  LOOP
    BEGIN
      RETURN QUERY SELECT u.tenant_id, u.user_id, u.name, u.role, u.status, u.tenant_name, u.slug
        FROM guanxi.user_of_identity(identity, place.tenant_id, place.user_id) u;
    EXCEPTION WHEN connection_exception OR admin_shutdown OR crash_shutdown OR cannot_connect_now THEN
      RETURN QUERY SELECT place.tenant_id, place.user_id, NULL::text, NULL::text, 'away'::text, NULL::text, NULL::text;
    END;
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION guanxi.companies_of_identity(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guanxi.companies_of_identity(uuid) TO guanxi_auth;
