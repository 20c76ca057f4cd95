-- The few tables that belong to no company: who may sign in. Only guanxi_auth reaches them.
CREATE TABLE guanxi.identity (
  id uuid PRIMARY KEY, email text NOT NULL, email_key text COLLATE "C" NOT NULL UNIQUE, password_hash text,
  password_changed_at timestamptz, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  last_sign_in_at timestamptz);
CREATE TABLE guanxi.session (
  id uuid PRIMARY KEY, token_hash bytea NOT NULL UNIQUE,
  identity_id uuid NOT NULL REFERENCES guanxi.identity (id) ON DELETE CASCADE,
  tenant_id bigint NOT NULL, user_id uuid NOT NULL, created_at timestamptz NOT NULL, seen_at timestamptz NOT NULL,
  idle_expires_at timestamptz NOT NULL, expires_at timestamptz NOT NULL,
  user_agent text NOT NULL DEFAULT '', ip text NOT NULL DEFAULT '');
CREATE INDEX session_identity ON guanxi.session (identity_id);
CREATE INDEX session_of_user ON guanxi.session (tenant_id, user_id);
CREATE INDEX session_expiry ON guanxi.session (expires_at);
CREATE TABLE guanxi.api_key (
  id uuid PRIMARY KEY, token_hash bytea NOT NULL UNIQUE, prefix text NOT NULL, name text NOT NULL,
  tenant_id bigint NOT NULL, user_id uuid NOT NULL, created_at timestamptz NOT NULL,
  last_used_at timestamptz, expires_at timestamptz);
CREATE INDEX api_key_user ON guanxi.api_key (tenant_id, user_id, created_at);
CREATE TABLE guanxi.invitation (
  id uuid PRIMARY KEY, token_hash bytea NOT NULL UNIQUE, tenant_id bigint NOT NULL, user_id uuid NOT NULL,
  email text NOT NULL, email_key text COLLATE "C" NOT NULL, name text NOT NULL, role text NOT NULL,
  company text NOT NULL, inviter text NOT NULL, invited_by uuid NOT NULL,
  created_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, accepted_at timestamptz);
CREATE INDEX invitation_tenant ON guanxi.invitation (tenant_id, created_at);
CREATE UNIQUE INDEX invitation_open ON guanxi.invitation (tenant_id, user_id) WHERE accepted_at IS NULL;
CREATE TABLE guanxi.sign_in_attempt (
  key bytea NOT NULL, window_start timestamptz NOT NULL, attempts integer NOT NULL, PRIMARY KEY (key, window_start));
CREATE INDEX sign_in_attempt_age ON guanxi.sign_in_attempt (window_start);
