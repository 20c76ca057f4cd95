"""Taking in what strangers upload with a form: in pieces, within bounds, looked at by the same guard as every upload."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from guanxi.features.files.facade import checked_name, limit_of, rules_of, take_upload
from guanxi.features.forms.queries import uploads as queries
from guanxi.features.forms.service.opening import OpenedForm
from guanxi.features.forms.service.preparing import PreparedForm
from guanxi.features.forms.service.quarantine import UNUSED, rules_for_strangers
from guanxi.features.forms.service.retention import CHORE
from guanxi.kernel.errors import NotFound, TooMany
from guanxi.kernel.ids import new_id
from guanxi.kernel.jobs import call
from guanxi.kernel.metadata.field_types.files import HeldFile

MOST_FILES = 2_000
MOST_BYTES = 2 << 30
"""Kept of one form at a time, of everybody; beyond either it takes no more files until some have gone."""

SPARE = 3
"""Uploads of one page, for each place that its fields have: people change their minds, but not for ever."""


async def take(form: OpenedForm, ticket: UUID, field_name: str, upload: Any, limit: int) -> HeldFile:
    """`limit` in bytes is the installation's. Raises 404 for what the form does not ask, 413, 422 of the guard, 429
    `form_too_many_files`.
    """
    prepared, scope = form.prepared, form.scope
    asked = prepared.by_name.get(field_name) if prepared is not None else None
    if prepared is None or asked is None or not asked.field.type.holds_files:
        raise NotFound("field_not_found", params={"field": field_name[:80], "object": "form"})
    await _require_room(form, prepared, ticket)
    name = checked_name(upload.filename or "")
    field = replace(asked.field, files=rules_for_strangers(asked.field))
    taken = await take_upload(scope, field, name, upload, limit_of(field, limit))
    file_id = new_id()
    await queries.insert(
        scope,
        {
            "id": file_id, "form_id": form.definition.id, "field": field_name, "ticket": ticket, "submission_id": None,
            "created_at": scope.now, **taken.as_row(),
        },
    )  # fmt: skip
    await call(scope, CHORE, delay_seconds=UNUSED.total_seconds())
    return HeldFile(file_id, name, taken.size, taken.content_type, taken.width, taken.height)


async def _require_room(form: OpenedForm, prepared: PreparedForm, ticket: UUID) -> None:
    kept = await queries.figures(form.scope, form.definition.id, ticket)
    places = sum(rules_of(each.field).most for each in prepared.fields if each.field.type.holds_files)
    if kept["own"] >= places * SPARE or kept["files"] >= MOST_FILES or kept["bytes"] >= MOST_BYTES:
        raise TooMany("form_too_many_files")
