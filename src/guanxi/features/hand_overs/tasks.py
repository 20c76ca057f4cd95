"""Hand-overs as jobs: object by object in the order of ids, then places in teams, reports and views, then the person."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from guanxi.edge.roles import above_sharing
from guanxi.features.hand_overs.service import carrying_out
from guanxi.features.hand_overs.service.planning import JOB, RIGHT, SOURCE
from guanxi.kernel.jobs import JobContext, job
from guanxi.kernel.tenancy import Scope

MOST_REFUSALS_KEPT = 200


@job(JOB)
async def hand_over(
    ctx: JobContext,
    *,
    user_id: str,
    change_set_id: str,
    plan: list[list[str]],
    to: str | None,
    memberships: str,
    deactivate: bool,
    reason: str | None,
    total: int,
    reports: bool = False,
    views: bool = False,
    at: int = 0,
    after: str | None = None,
    done: int = 0,
    handed: int = 0,
    refused_count: int = 0,
    refused: list[dict[str, str]] | None = None,
    places: int | None = None,
    reporting: int = 0,
    reports_refused: int = 0,
    reports_after: str | None = None,
    shared_views: int | None = None,
    deactivated: bool | None = None,
) -> dict[str, Any]:
    """What a step did and where the next begins are committed together.

    After the person is gone the objects are gone through once more, for what he made meanwhile.
    """
    refused = refused or []
    work = carrying_out.Work(UUID(user_id), UUID(change_set_id), reason)
    while True:
        async with _above(ctx) as scope:
            if at < len(plan):
                object_name, recipient = plan[at]
                position = UUID(after) if after else None
                chunk = await carrying_out.hand_chunk(scope, work, object_name, UUID(recipient), position)
                at, after = (at + 1, None) if chunk.last is None else (at, str(chunk.last))
                done, handed = done + chunk.looked_at, handed + chunk.handed
                refused_count += len(chunk.refused)
                told = chunk.refused[: MOST_REFUSALS_KEPT - len(refused)]
                refused += [{"object": object_name, "id": str(each), "code": code} for each, code in told]
            elif places is None:
                taker = UUID(to) if to and memberships == "move" else None
                moves = memberships != "keep"
                places = await carrying_out.hand_places(scope, work, taker) if moves else 0
            elif reports and to:
                position = UUID(reports_after) if reports_after else None
                chunk = await carrying_out.hand_reports(scope, work, UUID(to), position)
                reporting, reports_refused = reporting + chunk.handed, reports_refused + len(chunk.refused)
                reports, reports_after = chunk.last is not None, str(chunk.last) if chunk.last else None
            elif shared_views is None:
                shared_views = await carrying_out.hand_views(scope, work, UUID(to)) if views and to else 0
            elif deactivated is None:
                # A person with records that nobody took over stays, or they would be orphaned.
                goes = deactivate and not refused_count
                deactivated = goes and await carrying_out.deactivate(scope, work)
                at = 0 if deactivated else at
            else:
                break
            await ctx.keep(
                scope,
                at=at,
                after=after,
                done=done,
                handed=handed,
                refused_count=refused_count,
                refused=refused,
                places=places,
                reports=reports,
                reporting=reporting,
                reports_refused=reports_refused,
                reports_after=reports_after,
                shared_views=shared_views,
                deactivated=deactivated,
            )
        await ctx.progress(min(done, total), max(total, 1))
        await ctx.check_cancelled()
    return {
        "change_set_id": change_set_id,
        "handed_over": handed,
        "places": places,
        "reports": reporting,
        "reports_refused": reports_refused,
        "views": shared_views,
        "deactivated": deactivated,
        "refused_count": refused_count,
        "refused": refused,
    }


@asynccontextmanager
async def _above(ctx: JobContext) -> AsyncIterator[Scope]:
    """Each step asks anew whether the person who began the hand-over still may."""
    async with ctx.scope(source=SOURCE) as scope:
        scope.require(RIGHT)
        async with above_sharing(scope) as above:
            yield above
