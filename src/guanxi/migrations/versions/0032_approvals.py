"""Requests for approval, who is asked, and what came of it.

Revision ID: 0032
"""

from __future__ import annotations

from alembic import op

from guanxi.migrations.revision_0001 import rights

revision = "0032"
down_revision = "0041"
branch_labels = None
depends_on = None

TABLES = ("approval_request", "approval_task", "approval_trail", "approval_stand_in", "approval_letter")


def upgrade() -> None:
    op.execute("""
CREATE TABLE guanxi.approval_request (
  tenant_id bigint NOT NULL, id uuid NOT NULL, process_id uuid NOT NULL, process text NOT NULL, version integer NOT NULL,
  label jsonb NOT NULL, body jsonb NOT NULL, object_id integer NOT NULL, record_id uuid NOT NULL, submitted_by uuid NOT NULL,
  state text NOT NULL, steps jsonb NOT NULL, returned_from text, origin jsonb, urged_at timestamptz,
  created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, finished_at timestamptz, PRIMARY KEY (tenant_id, id))
""")
    # A record has one request that is open: it is what locks the record.
    op.execute("""
CREATE UNIQUE INDEX approval_request_open ON guanxi.approval_request (tenant_id, record_id)
  WHERE state IN ('pending', 'returned')
""")
    op.execute(
        "CREATE INDEX approval_request_of_record ON guanxi.approval_request (tenant_id, record_id, created_at DESC, id DESC)"
    )
    op.execute(
        "CREATE INDEX approval_request_submitted ON guanxi.approval_request "
        "(tenant_id, submitted_by, created_at DESC, id DESC)"
    )
    op.execute("""
CREATE INDEX approval_request_of_process ON guanxi.approval_request (tenant_id, process_id)
  WHERE state IN ('pending', 'returned')
""")
    op.execute("""
CREATE TABLE guanxi.approval_task (
  tenant_id bigint NOT NULL, id uuid NOT NULL, request_id uuid NOT NULL, step text NOT NULL, round integer NOT NULL,
  group_id uuid NOT NULL, number integer NOT NULL, place text NOT NULL, mode text NOT NULL, anchor uuid,
  user_id uuid NOT NULL, state text NOT NULL, added_by uuid, delegated_from uuid, asked_at timestamptz,
  due_at timestamptz, reminded integer NOT NULL DEFAULT 0, decided_at timestamptz, decided_by uuid, how text,
  comment text, files uuid[] NOT NULL DEFAULT '{}', PRIMARY KEY (tenant_id, id))
""")
    op.execute("CREATE INDEX approval_task_of_request ON guanxi.approval_task (tenant_id, request_id)")
    op.execute("""
CREATE INDEX approval_task_waiting ON guanxi.approval_task (tenant_id, user_id, asked_at DESC, id DESC)
  WHERE state = 'waiting'
""")
    op.execute("""
CREATE INDEX approval_task_done ON guanxi.approval_task (tenant_id, decided_by, decided_at DESC, id DESC)
  WHERE decided_by IS NOT NULL
""")
    op.execute("""
CREATE INDEX approval_task_due ON guanxi.approval_task (tenant_id, due_at) WHERE state = 'waiting' AND due_at IS NOT NULL
""")
    op.execute("""
CREATE TABLE guanxi.approval_trail (
  tenant_id bigint NOT NULL, id uuid NOT NULL, request_id uuid NOT NULL, at timestamptz NOT NULL, number integer NOT NULL,
  kind text NOT NULL, user_id uuid, step text, people uuid[] NOT NULL, comment text, files uuid[] NOT NULL, how text,
  PRIMARY KEY (tenant_id, id))
""")
    op.execute("CREATE INDEX approval_trail_of ON guanxi.approval_trail (tenant_id, request_id, at, number)")
    op.execute("""
CREATE TABLE guanxi.approval_stand_in (
  tenant_id bigint NOT NULL, id uuid NOT NULL, user_id uuid NOT NULL, to_id uuid NOT NULL, first date NOT NULL,
  last date NOT NULL, processes text[], created_at timestamptz NOT NULL, created_by uuid NOT NULL, PRIMARY KEY (tenant_id, id))
""")
    op.execute("CREATE INDEX approval_stand_in_of ON guanxi.approval_stand_in (tenant_id, user_id, last)")
    op.execute("CREATE INDEX approval_stand_in_to ON guanxi.approval_stand_in (tenant_id, to_id, last)")
    op.execute("""
CREATE TABLE guanxi.approval_letter (
  tenant_id bigint NOT NULL, id uuid NOT NULL, request_id uuid NOT NULL, task_id uuid NOT NULL, user_id uuid NOT NULL,
  kind text NOT NULL, is_sent boolean NOT NULL, created_at timestamptz NOT NULL, expires_at timestamptz NOT NULL,
  used_at timestamptz, PRIMARY KEY (tenant_id, id))
""")
    op.execute(
        "CREATE INDEX approval_letter_unsent ON guanxi.approval_letter (tenant_id, created_at) WHERE NOT is_sent"
    )
    for table in TABLES:
        for statement in rights.of_plain_table(table):
            op.execute(statement)


def downgrade() -> None:
    for table in TABLES:
        op.execute(f"DROP TABLE guanxi.{table}")
