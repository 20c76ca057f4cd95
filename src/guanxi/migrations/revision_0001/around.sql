-- Everything beside the records: companies, metadata, links, search, history, outbox, counters, work in progress.
CREATE SEQUENCE guanxi.tenant_seq AS bigint;
CREATE SEQUENCE guanxi.principal_seq AS bigint;

CREATE TABLE guanxi.tenant (
  tenant_id bigint PRIMARY KEY, slug text COLLATE "C" NOT NULL, name text NOT NULL, plan text NOT NULL DEFAULT 'free',
  meta_version bigint NOT NULL DEFAULT 1, settings jsonb NOT NULL DEFAULT '{}', everyone bigint NOT NULL,
  created_at timestamptz NOT NULL);

CREATE TABLE guanxi.object_def (
  tenant_id bigint NOT NULL, object_id integer NOT NULL, api_name text NOT NULL, definition jsonb NOT NULL,
  PRIMARY KEY (tenant_id, object_id), UNIQUE (tenant_id, api_name));
CREATE TABLE guanxi.field_def (
  tenant_id bigint NOT NULL, object_id integer NOT NULL, field_id integer NOT NULL, api_name text NOT NULL,
  type text NOT NULL, slot text, slot_state text NOT NULL DEFAULT 'none', definition jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, object_id, field_id),
  UNIQUE (tenant_id, object_id, api_name), UNIQUE (tenant_id, object_id, slot));

CREATE TABLE guanxi.record_link (
  tenant_id bigint NOT NULL, field_id integer NOT NULL, from_id uuid NOT NULL, to_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, field_id, from_id, to_id));
CREATE INDEX record_link_to ON guanxi.record_link (tenant_id, to_id, field_id, from_id);
CREATE TABLE guanxi.unique_value (
  tenant_id bigint NOT NULL, object_id integer NOT NULL, field_id integer NOT NULL,
  value_key text COLLATE "C" NOT NULL, record_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, object_id, field_id, value_key));

CREATE TABLE guanxi.search_doc (
  tenant_id bigint NOT NULL, object_id integer NOT NULL, record_id uuid NOT NULL, title text NOT NULL,
  acl bigint[] NOT NULL, updated_at timestamptz NOT NULL, tsv tsvector NOT NULL,
  PRIMARY KEY (tenant_id, record_id));
CREATE INDEX search_doc_tsv ON guanxi.search_doc USING gin (tsv);

-- Partitions hold a quarter each; what falls outside them goes to the default one, never to an error.
CREATE TABLE guanxi.audit_log (
  tenant_id bigint NOT NULL, at timestamptz NOT NULL, id uuid NOT NULL, object_id integer NOT NULL,
  record_id uuid NOT NULL, actor_id uuid, source text NOT NULL, change_set_id uuid NOT NULL,
  op char(1) NOT NULL, version integer NOT NULL, diff jsonb NOT NULL,
  PRIMARY KEY (tenant_id, at, id)) PARTITION BY RANGE (at);
CREATE INDEX audit_log_record ON guanxi.audit_log (tenant_id, record_id, at DESC, id DESC);
CREATE INDEX audit_log_change_set ON guanxi.audit_log (tenant_id, change_set_id, id);
CREATE TABLE guanxi.audit_log_2026_q4 PARTITION OF guanxi.audit_log FOR VALUES FROM ('2026-10-01') TO ('2027-01-01');
CREATE TABLE guanxi.audit_log_2027_q1 PARTITION OF guanxi.audit_log FOR VALUES FROM ('2027-01-01') TO ('2027-04-01');
CREATE TABLE guanxi.audit_log_2027_q2 PARTITION OF guanxi.audit_log FOR VALUES FROM ('2027-04-01') TO ('2027-07-01');
CREATE TABLE guanxi.audit_log_default PARTITION OF guanxi.audit_log DEFAULT;

CREATE TABLE guanxi.change_set (
  tenant_id bigint NOT NULL, id uuid NOT NULL, source text NOT NULL, actor_id uuid, reason text,
  state text NOT NULL CHECK (state IN ('applied', 'undone', 'partly_undone')),
  created_count bigint NOT NULL DEFAULT 0, updated_count bigint NOT NULL DEFAULT 0, deleted_count bigint NOT NULL DEFAULT 0,
  undoes uuid, undone_by uuid, undone_at timestamptz, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id));
