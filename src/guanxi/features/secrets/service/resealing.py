"""Re-encrypting what former keys have encrypted, so that those can be retired."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import msgspec

from guanxi.features.secrets.queries import values
from guanxi.features.secrets.schemas import ResealingJob, ResealingState
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.errors import Conflict
from guanxi.kernel.jobs import Job, enqueue, find_latest, stop_latest
from guanxi.kernel.metadata import Field, ObjectDef, Registry, registry_of
from guanxi.kernel.metadata.field_types.encrypted_text import place_of, resealed
from guanxi.kernel.sealing import KeysMissing, Sealed, SealedUnreadable, keyring
from guanxi.kernel.tenancy import Scope

JOB = "secrets.reseal"
CHUNK = 500
Place = tuple[int, int]
"""Where a pass stands: the numbers of an object and of one of its fields."""


@dataclass(frozen=True, slots=True)
class Resealed:
    """`last` is None at the end; `unreadable` were sealed by keys that are gone."""

    last: UUID | None
    seen: int
    written: int
    unreadable: int


async def start_resealing(scope: Scope) -> UUID:
    """The job that is under way, or a new one; that goes on where one for the same key was stopped or failed.

    Raises 403, 409 `secret_key_missing`.
    """
    scope.require("company.manage")
    key, last = current_key(), await find_latest(scope, JOB)
    if last is not None and not last.state.is_final:
        return last.id
    goes_on = last is not None and is_resumable(last, key)
    return await enqueue(scope, JOB, last.args if last is not None and goes_on else {"key": key})


async def stop_resealing(scope: Scope) -> ResealingState:
    """What has been encrypted anew stays so. Raises 403."""
    scope.require("company.manage")
    await stop_latest(scope, JOB)
    return await get_resealing(scope)


async def get_resealing(scope: Scope) -> ResealingState:
    """Which keys there are, by their ids, and how far the last pass got. Raises 403."""
    scope.require("company.manage")
    ids = list(keyring().keys)
    job = await find_latest(scope, JOB)
    return ResealingState(
        key=ids[0] if ids else None,
        former=ids[1:],
        fields=len(sealed_fields(await registry_of(scope))),
        job=None if job is None else _told(job),
        resumable=job is not None and bool(ids) and is_resumable(job, ids[0]),
    )


def is_resumable(job: Job, key: str) -> bool:
    """Whether it ended before its end, under the key that still is the current one."""
    return job.state in ("cancelled", "failed") and job.args.get("key") == key and bool(job.args.get("done"))


def current_key() -> str:
    try:
        return keyring().current
    except KeysMissing:
        raise Conflict("secret_key_missing") from None


def sealed_fields(registry: Registry) -> list[tuple[ObjectDef, Field]]:
    """In the order of their places. Of deleted objects too: they may come back."""
    found = [
        (definition, field)
        for definition in (*registry, *registry.deleted.values())
        for field in definition.custom_fields
        if field.type.sealed
    ]
    return sorted(found, key=lambda each: place_in_pass(*each))


def place_in_pass(definition: ObjectDef, field: Field) -> Place:
    assert field.place is not None
    return definition.number, field.place.number


async def count_sealed(scope: Scope, definition: ObjectDef, field: Field) -> int:
    """How many records have a value, those in the bin too."""
    assert field.place is not None
    async with elevated(scope):
        return await values.count_kept(scope, definition, field.place.key)


async def reseal_next(scope: Scope, definition: ObjectDef, field: Field, after: UUID) -> Resealed:
    """The next records, those in the bin too. Who writes meanwhile wins: his value has the current key already."""
    assert field.place is not None
    key, place, current = field.place.key, place_of(scope.tenant.id, field), keyring().current
    async with elevated(scope):
        rows = await values.next_kept(scope, definition, key, after, CHUNK)
        fresh, unreadable = [], 0
        for row in rows:
            sealed = Sealed.from_json(msgspec.json.decode(row["kept"]))
            if sealed.key == current:
                continue
            try:
                again = resealed(sealed, place)
            except SealedUnreadable:
                unreadable += 1
                continue
            fresh.append({"id": row["id"], "kept": row["kept"], "fresh": {key: again.as_json()}})
        if fresh:
            await values.replace_kept(scope, definition, key, msgspec.json.encode(fresh).decode())
    last = rows[-1]["id"] if len(rows) == CHUNK else None
    return Resealed(last, len(rows), len(fresh), unreadable)


def _told(job: Job) -> ResealingJob:
    """Of one that was stopped or failed, what it did until then."""
    counts = job.result or job.args
    return ResealingJob(
        id=job.id,
        state=job.state.value,
        stopping=job.cancel_requested and not job.state.is_final,
        done=job.args.get("done", job.done),
        total=job.args.get("total"),
        written=counts.get("written", 0),
        unreadable=counts.get("unreadable", 0),
        started_at=job.started_at,
        finished_at=job.finished_at,
    )
