"""Tables of forms: their public addresses, the wordings of consent, and whatever was sent."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, Integer, LargeBinary, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from guanxi.kernel.db import tenant_table

form_link = tenant_table(
    "form_link",
    Column("form_id", Uuid, nullable=False),
    Column("key", Text(collation="C"), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    key=("form_id",),
)

form_consent = tenant_table(
    "form_consent",
    Column("form_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("text", JSONB, nullable=False),
    Column("policy_url", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    key=("form_id", "version"),
)

# `state`: accepted, refused (waits for a person), spam (held, perhaps wrongly), discarded. `ticket` is that of the page it was
# sent from, and `content_hash` tells a repetition from something else. `settled_at` is when it was dealt with, empty while it
# waits and once what was sent is past its time.
form_submission = tenant_table(
    "form_submission",
    Column("id", Uuid, nullable=False),
    Column("form_id", Uuid, nullable=False),
    Column("form_version", Integer, nullable=False),
    Column("name", Text(collation="C"), nullable=False),
    Column("label", JSONB, nullable=False),
    Column("object_id", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("ticket", Uuid, nullable=False),
    Column("content_hash", LargeBinary, nullable=False),
    Column("language", Text, nullable=False),
    Column("sent", JSONB, nullable=False),
    Column("consent_version", Integer),
    Column("consent_agreed", Boolean),
    Column("record_id", Uuid),
    Column("outcome", Text),
    Column("change_set_id", Uuid),
    Column("error", JSONB),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("settled_at", DateTime(timezone=True)),
    Column("trimmed_at", DateTime(timezone=True)),
)