CREATE INDEX change_set_recent ON guanxi.change_set (tenant_id, created_at, id);

CREATE TABLE guanxi.outbox (
  tenant_id bigint NOT NULL, id uuid NOT NULL, topic text NOT NULL, record_id uuid, record_version integer,
  payload jsonb NOT NULL DEFAULT '{}', created_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, id));
CREATE INDEX outbox_age ON guanxi.outbox (created_at, id);

-- Sixteen buckets an object, so that writers do not queue for one row.
CREATE TABLE guanxi.object_count (
  tenant_id bigint NOT NULL, object_id integer NOT NULL, bucket smallint NOT NULL, n bigint NOT NULL,
  PRIMARY KEY (tenant_id, object_id, bucket)) WITH (fillfactor = 50);

CREATE TABLE guanxi.job (
  tenant_id bigint NOT NULL, id uuid NOT NULL, kind text NOT NULL, args jsonb NOT NULL DEFAULT '{}',
  state text NOT NULL CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  done bigint NOT NULL DEFAULT 0, total bigint, result jsonb, error jsonb, created_by uuid,
  created_at timestamptz NOT NULL, started_at timestamptz, finished_at timestamptz, heartbeat_at timestamptz,
  cancel_requested boolean NOT NULL DEFAULT false, attempts integer NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, id));
CREATE INDEX job_recent ON guanxi.job (tenant_id, created_at, id);

CREATE TABLE guanxi.file (
  tenant_id bigint NOT NULL, id uuid NOT NULL, object text NOT NULL, record_id uuid NOT NULL, name text NOT NULL,
  size bigint NOT NULL, content_type text NOT NULL, sha256 bytea NOT NULL, storage_key text NOT NULL,
  created_at timestamptz NOT NULL, created_by uuid NOT NULL, PRIMARY KEY (tenant_id, id));
CREATE INDEX file_record ON guanxi.file (tenant_id, record_id, created_at, id);

CREATE TABLE guanxi.saved_view (
  tenant_id bigint NOT NULL, id uuid NOT NULL, object text NOT NULL, name text NOT NULL, kind text NOT NULL,
  definition jsonb NOT NULL DEFAULT '{}', shared boolean NOT NULL DEFAULT false, owner_id uuid NOT NULL,
  created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, id));
CREATE INDEX saved_view_object ON guanxi.saved_view (tenant_id, object, created_at);

CREATE TABLE guanxi.idempotency_key (
  tenant_id bigint NOT NULL, user_id uuid NOT NULL, key text COLLATE "C" NOT NULL, request_hash bytea NOT NULL,
  status integer NOT NULL, headers jsonb NOT NULL, body bytea NOT NULL, created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, user_id, key));
CREATE INDEX idempotency_key_age ON guanxi.idempotency_key (tenant_id, created_at);

CREATE TABLE guanxi.import (
  tenant_id bigint NOT NULL, id uuid NOT NULL, object text NOT NULL,
  state text NOT NULL CHECK
    (state IN ('analysing', 'mapping', 'checking', 'ready', 'running', 'done', 'failed', 'cancelled')),
  file_name text NOT NULL, file_size bigint NOT NULL, file_key text NOT NULL, rows_key text, total_rows integer,
  analysis jsonb NOT NULL DEFAULT '{}', options jsonb NOT NULL DEFAULT '{}', check_result jsonb,
  phase smallint NOT NULL DEFAULT 1, next_row integer NOT NULL DEFAULT 0,
  created_count integer NOT NULL DEFAULT 0, updated_count integer NOT NULL DEFAULT 0,
  skipped_count integer NOT NULL DEFAULT 0, refused_count integer NOT NULL DEFAULT 0,
  change_set_id uuid, job_id uuid, error jsonb, created_by uuid,
  created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, started_at timestamptz, finished_at timestamptz,
  PRIMARY KEY (tenant_id, id));
CREATE INDEX import_recent ON guanxi.import (tenant_id, created_at, id);
CREATE TABLE guanxi.import_issue (
  tenant_id bigint NOT NULL, import_id uuid NOT NULL, row_no integer NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('refuse', 'skip', 'warn', 'defer')), record_id uuid,
  errors jsonb NOT NULL DEFAULT '[]', cells jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (tenant_id, import_id, row_no, outcome),
  FOREIGN KEY (tenant_id, import_id) REFERENCES guanxi.import (tenant_id, id) ON DELETE CASCADE);
