"""Going through all records of an object in a job, beside those who write: once, and again over what they wrote meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeAlias, TypedDict
from uuid import UUID

from guanxi.edge.identities import SECONDS_REMEMBERED
from guanxi.kernel.jobs import JobContext
from guanxi.kernel.jobs.waiting import let_earlier_writers_end
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.query import count_live
from guanxi.kernel.tenancy import Scope

FIRST = str(UUID(int=0))


class Step(Protocol):
    """`last` is None at the end."""

    @property
    def last(self) -> UUID | None: ...
    @property
    def seen(self) -> int: ...
    @property
    def written(self) -> int: ...


Take: TypeAlias = Callable[[Scope, UUID, datetime | None], Awaitable[Step | None]]
"""Takes the next records after an id, or of those written since; None where there is nothing to do any more."""


class SoFar(TypedDict, total=False):
    """Where a job is: its arguments, kept with each step. None at all at first."""

    after: str
    again_since: str | None
    done: int
    written: int


@dataclass(frozen=True, slots=True)
class Walked:
    done: int
    written: int
    complete: bool


async def walk(
    ctx: JobContext,
    object_name: str,
    so_far: SoFar,
    take: Take,
    *,
    kept: Callable[[], dict[str, Any]] = dict,
) -> Walked:
    """First all records, then once more those that others wrote who did not know yet what the walk is for.

    `kept` gives more arguments to keep with each step.
    """
    after, again_since = so_far.get("after", FIRST), so_far.get("again_since")
    done, written = so_far.get("done", 0), so_far.get("written", 0)
    while True:
        since = None if again_since is None else datetime.fromisoformat(again_since)
        following: str | None = after
        while following is not None:
            async with ctx.scope() as scope:
                step = await take(scope, UUID(following), since)
                if step is None:
                    return Walked(done, written, False)
                total = await count_live(scope, (await registry_of(scope)).object(object_name))
                following = None if step.last is None else str(step.last)
                done, written = done + (step.seen if since is None else 0), written + step.written
                place = {"after": following or FIRST, "again_since": again_since}
                await ctx.keep(scope, **place, done=done, written=written, **kept())
            await ctx.progress(min(done, total), total)
            await ctx.check_cancelled()
        if again_since is not None:
            return Walked(done, written, True)
        # Those in other processes too that remember the company as it was.
        await asyncio.sleep(SECONDS_REMEMBERED)
        again_since, after = (await let_earlier_writers_end(ctx)).isoformat(), FIRST
