"""Tables of approvals."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, DateTime, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from guanxi.kernel.changes.hanging import hangs_on_records
from guanxi.kernel.db import tenant_table

# `body` is what the process said when it was submitted: the request finishes on that. `steps` holds state and round of each
# step that has begun, by its name. `origin` names who waits for the outcome, such as a run of a workflow. Those that ended go along in a merge;
# those that are open are ended before, see service/merging.py.
approval_request = hangs_on_records(
    tenant_table(
        "approval_request",
        Column("id", Uuid, nullable=False),
        Column("process_id", Uuid, nullable=False),
        Column("process", Text, nullable=False),
        Column("version", Integer, nullable=False),
        Column("label", JSONB, nullable=False),
        Column("body", JSONB, nullable=False),
        Column("object_id", Integer, nullable=False),
        Column("record_id", Uuid, nullable=False),
        Column("submitted_by", Uuid, nullable=False),
        Column("state", Text, nullable=False),
        Column("steps", JSONB, nullable=False),
        Column("returned_from", Text),
        Column("origin", JSONB),
        Column("urged_at", DateTime(timezone=True)),
        Column("created_at", DateTime(timezone=True), nullable=False),
        Column("updated_at", DateTime(timezone=True), nullable=False),
        Column("finished_at", DateTime(timezone=True)),
    )
)

# Tasks of one group stand side by side under one mode; `anchor` is the task for which signers were added, `place` says
# whether before, after or beside it (`step`: the step's own people). `number` orders those of a group.
approval_task = tenant_table(
    "approval_task",
    Column("id", Uuid, nullable=False),
    Column("request_id", Uuid, nullable=False),
    Column("step", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("group_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("place", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("anchor", Uuid),
    Column("user_id", Uuid, nullable=False),
    Column("state", Text, nullable=False),
    Column("added_by", Uuid),
    Column("delegated_from", Uuid),
    Column("asked_at", DateTime(timezone=True)),
    Column("due_at", DateTime(timezone=True)),
    Column("reminded", Integer, nullable=False, server_default="0"),
    Column("decided_at", DateTime(timezone=True)),
    Column("decided_by", Uuid),
    Column("how", Text),
    Column("comment", Text),
    Column("files", ARRAY(Uuid), nullable=False, server_default="{}"),
)

approval_trail = tenant_table(
    "approval_trail",
    Column("id", Uuid, nullable=False),
    Column("request_id", Uuid, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("user_id", Uuid),
    Column("step", Text),
    Column("people", ARRAY(Uuid), nullable=False),
    Column("comment", Text),
    Column("files", ARRAY(Uuid), nullable=False),
    Column("how", Text),
)

# Who is asked in somebody's place, from one day to another; `processes` empty: in all of them.
approval_stand_in = tenant_table(
    "approval_stand_in",
    Column("id", Uuid, nullable=False),
    Column("user_id", Uuid, nullable=False),
    Column("to_id", Uuid, nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("processes", ARRAY(Text)),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("created_by", Uuid, nullable=False),
)

# Letters with a link that decides. `user_id` is to whom it was written: it decides only while the task is his.
approval_letter = tenant_table(
    "approval_letter",
    Column("id", Uuid, nullable=False),
    Column("request_id", Uuid, nullable=False),
    Column("task_id", Uuid, nullable=False),
    Column("user_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("is_sent", Boolean, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True)),
)
