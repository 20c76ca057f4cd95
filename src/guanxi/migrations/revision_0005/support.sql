-- Operators look into a company only as a person whom the approved request names, and for as long as it says.
ALTER TABLE guanxi.support_grant
  ADD COLUMN user_id uuid NOT NULL,
  ADD COLUMN level text NOT NULL DEFAULT 'read' CHECK (level IN ('read', 'change')),
  ADD COLUMN revoked_by uuid, ADD COLUMN entries integer NOT NULL DEFAULT 0, ADD COLUMN entered_at timestamptz;

-- A session is of somebody who signed in, or of an operator under a grant: never of neither.
ALTER TABLE guanxi.session
  ALTER COLUMN identity_id DROP NOT NULL, ADD COLUMN support_grant_id uuid,
  ADD CONSTRAINT session_of_somebody CHECK ((identity_id IS NULL) = (support_grant_id IS NOT NULL));
CREATE INDEX session_of_support ON guanxi.session (tenant_id, support_grant_id) WHERE support_grant_id IS NOT NULL;

-- The grant as it stands at this moment; null unless an administrator approved it and its time runs.
CREATE FUNCTION guanxi.support_access(of_tenant bigint, of_grant uuid, of_user uuid) RETURNS json
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
  SELECT json_build_object('id', g.id, 'operator', g.operator, 'reason', g.reason, 'level', g.level,
    'expires_at', g.expires_at)
  FROM guanxi.support_grant g
  WHERE g.tenant_id = of_tenant AND g.id = of_grant AND g.user_id = of_user AND g.approved
    AND g.revoked_at IS NULL AND g.expires_at > now()
$$;
GRANT CREATE ON SCHEMA guanxi TO guanxi_definer;
ALTER FUNCTION guanxi.support_access(bigint, uuid, uuid) OWNER TO guanxi_definer;
REVOKE ALL ON FUNCTION guanxi.support_access(bigint, uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guanxi.support_access(bigint, uuid, uuid) TO guanxi_auth;
REVOKE CREATE ON SCHEMA guanxi FROM guanxi_definer;
