"""Tables of the engine. A run belongs to one version of one workflow and, mostly, to one record."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from guanxi.kernel.changes.hanging import hangs_on_records
from guanxi.kernel.db import tenant_table

OPEN = ("ready", "waiting", "held", "failed")  # states of runs that may go on

# What a workflow said in each of its versions: runs finish on theirs. `runs_as` answers for it: whoever saved it.
workflow_version = tenant_table(
    "workflow_version",
    Column("workflow_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("object_id", Integer, nullable=False),
    Column("label", JSONB, nullable=False),
    Column("body", JSONB, nullable=False),
    Column("runs_as", Uuid),
    Column("created_at", DateTime(timezone=True), nullable=False),
    key=("workflow_id", "version"),
)

# `state`: ready, waiting, held (its workflow is switched off), failed, succeeded, cancelled. `node` is the step it stands
# at, `steps` how many it has made, `memo` what that step remembers while it waits, `outputs` what earlier ones left.
# `watches`: whether a change of its record wakes it. `occasion` keeps a time from starting it twice for a record. In a
# merge open ones go along, unless the winner has one of the same workflow, see service/merging.py.
workflow_run = hangs_on_records(
    tenant_table(
        "workflow_run",
        Column("id", Uuid, nullable=False),
        Column("workflow_id", Uuid, nullable=False),
        Column("version", Integer, nullable=False),
        Column("object_id", Integer, nullable=False),
        Column("record_id", Uuid),
        Column("state", Text, nullable=False),
        Column("node", Text),
        Column("steps", Integer, nullable=False, server_default="0"),
        Column("attempts", Integer, nullable=False, server_default="0"),
        Column("due_at", DateTime(timezone=True)),
        Column("watches", Boolean, nullable=False, server_default="false"),
        Column("depth", Integer, nullable=False, server_default="0"),
        Column("cause", JSONB, nullable=False),
        Column("outputs", JSONB, nullable=False),
        Column("memo", JSONB),
        Column("error", JSONB),
        Column("parent_id", Uuid),
        Column("children", Integer, nullable=False, server_default="0"),
        Column("occasion", Text),
        Column("created_at", DateTime(timezone=True), nullable=False),
        Column("updated_at", DateTime(timezone=True), nullable=False),
        Column("finished_at", DateTime(timezone=True)),
    ),
    only=f"state IN {OPEN}",
)

workflow_step = tenant_table(
    "workflow_step",
    Column("run_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("node", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("way", Text),
    Column("input", JSONB, nullable=False),
    Column("output", JSONB, nullable=False),
    Column("error", JSONB),
    Column("change_set_id", Uuid),
    Column("at", DateTime(timezone=True), nullable=False),
    key=("run_id", "number"),
)

# When a workflow that goes by time looks next, and how far it is with the list of this time.
workflow_clock = tenant_table(
    "workflow_clock",
    Column("workflow_id", Uuid, nullable=False),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("position", Uuid),
    key=("workflow_id",),
)

workflow_usage = tenant_table(
    "workflow_usage",
    Column("hour", DateTime(timezone=True), nullable=False),
    Column("runs", BigInteger, nullable=False, server_default="0"),
    Column("steps", BigInteger, nullable=False, server_default="0"),
    key=("hour",),
)

# The address at which another system starts a workflow; a new `turn` makes every address given before worthless.
workflow_hook = tenant_table(
    "workflow_hook",
    Column("workflow_id", Uuid, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    key=("workflow_id",),
)

# Calls to other systems that steps asked for. The id follows from run and step, and travels as Idempotency-Key.
workflow_call = tenant_table(
    "workflow_call",
    Column("id", Uuid, nullable=False),
    Column("run_id", Uuid, nullable=False),
    Column("method", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("headers", JSONB, nullable=False),
    Column("content", Text),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)
