"""Decisions about change-sets: everybody sees and takes back his or her own, an administrator those of all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from operator import itemgetter
from typing import Any
from uuid import UUID

from guanxi.edge.roles import above_sharing
from guanxi.features.change_sets import queries
from guanxi.features.change_sets.schemas import ChangeSet, ChangeSetPage, KeptRecord, Person, Undone
from guanxi.features.objects import facade as objects
from guanxi.kernel.changes import Kept, begin_undo, finish_undo, undo_records
from guanxi.kernel.changes.administration import (
    AdministrativeChange,
    administrative_changes_of,
    describe_administration,
    take_back_administration,
)
from guanxi.kernel.changes.settings import SettingsChange, settings_changes_of
from guanxi.kernel.errors import Conflict, Forbidden, NotFound, render
from guanxi.kernel.jobs import enqueue
from guanxi.kernel.tenancy import Scope

MOST_AT_ONCE = 1_000
JOB = "change_sets.undo"


async def list_change_sets(scope: Scope, before: UUID | None, limit: int) -> ChangeSetPage:
    """The latest first; an administrator gets everybody's."""
    actor_id = None if scope.actor.role == "admin" else scope.actor.user_id
    rows = await queries.list_change_sets(scope, actor_id, before, limit + 1)
    shown = rows[:limit]
    cursor = str(shown[-1]["id"]) if len(rows) > limit else None
    sentences = await _sentences(scope, shown)
    return ChangeSetPage([_described(scope, row, sentences) for row in shown], cursor)


async def get_change_set(scope: Scope, change_set_id: UUID) -> ChangeSet:
    row = await _get_own(scope, change_set_id)
    return _described(scope, row, await _sentences(scope, [row]))


async def undo_change_set(scope: Scope, change_set_id: UUID) -> Undone:
    """At once, or as a job where it holds more than 1,000 records.

    Raises 409 when it was taken back before, and while a job still adds to it.
    """
    row = await _get_own(scope, change_set_id)
    jobs = await queries.jobs_under_way(scope, change_set_id)
    if any(job["kind"] != JOB for job in jobs):
        raise Conflict("change_set_under_way")
    if _size(row) > MOST_AT_ONCE:
        return Undone(job_id=await _queue(scope, change_set_id, _size(row)))
    undo_id = await begin_undo(scope, change_set_id)
    async with reaching(scope, change_set_id) as reached:
        reverted, kept = await undo_records(reached, change_set_id, undo_id)
    further, more = await take_back_beside_records(scope, change_set_id, undo_id)
    reverted, kept = reverted + further, kept + more
    await finish_undo(scope, change_set_id, undo_id, complete=not kept)
    return Undone(undo_id if reverted else None, reverted, describe_kept(scope, kept))


async def take_back_beside_records(
    scope: Scope, change_set_id: UUID, undo_id: UUID
) -> tuple[int, list[Kept]]:
    """What it changed of objects and fields, and of how the company is run: the latest first, as one may need the other."""
    scope = replace(scope, joins=undo_id)
    settings = await settings_changes_of(scope, [change_set_id])
    changes: list[tuple[UUID, SettingsChange | AdministrativeChange]] = [
        *((each.history_id, each) for each in settings.get(change_set_id, ())),
        *await administrative_changes_of(scope, change_set_id),
    ]
    reverted, kept = 0, list[Kept]()
    for _, change in sorted(changes, key=itemgetter(0), reverse=True):
        if isinstance(change, SettingsChange):
            is_back, left = await objects.take_back_settings(scope, change, change_set_id)
        else:
            left = await take_back_administration(scope, change, change_set_id)
            is_back = left is None
        reverted += is_back
        kept += [] if left is None else [left]
    return reverted, kept


@asynccontextmanager
async def reaching(scope: Scope, change_set_id: UUID) -> AsyncIterator[Scope]:
    """A hand-over reached what its maker may not see; taking it back does too, for as long as he may hand over."""
    row = await queries.find_change_set(scope, change_set_id)
    if row is not None and row["source"] == "hand_over" and scope.may("user.manage"):
        async with above_sharing(scope) as above:
            yield above
    else:
        yield scope


def describe_kept(scope: Scope, kept: Sequence[Kept]) -> list[KeptRecord]:
    return [
        KeptRecord(
            each.object,
            each.record_id,
            each.name,
            list(each.fields),
            render(f"undo_{each.reason}", {}, scope.locale),
            each.reason,
        )
        for each in kept
    ]


async def _queue(scope: Scope, change_set_id: UUID, size: int) -> UUID:
    """Asked for twice, the same job answers: the lock of `begin_undo` makes the second wait for the first."""
    undo_id = await begin_undo(scope, change_set_id)
    for job in await queries.jobs_under_way(scope, change_set_id):
        under_way: UUID = job["id"]
        return under_way
    args = {"change_set_id": str(change_set_id), "undo_id": str(undo_id), "total": size}
    return await enqueue(scope, JOB, args)


async def _get_own(scope: Scope, change_set_id: UUID) -> Any:
    row = await queries.find_change_set(scope, change_set_id)
    if row is None:
        raise NotFound("change_set_not_found")
    if row["actor_id"] != scope.actor.user_id and scope.actor.role != "admin":
        raise Forbidden("change_set_not_yours")
    return row


async def _sentences(scope: Scope, rows: Sequence[Any]) -> dict[UUID, str]:
    """Of the change-sets that changed no record. Of many changes in one, such as a package's, the number."""
    ids = [row["id"] for row in rows if not _size(row)]
    if not ids:
        return {}
    return {**await objects.describe_settings(scope, ids), **await describe_administration(scope, ids)}


def _described(scope: Scope, row: Any, sentences: Mapping[UUID, str]) -> ChangeSet:
    actor = None if row["actor_id"] is None else Person(row["actor_id"], row["actor_name"])
    return ChangeSet(
        id=row["id"],
        source=row["source"],
        actor=actor,
        reason=row["reason"],
        size=_size(row),
        created=row["created_count"],
        updated=row["updated_count"],
        deleted=row["deleted_count"],
        created_at=row["created_at"],
        state=row["state"],
        undone_at=row["undone_at"],
        undone_by=row["undone_by"],
        summary=sentences.get(row["id"]) or _summary(scope, row),
    )


def _size(row: Any) -> int:
    size: int = row["created_count"] + row["updated_count"] + row["deleted_count"]
    return size


def _summary(scope: Scope, row: Any) -> str:
    """What was done, in the reader's language."""
    parts = [
        render(f"change_set_{name}", {"count": f"{count:,}"}, scope.locale)
        for name in ("created", "updated", "deleted")
        if (count := row[f"{name}_count"])
    ]
    return render("change_set_separator", {}, scope.locale).join(parts)
