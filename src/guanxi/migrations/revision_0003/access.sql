-- Who may do what, and who sees which records: permission sets, the tree of roles, teams and queues, sharing.
ALTER TABLE guanxi.app_user ADD COLUMN licence text NOT NULL DEFAULT 'full',
  ADD COLUMN kind text NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'queue')), ADD COLUMN org_role_id uuid;

-- A set with a key replaces what the program gives that role of its own.
CREATE TABLE guanxi.permission_set (
  tenant_id bigint NOT NULL, id uuid NOT NULL, key text COLLATE "C", name text NOT NULL, description text NOT NULL DEFAULT '',
  definition jsonb NOT NULL DEFAULT '{}', version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, key));
CREATE TABLE guanxi.permission_assignment (
  tenant_id bigint NOT NULL, user_id uuid NOT NULL, set_id uuid NOT NULL, created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, user_id, set_id),
  FOREIGN KEY (tenant_id, set_id) REFERENCES guanxi.permission_set (tenant_id, id) ON DELETE CASCADE);
CREATE INDEX permission_assignment_set ON guanxi.permission_assignment (tenant_id, set_id, user_id);

-- Holders of a role see what holders of the roles below it own.
CREATE TABLE guanxi.org_role (
  tenant_id bigint NOT NULL, id uuid NOT NULL, name text NOT NULL, parent_id uuid, principal bigint NOT NULL,
  created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, parent_id) REFERENCES guanxi.org_role (tenant_id, id));
CREATE INDEX org_role_parent ON guanxi.org_role (tenant_id, parent_id);
CREATE INDEX app_user_org_role ON guanxi.app_user (tenant_id, org_role_id) WHERE org_role_id IS NOT NULL;

-- A queue is also a user of kind 'queue' with the same principal, so that it can own records.
CREATE TABLE guanxi.team (
  tenant_id bigint NOT NULL, id uuid NOT NULL, name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('team', 'queue', 'territory')), description text NOT NULL DEFAULT '',
  principal bigint NOT NULL, user_id uuid, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id));
CREATE TABLE guanxi.team_member (
  tenant_id bigint NOT NULL, team_id uuid NOT NULL, user_id uuid NOT NULL, created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, team_id, user_id),
  FOREIGN KEY (tenant_id, team_id) REFERENCES guanxi.team (tenant_id, id) ON DELETE CASCADE);
CREATE INDEX team_member_user ON guanxi.team_member (tenant_id, user_id, team_id);

-- Records of an object that meet a condition, or that holders of a principal own, are shared with another principal.
CREATE TABLE guanxi.sharing_rule (
  tenant_id bigint NOT NULL, id uuid NOT NULL, object text NOT NULL, name text NOT NULL,
  condition text NOT NULL DEFAULT '', owned_by bigint, principal bigint NOT NULL,
  level text NOT NULL CHECK (level IN ('read', 'edit')), active boolean NOT NULL DEFAULT true, job_id uuid,
  created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, id));
CREATE INDEX sharing_rule_object ON guanxi.sharing_rule (tenant_id, object);

-- Given by hand, or by a place in the team of a deal or an account.
CREATE TABLE guanxi.record_share (
  tenant_id bigint NOT NULL, record_id uuid NOT NULL, principal bigint NOT NULL,
  reason text NOT NULL CHECK (reason IN ('manual', 'team')), object text NOT NULL,
  level text NOT NULL CHECK (level IN ('read', 'edit')), part text, created_by uuid, created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, record_id, principal, reason));
CREATE INDEX record_share_principal ON guanxi.record_share (tenant_id, principal, object, record_id);

-- An operator's request to look into a company, void until one of its administrators approves, and then for a time.
CREATE TABLE guanxi.support_grant (
  tenant_id bigint NOT NULL, id uuid NOT NULL, operator text NOT NULL, reason text NOT NULL,
  requested_at timestamptz NOT NULL, minutes integer NOT NULL CHECK (minutes BETWEEN 5 AND 1440),
  decided_by uuid, decided_at timestamptz, approved boolean, expires_at timestamptz, revoked_at timestamptz,
  PRIMARY KEY (tenant_id, id));

-- A person's principals: everyone's, own, of teams and queues, of all below in the trees of managers and of roles.
CREATE OR REPLACE FUNCTION guanxi.actor(of_tenant bigint, of_user uuid) RETURNS json
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = guanxi, pg_temp AS $$
  WITH RECURSIVE below AS (
    SELECT u.id, u.principal FROM guanxi.app_user u
    WHERE u.tenant_id = of_tenant AND u.id = of_user AND u.deleted_at IS NULL
    UNION
    SELECT u.id, u.principal FROM guanxi.app_user u JOIN below b ON u.manager_id = b.id
    WHERE u.tenant_id = of_tenant AND u.deleted_at IS NULL
  ), roles_below AS (
    SELECT r.id, r.principal FROM guanxi.org_role r
    JOIN guanxi.app_user u ON u.tenant_id = r.tenant_id AND u.org_role_id = r.parent_id
    WHERE u.tenant_id = of_tenant AND u.id = of_user
    UNION
    SELECT r.id, r.principal FROM guanxi.org_role r JOIN roles_below b ON r.parent_id = b.id
    WHERE r.tenant_id = of_tenant
  )
  SELECT json_build_object(
    'tenant', json_build_object('id', t.tenant_id, 'name', t.name, 'slug', t.slug, 'plan', t.plan,
      'meta_version', t.meta_version, 'settings', t.settings, 'everyone', t.everyone),
    'user', json_build_object('id', u.id, 'name', u.name, 'email', u.email, 'title', u.title, 'role', u.role,
      'licence', u.licence, 'status', u.status, 'locale', u.locale, 'timezone', u.timezone, 'theme', u.theme,
      'principal', u.principal),
    'principals', (SELECT json_agg(p) FROM (
      SELECT t.everyone AS p UNION SELECT principal FROM below UNION SELECT principal FROM roles_below
      UNION SELECT m.principal FROM guanxi.team_member tm
        JOIN guanxi.team m ON m.tenant_id = tm.tenant_id AND m.id = tm.team_id
        WHERE tm.tenant_id = of_tenant AND tm.user_id = of_user
      ORDER BY p) s),
    'role_set', (SELECT s.definition FROM guanxi.permission_set s WHERE s.tenant_id = of_tenant AND s.key = u.role),
    'sets', (SELECT json_agg(s.definition ORDER BY s.id) FROM guanxi.permission_assignment a
      JOIN guanxi.permission_set s ON s.tenant_id = a.tenant_id AND s.id = a.set_id
      WHERE a.tenant_id = of_tenant AND a.user_id = of_user))
  FROM guanxi.app_user u JOIN guanxi.tenant t ON t.tenant_id = u.tenant_id
  WHERE u.tenant_id = of_tenant AND u.id = of_user AND u.deleted_at IS NULL AND u.kind = 'person'
$$;
