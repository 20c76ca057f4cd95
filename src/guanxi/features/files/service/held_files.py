"""What writes of records mean for the files that they name: which may be taken, what is kept of each, when its content may go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.files.queries import field_files as queries
from guanxi.features.files.service.field_files import CHORE, rules_of
from guanxi.kernel.changes import Draft
from guanxi.kernel.jobs import call
from guanxi.kernel.metadata import Field
from guanxi.kernel.metadata.field_types.files import HeldFile, HeldFiles
from guanxi.kernel.tenancy import Scope

MERGE = "merge"
KEPT_DAYS = 90
"""How long the content of a file that no record holds any more can be brought back."""


async def fill_in(scope: Scope, drafts: Sequence[Draft]) -> None:
    """Makes ids into files: those that the record holds already, and those that the writer uploaded for this field."""
    fields = files_of(drafts)
    asking = [
        (draft, field)
        for draft in drafts
        if draft.op in ("create", "update")
        for field in fields
        if draft.values.get(field.name) is not None
    ]
    if not asking:
        return
    wanted = {each.id for draft, field in asking for each in draft.values[field.name]} - {
        each.id for draft, field in asking for each in _before(draft, field)
    }
    rows = await queries.lock_field_files(scope, sorted(wanted)) if wanted else {}
    taken: set[UUID] = set()
    for draft, field in asking:
        known = {each.id: each for each in _before(draft, field)}
        found = HeldFiles()
        for each in draft.values[field.name]:
            row = rows.get(each.id)
            if each.id in known:
                found.append(known[each.id])
            elif row is not None and each.id not in taken and _may_take(scope, draft, field, row):
                taken.add(each.id)
                found.append(_held(row))
            else:
                draft.refuse(field.name, "field_file_unknown", id=str(each.id))
        draft.values[field.name] = found or None


async def note_held(scope: Scope, drafts: Sequence[Draft]) -> None:
    """After the write: what is held by whom, and what no longer is."""
    fields = files_of(drafts)
    held: list[dict[str, str]] = []
    dropped: list[dict[str, str]] = []
    for draft in drafts:
        for field in fields:
            before, after = _ids(_before(draft, field)), _ids(draft.get(field.name) or ())
            if draft.op in ("create", "update"):
                held += _rows(after - before, draft)
                dropped += _rows(before - after, draft)
            elif draft.op == "restore":
                held += _rows(after, draft)
    if dropped:
        await queries.mark_dropped(scope, _json(dropped))
        await call(scope, CHORE, delay_seconds=KEPT_DAYS * 86_400)
    if held:
        await queries.mark_held(scope, _json(held))


def files_of(drafts: Sequence[Draft]) -> list[Field]:
    return [field for field in drafts[0].definition.custom_fields if field.type.holds_files] if drafts else []


def _may_take(scope: Scope, draft: Draft, field: Field, row: Any) -> bool:
    """An upload of the writer's own, made for this field and held by no record; in a merge, what another record of the object holds."""
    if (row["object"], row["field"]) != (draft.definition.name, field.name):
        return False
    if not rules_of(field).admits(row["content_type"]):
        return False
    if row["record_id"] is None:
        return bool(row["created_by"] == scope.actor.user_id)
    return bool(scope.source == MERGE or row["record_id"] == draft.id)


def _before(draft: Draft, field: Field) -> Sequence[HeldFile]:
    return () if draft.current is None else (draft.current.get(field.name) or ())


def _held(row: Any) -> HeldFile:
    return HeldFile(row["id"], row["name"], row["size"], row["content_type"], row["width"], row["height"])


def _ids(files: Iterable[HeldFile]) -> set[UUID]:
    return {each.id for each in files}


def _rows(ids: Iterable[UUID], draft: Draft) -> list[dict[str, str]]:
    return [{"id": str(each), "record_id": str(draft.id)} for each in ids]


def _json(rows: Sequence[dict[str, str]]) -> str:
    return msgspec.json.encode(rows).decode()
