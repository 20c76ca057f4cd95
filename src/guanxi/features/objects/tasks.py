"""What is done to the records that an object has already when a field of it becomes something else."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

import msgspec

from guanxi.edge.invalidations import announce
from guanxi.features.objects.service import conversion, due, indexing, numbering, searching, uniqueness
from guanxi.features.objects.service.linking import link_older_fields
from guanxi.features.objects.service.rollups import JOB as FILL_ROLLUP
from guanxi.features.objects.service.walking import SoFar, Step, walk
from guanxi.kernel.changes.carrying import carry_next
from guanxi.kernel.changes.claiming import Duplicate, claim_next
from guanxi.kernel.changes.filling import fill_next
from guanxi.kernel.changes.linking import fill_links_next
from guanxi.kernel.changes.numbering_older import number_next
from guanxi.kernel.changes.rollups import refill_next
from guanxi.kernel.changes.searching_older import write_next
from guanxi.kernel.changes.staleness import refresh_next
from guanxi.kernel.db import Database
from guanxi.kernel.jobs import JobContext, job, periodic
from guanxi.kernel.metadata import Field, ObjectDef, registry_of
from guanxi.kernel.metadata.custom_fields import custom_field_from_json
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.metadata.slots import mark_filled
from guanxi.kernel.tabular import DateOrder
from guanxi.kernel.tenancy import Scope
from guanxi.settings import Settings

logger = logging.getLogger(__name__)
CHUNK = 2_000
ROLLUP_CHUNK = 500  # records locked at a time
MOST_TOLD = 200


@job(indexing.JOB)
async def index_field(
    ctx: JobContext,
    *,
    object: str,
    field: str,
    number: int,
    **so_far: Unpack[SoFar],
) -> dict[str, Any]:
    """Copies what records hold into the slot of a field that shall be indexed, or into links; in the end these are read.

    Ends early when the field has been deleted, is no longer to be indexed, or is read from there already.
    """

    async def take(scope: Scope, last: UUID, since: datetime | None) -> Step | None:
        place = await _to_fill(scope, object, field, number)
        if place is None:
            return None
        fill = fill_links_next if place[1].keeps_links else fill_next
        return await fill(scope, *place, last, CHUNK, since)

    walked = await walk(ctx, object, so_far, take)
    async with ctx.scope() as scope:
        if walked.complete:
            scope = await lock_metadata(scope)
            place = await _to_fill(scope, object, field, number)
            if place is not None:
                scope = await mark_filled(scope, *place)
                await announce(scope.tx, scope.tenant.id)
        found = await _found(scope, object, field, number)
        ready = found is not None and _is_filled(found[1])
    return {"records": walked.done, "copied": walked.written, "ready": ready}


@job(due.JOB)
async def refresh_stages(
    ctx: JobContext,
    *,
    object: str,
    stages: list[str],
    **so_far: Unpack[SoFar],
) -> dict[str, Any]:
    """Sets from when records in these stages are stale, by the time limits of now."""

    async def take(scope: Scope, last: UUID, since: datetime | None) -> Step | None:
        registry = await registry_of(scope)
        if object not in registry or not registry.object(object).pipelines:
            return None
        return await refresh_next(scope, registry.object(object), frozenset(stages), last, CHUNK, since)

    walked = await walk(ctx, object, so_far, take)
    return {"records": walked.done, "changed": walked.written}


@job(uniqueness.JOB)
async def check_unique(
    ctx: JobContext,
    *,
    object: str,
    field: str,
    number: int,
    duplicates: list[dict[str, Any]] | None = None,
    duplicate_count: int = 0,
    **so_far: Unpack[SoFar],
) -> dict[str, Any]:
    """Claims the values that records have in a field that shall be unique. Where two have the same the field is no longer
    unique in the end, and the first `MOST_TOLD` are listed.
    """
    found, count = list(duplicates or ()), duplicate_count

    async def take(scope: Scope, last: UUID, since: datetime | None) -> Step | None:
        nonlocal count
        place = await _found(scope, object, field, number)
        if place is None or not place[1].unique:
            return None
        step = await claim_next(scope, *place, last, CHUNK, since)
        known = {each["id"] for each in found}
        new = [each for each in map(_told, step.duplicates) if each["id"] not in known]
        count += len(new)
        found.extend(new[: MOST_TOLD - len(found)])
        return step

    walked = await walk(
        ctx,
        object,
        so_far,
        take,
        kept=lambda: {"duplicates": found, "duplicate_count": count},
    )
    if walked.complete and count:
        async with ctx.scope() as scope:
            await uniqueness.give_up(scope, object, field, number)
    return {
        "records": walked.done,
        "unique": walked.complete and not count,
        "duplicate_count": count,
        "duplicates": found,
    }


@job(numbering.JOB)
async def number_records(
    ctx: JobContext,
    *,
    object: str,
    field: str,
    number: int,
    **so_far: Unpack[SoFar],
) -> dict[str, Any]:
    """Gives numbers to records that were made before the field was."""

    async def take(scope: Scope, last: UUID, since: datetime | None) -> Step | None:
        place = await _found(scope, object, field, number)
        return None if place is None else await number_next(scope, *place, last, CHUNK, since)

    walked = await walk(ctx, object, so_far, take)
    return {"records": walked.done, "numbered": walked.written}


@job(searching.JOB)
async def write_search_documents(
    ctx: JobContext,
    *,
    object: str,
    **so_far: Unpack[SoFar],
) -> dict[str, Any]:
    """Has the search know what the fields of an object hold that are searched now."""

    async def take(scope: Scope, last: UUID, since: datetime | None) -> Step | None:
        definition = (await registry_of(scope)).object(object)
        return await write_next(scope, definition, last, CHUNK, since)

    walked = await walk(ctx, object, so_far, take)
    return {"records": walked.done, "written": walked.written}


@job(conversion.JOB)
async def convert_field(
    ctx: JobContext,
    *,
    object: str,
    old: dict[str, Any],
    new: dict[str, Any],
    date_order: DateOrder | None = None,
    lossy: int = 0,
    impossible: int = 0,
    **so_far: Unpack[SoFar],
) -> dict[str, Any]:
    """Carries over what records have to the new type of their field. Ends early when the field is another one by now."""
    counts = Counter(lossy=lossy, impossible=impossible)
    source = custom_field_from_json(old)

    async def take(scope: Scope, last: UUID, since: datetime | None) -> Step | None:
        place = await _found(scope, object, new["name"], new["number"])
        if place is None or place[1].place is None or place[1].place.generation != new["generation"]:
            return None
        target, setting = place[1], conversion.setting_of(scope, date_order)

        def value_of(row: Any) -> Any:
            converted = conversion.convert_row(source, target, row, setting)
            if converted is None:
                return None
            # What was impossible is met again by the second walk.
            counts[converted.kind] += since is None or converted.value is not None
            return converted.value

        return await carry_next(scope, *place, value_of, last, CHUNK, since)

    walked = await walk(
        ctx,
        object,
        so_far,
        take,
        kept=lambda: {"lossy": counts["lossy"], "impossible": counts["impossible"]},
    )
    told = {"lossy": counts["lossy"], "impossible": counts["impossible"]}
    return {"records": walked.done, "converted": walked.written, **told, "complete": walked.complete}


def _told(duplicate: Duplicate) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(duplicate)
    return told


async def _found(
    scope: Scope, object_name: str, field_name: str, number: int
) -> tuple[ObjectDef, Field] | None:
    """The field while it is still the one that the job was for."""
    registry = await registry_of(scope)
    if object_name not in registry:
        return None
    definition = registry.object(object_name)
    field = definition.field(field_name)
    if field is None or field.place is None or field.place.number != number:
        return None
    return definition, field


@periodic("objects.link_fields", "*/10 * * * *")
async def link_fields(database: Database, settings: Settings) -> None:
    if queued := await link_older_fields(database):
        logger.info("The links of %s older field(s) are being written.", queued)


async def _to_fill(
    scope: Scope, object_name: str, field_name: str, number: int
) -> tuple[ObjectDef, Field] | None:
    found = await _found(scope, object_name, field_name, number)
    if found is None or _is_filled(found[1]):
        return None
    field = found[1]
    return found if field.keeps_links or (field.place is not None and field.place.slot is not None) else None


def _is_filled(field: Field) -> bool:
    """Whether its slot or its links are read by now."""
    slot = None if field.place is None else field.place.slot
    return field.is_linked or (slot is not None and slot.ready)


@job(FILL_ROLLUP)
async def fill_rollup(
    ctx: JobContext,
    *,
    object: str,
    field: str,
    number: int,
    **so_far: Unpack[SoFar],
) -> dict[str, Any]:
    """All records, and all once more when nobody writes any longer who does not know of the roll-up: what such a writer changed
    was another record. Ends early when the roll-up is gone.
    """

    async def take(scope: Scope, last: UUID, since: datetime | None) -> Step | None:
        definition = (await registry_of(scope)).object(object)
        found = definition.field(field)
        if found is None or found.rollup is None or found.place is None or found.place.number != number:
            return None
        return await refill_next(scope, definition, found, last, ROLLUP_CHUNK)

    walked = await walk(ctx, object, so_far, take)
    return {"records": walked.done, "written": walked.written}
