"""Tables of forms: their public addresses, the wordings of consent, and whatever was sent."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Integer, LargeBinary, Text, Uuid
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

# What a stranger uploaded, out of everybody's reach: `ticket` is that of his page, `submission_id` what waits for a person and
# names it. Once it is accepted the row goes and the content is the record's.
form_upload = tenant_table(
    "form_upload",
    Column("id", Uuid, nullable=False),
    Column("form_id", Uuid, nullable=False),
    Column("field", Text, nullable=False),
    Column("ticket", Uuid, nullable=False),
    Column("submission_id", Uuid),
    Column("name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    Column("storage_key", Text, nullable=False),
    Column("thumbnail_key", Text),
    Column("width", Integer),
    Column("height", Integer),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

# `counted` is a keyed hash of what is counted, such as an address; so many since `window_start`.
form_rate = tenant_table(
    "form_rate",
    Column("form_id", Uuid, nullable=False),
    Column("counted", LargeBinary, nullable=False),
    Column("window_start", DateTime(timezone=True), nullable=False),
    Column("count", Integer, nullable=False),
    key=("form_id", "counted"),
)
