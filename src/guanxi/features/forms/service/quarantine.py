"""Where uploads of strangers are until a record takes them: nobody, whatever his rights, reads what is kept here.

A sending names uploads of its own page only. Accepted, they become files of the record; what no sending names goes within a day,
what waits for a person stays until he has dealt with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import anyio

from guanxi.features.files.facade import FieldUpload, rules_of, take_over
from guanxi.features.forms.queries import uploads as queries
from guanxi.features.forms.service.preparing import PreparedForm
from guanxi.kernel.files import file_store
from guanxi.kernel.metadata import Field
from guanxi.kernel.metadata.field_types.files import KINDS, FileRules, HeldFile
from guanxi.kernel.tenancy import Scope

UNUSED = timedelta(days=1)
_AT_ONCE = 200


def rules_for_strangers(field: Field) -> FileRules:
    """A field that takes anything takes of strangers what is known to be something."""
    rules = rules_of(field)
    return rules if rules.kinds else replace(rules, kinds=tuple(KINDS))


async def named_in(
    scope: Scope, form_id: UUID, prepared: PreparedForm, given: Mapping[str, Any], ticket: UUID | None
) -> dict[UUID, HeldFile]:
    """The uploads that values name, of this page; with `ticket` None of any, for whoever mends what waits."""
    wanted = dict(_ids(prepared, given))
    rows = await queries.lock(scope, form_id, wanted)
    return {
        key: _held(row)
        for key, row in rows.items()
        if row["field"] == wanted[key] and (ticket is None or row["ticket"] == ticket)
    }


def without_gone(value: Any, files: Mapping[UUID, HeldFile]) -> Any:
    """A kept value of files without those that were not kept any longer; any other value as it is."""
    gone = {each["id"] for each in _files(value)} - {str(key) for key in files}
    return [each for each in value if each["id"] not in gone] if gone else value


async def hand_over(own: Scope, form_id: UUID, object_name: str, values: Mapping[str, Any]) -> None:
    """Uploads become files of fields, for a record that is about to be written under `own`, as whose they come."""
    named = {UUID(each["id"]): name for name, value in values.items() for each in _files(value)}
    rows = await queries.lock(own, form_id, named)
    if not rows:
        return
    for key, row in rows.items():
        await take_over(own, object_name, named[key], key, FieldUpload.from_row(row))
    await queries.delete(own, list(rows))


async def hold(scope: Scope, values: Mapping[str, Any], submission_id: UUID) -> None:
    """They wait along with what names them."""
    ids = [UUID(each["id"]) for value in values.values() for each in _files(value)]
    if ids:
        await queries.hold(scope, ids, submission_id)


async def expire(scope: Scope) -> tuple[bool, datetime | None]:
    """Whether there is more to do at once, and when the next is past its time. Content goes before its row."""
    rows = await queries.lock_past(scope, scope.now - UNUSED, _AT_ONCE)
    for row in rows:
        for key in filter(None, (row["storage_key"], row["thumbnail_key"])):
            await anyio.to_thread.run_sync(file_store().delete, key)
    if rows:
        await queries.delete(scope, [row["id"] for row in rows])
    first = await queries.oldest(scope)
    return len(rows) == _AT_ONCE, None if first is None else first + UNUSED


def _ids(prepared: PreparedForm, given: Mapping[str, Any]) -> Iterable[tuple[UUID, str]]:
    """Each with the field that names it."""
    for each in prepared.fields:
        if not each.field.type.holds_files:
            continue
        value = given.get(each.name)
        for one in (value if isinstance(value, list) else [value])[: rules_of(each.field).most + 1]:
            with suppress(ValueError):
                yield UUID(str(one.get("id") if isinstance(one, dict) else one)), each.name


def _files(value: Any) -> Iterable[dict[str, Any]]:
    """The files of a kept value; nothing of any other value."""
    if isinstance(value, list):
        yield from (each for each in value if isinstance(each, dict) and "id" in each)


def _held(row: Any) -> HeldFile:
    return HeldFile(row["id"], row["name"], row["size"], row["content_type"], row["width"], row["height"])
