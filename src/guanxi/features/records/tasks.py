"""What is too large for one request: mass updates, exact counts, reports."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

import msgspec

from guanxi.features.records.service import details, in_background, mass_updates
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.jobs import JobContext, job
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.query import select_ids
from guanxi.kernel.tenancy import Scope

CHUNK = 1_000
MOST_REFUSALS_KEPT = 200
MANY = (
    10 * CHUNK
)  # from here on each chunk goes through the records where the last one ended, whatever the condition


@job(mass_updates.JOB)
async def mass_update(
    ctx: JobContext,
    *,
    object: str,
    change_set_id: str,
    source: str,
    values: dict[str, Any] | None,
    delete: bool,
    ids: list[str] | None,
    filter: str,
    total: int | None,
    until: str | None = None,
    after: str | None = None,
    done: int = 0,
    updated: int = 0,
    refused_count: int = 0,
    refused: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """In the order of ids. What a chunk did and where the next begins are committed together.

    The condition is asked anew for each chunk: what somebody has taken out of it meanwhile is left alone.
    """
    refused = refused or []
    if total is None:
        async with ctx.scope() as scope:
            total = await mass_updates.count_matching(scope, object, filter)
            await ctx.keep(scope, total=total)
        await ctx.progress(done, total)
    while True:
        async with ctx.scope() as scope:
            mass_updates.require_rights(scope, object, delete=delete)
            chunk = await _next(scope, object, ids, filter, after, until, walking=total > MANY)
            if not chunk:
                break
            found = len(chunk)
            if delete:
                chunk = await details.fitting(scope, object, chunk)
            changes = mass_updates.changes_of(object, chunk, values, delete=delete)
            outcome = await apply(
                scope, changes, source=source, partial=True, change_set_id=UUID(change_set_id)
            )
            definition = (await registry_of(scope)).object(object)
            told = outcome.refused[: MOST_REFUSALS_KEPT - len(refused)]
            refused += msgspec.to_builtins(await mass_updates.describe_refusals(scope, definition, told))
            after, done = str(chunk[-1]), done + len(chunk)
            updated += mass_updates.changed_count(outcome)
            refused_count += len(outcome.refused)
            await ctx.keep(
                scope, after=after, done=done, updated=updated, refused_count=refused_count, refused=refused
            )
        await ctx.progress(done, max(total, done))
        if found < CHUNK and len(chunk) == found:
            break
        await ctx.check_cancelled()
    return {
        "change_set_id": change_set_id,
        "updated": updated,
        "refused_count": refused_count,
        "refused": refused,
    }


@job(details.JOB)
async def with_details(
    ctx: JobContext,
    *,
    object: str,
    record_id: str,
    op: Literal["delete", "restore"],
    version: int | None,
    change_set_id: str,
    source: str,
    done: int = 0,
    begun: bool = False,
    over: bool = False,
) -> dict[str, Any]:
    """Details first where they are deleted, the record first where it is restored; each step is committed by itself."""
    place = (op, object, UUID(record_id), UUID(change_set_id), source)
    change = Change(op, object, UUID(record_id), version=version)
    if op == "restore" and not begun:
        async with ctx.scope() as scope:
            await apply(scope, [change], source=source, change_set_id=UUID(change_set_id), alone=True)
            await ctx.keep(scope, begun=True)
    taken: int | None = None if over else 0
    while taken is not None:
        async with ctx.scope() as scope:
            taken = await details.take_next(scope, *place)
            done += taken or 0
            await ctx.keep(scope, begun=True, done=done)
        await ctx.progress(done, done)
        await ctx.check_cancelled()
    if op == "delete" and not over:
        async with ctx.scope() as scope:
            await apply(scope, [change], source=source, change_set_id=UUID(change_set_id))
            await ctx.keep(scope, over=True)
    return {"change_set_id": change_set_id, "details": done}


@job(in_background.AGGREGATE)
async def aggregate(ctx: JobContext, *, object: str, asked: dict[str, Any]) -> dict[str, Any]:
    async with ctx.scope() as scope:
        return await in_background.aggregate(scope, object, asked)


@job(in_background.COUNT)
async def count(ctx: JobContext, *, object: str, asked: dict[str, Any]) -> dict[str, Any]:
    async with ctx.scope() as scope:
        return await in_background.count(scope, object, asked)


async def _next(
    scope: Scope,
    object: str,
    ids: list[str] | None,
    filter: str,
    after: str | None,
    until: str | None,
    *,
    walking: bool,
) -> list[UUID]:
    if ids is not None:
        return [UUID(each) for each in ids if after is None or each > after][:CHUNK]
    return await select_ids(
        scope,
        object,
        filter,
        after=UUID(after) if after else None,
        until=UUID(until) if until else None,
        limit=CHUNK,
        walking=walking,
    )
