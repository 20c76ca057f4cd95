"""Rewriting who sees records after a change of rules, defaults, roles or teams."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from guanxi.features.sharing.service.recomputing import FOLLOW_JOB, JOB
from guanxi.kernel.changes import recomputing
from guanxi.kernel.changes.recomputing import Walk
from guanxi.kernel.jobs import JobContext, job
from guanxi.kernel.jobs.waiting import let_earlier_writers_end
from guanxi.kernel.metadata import ObjectDef, Registry, registry_of
from guanxi.kernel.metadata.relations import details_of

CHUNK = 1_000
FIRST = str(UUID(int=0))


@job(JOB)
async def recompute(
    ctx: JobContext,
    *,
    objects: list[str],
    owners: list[str] | None,
    at: int = 0,
    after: str = FIRST,
    again_since: str | None = None,
    done: int = 0,
    changed: int = 0,
    total: int | None = None,
) -> dict[str, Any]:
    """First all, then once more what others wrote meanwhile. What a chunk did and where the next begins are committed
    together.
    """
    owned_by = None if owners is None else [UUID(owner) for owner in owners]
    if total is None:
        total = await _count(ctx, objects, owned_by)
    while True:
        since = None if again_since is None else datetime.fromisoformat(again_since)
        while at < len(objects):
            async with ctx.scope() as scope:
                definition = _find(await registry_of(scope), objects[at])
                chunk = await recomputing.recompute_next(
                    scope, definition, Walk(owned_by, since), UUID(after), CHUNK
                )
                at, after = (at, str(chunk.last)) if chunk.last else (at + 1, FIRST)
                done, changed = done + (chunk.seen if since is None else 0), changed + chunk.changed
                if chunk.changed:
                    await recomputing.announce_recomputed(scope, definition)
                await ctx.keep(
                    scope,
                    at=at,
                    after=after,
                    again_since=again_since,
                    done=done,
                    changed=changed,
                    total=total,
                )
            await ctx.progress(min(done, total), total)
            await ctx.check_cancelled()
        if again_since is not None:
            return {"seen": done, "changed": changed}
        again_since = (await let_earlier_writers_end(ctx)).isoformat()
        at = 0


@job(FOLLOW_JOB)
async def follow_masters(
    ctx: JobContext,
    *,
    object: str,
    ids: list[str],
    at: int = 0,
    after: str = FIRST,
    done: int = 0,
    changed: int = 0,
) -> dict[str, Any]:
    """Shares the details of these records as the records are shared now. Whoever adds one meanwhile shares it so himself."""
    masters = [UUID(each) for each in ids]
    while True:
        async with ctx.scope() as scope:
            registry = await registry_of(scope)
            details = list(details_of(registry, registry.object(object)))
            if at >= len(details):
                return {"seen": done, "changed": changed}
            detail, field = details[at]
            chunk = await recomputing.recompute_details_next(
                scope, detail, field, masters, UUID(after), CHUNK
            )
            at, after = (at, str(chunk.last)) if chunk.last else (at + 1, FIRST)
            done, changed = done + chunk.seen, changed + chunk.changed
            if chunk.changed:
                await recomputing.announce_recomputed(scope, detail)
            await ctx.keep(scope, at=at, after=after, done=done, changed=changed)
        await ctx.check_cancelled()


async def _count(ctx: JobContext, objects: Sequence[str], owners: Sequence[UUID] | None) -> int:
    async with ctx.scope() as scope:
        registry = await registry_of(scope)
        return sum(
            [await recomputing.count_records(scope, _find(registry, name), Walk(owners)) for name in objects]
        )


def _find(registry: Registry, name: str) -> ObjectDef:
    """Also one that was deleted."""
    return registry.deleted.get(name) or registry.object(name)
