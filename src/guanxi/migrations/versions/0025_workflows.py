"""Workflows: versions, runs, steps, clocks, use by the hour, addresses for other systems, calls to them.

Revision ID: 0025
"""

from __future__ import annotations

from alembic import op

from guanxi.migrations.revision_0001 import rights

revision = "0025"
down_revision = "0021"
branch_labels = None
depends_on = None

TABLES = {
    "workflow_version": """
  workflow_id uuid NOT NULL, version integer NOT NULL, name text NOT NULL, object_id integer NOT NULL, label jsonb NOT NULL,
  body jsonb NOT NULL, runs_as uuid, created_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, workflow_id, version)""",
    "workflow_run": """
  id uuid NOT NULL, workflow_id uuid NOT NULL, version integer NOT NULL, object_id integer NOT NULL, record_id uuid,
  state text NOT NULL CHECK (state IN ('ready', 'waiting', 'held', 'failed', 'succeeded', 'cancelled')), node text,
  steps integer NOT NULL DEFAULT 0, attempts integer NOT NULL DEFAULT 0, due_at timestamptz,
  watches boolean NOT NULL DEFAULT false, depth integer NOT NULL DEFAULT 0, cause jsonb NOT NULL, outputs jsonb NOT NULL,
  memo jsonb, error jsonb, parent_id uuid, children integer NOT NULL DEFAULT 0, occasion text,
  created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, finished_at timestamptz, PRIMARY KEY (tenant_id, id)""",
    "workflow_step": """
  run_id uuid NOT NULL, number integer NOT NULL, node text NOT NULL, type text NOT NULL,
  state text NOT NULL CHECK (state IN ('done', 'waiting', 'failed', 'skipped')), way text, input jsonb NOT NULL,
  output jsonb NOT NULL, error jsonb, change_set_id uuid, at timestamptz NOT NULL, PRIMARY KEY (tenant_id, run_id, number)""",
    "workflow_clock": """
  workflow_id uuid NOT NULL, due_at timestamptz NOT NULL, since timestamptz NOT NULL, position uuid,
  PRIMARY KEY (tenant_id, workflow_id)""",
    "workflow_usage": """
  hour timestamptz NOT NULL, runs bigint NOT NULL DEFAULT 0, steps bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, hour)""",
    "workflow_hook": """
  workflow_id uuid NOT NULL, turn integer NOT NULL, created_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, workflow_id)""",
    "workflow_call": """
  id uuid NOT NULL, run_id uuid NOT NULL, method text NOT NULL, url text NOT NULL, headers jsonb NOT NULL, content text,
  state text NOT NULL CHECK (state IN ('queued', 'done', 'failed')), attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL, created_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, id)""",
}
INDEXES = (
    "workflow_run_due ON guanxi.workflow_run (tenant_id, due_at, id) WHERE state IN ('ready', 'waiting')",
    "workflow_run_of ON guanxi.workflow_run (tenant_id, workflow_id, id)",
    "workflow_run_failed ON guanxi.workflow_run (tenant_id, id) WHERE state = 'failed'",
    "workflow_run_open ON guanxi.workflow_run (tenant_id, workflow_id, state, id) "
    "WHERE state IN ('ready', 'waiting', 'held', 'failed')",
    "workflow_run_record ON guanxi.workflow_run (tenant_id, record_id, id)",
    "workflow_run_watching ON guanxi.workflow_run (tenant_id, record_id) WHERE watches",
    "workflow_run_past ON guanxi.workflow_run (tenant_id, finished_at) WHERE finished_at IS NOT NULL AND state <> 'failed'",
    "workflow_call_of ON guanxi.workflow_call (tenant_id, run_id)",
    "workflow_run_parent ON guanxi.workflow_run (tenant_id, parent_id) WHERE parent_id IS NOT NULL",
    "workflow_call_due ON guanxi.workflow_call (tenant_id, due_at, id) WHERE state = 'queued'",
)
ONCE = (
    "CREATE UNIQUE INDEX workflow_run_once ON guanxi.workflow_run (tenant_id, workflow_id, record_id, occasion) "
    "WHERE occasion IS NOT NULL"
)


def upgrade() -> None:
    for table, columns in TABLES.items():
        op.execute(f"CREATE TABLE guanxi.{table} (tenant_id bigint NOT NULL, {columns})")
        for statement in rights.of_plain_table(table):
            op.execute(statement)
    for index in INDEXES:
        op.execute(f"CREATE INDEX {index}")
    op.execute(ONCE)
    # Runs are written often and finish soon: room on the page for the next version of a row.
    op.execute("ALTER TABLE guanxi.workflow_run SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05)")


def downgrade() -> None:
    for table in TABLES:
        op.execute(f"DROP TABLE guanxi.{table}")
