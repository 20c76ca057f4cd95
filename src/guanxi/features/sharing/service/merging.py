"""Merging: whom a loser was shared with sees the winner, with the greater of both rights. Undone with the merge."""

from __future__ import annotations

from typing import Any

from guanxi.features.sharing.queries import shares as queries
from guanxi.features.sharing.service.shares import MOST_SHARES, remember
from guanxi.kernel.changes import recomputing
from guanxi.kernel.changes.merging import Merging
from guanxi.kernel.errors import Conflict
from guanxi.kernel.tenancy import Scope

LEVELS = ("read", "edit")  # the lesser first


async def share_with_those_of_losers(scope: Scope, merging: Merging) -> None:
    """Shares by hand and places in the team. Raises 409 `shares_too_many`."""
    rows = await queries.shares_of(scope, [merging.winner, *merging.losers])
    before = {_key(row): _kept(row) for row in rows if row["record_id"] == merging.winner}
    after = dict(before)
    for row in rows:
        present = after.get(_key(row))
        if present is None or LEVELS.index(row["level"]) > LEVELS.index(present["level"]):
            after[_key(row)] = {**_kept(row), "part": (present or {}).get("part") or row["part"]}
    changed = [key for key in after if after[key] != before.get(key)]
    if not changed:
        return
    if len(after) > MOST_SHARES:
        raise Conflict("shares_too_many", params={"limit": MOST_SHARES})
    await recomputing.lock_sharing(scope)
    made = {
        "record_id": merging.winner, "object": merging.definition.name, "created_by": scope.actor.user_id,
        "created_at": scope.now,
    }  # fmt: skip
    await queries.put_shares(
        scope, [{**made, "principal": key[0], "reason": key[1], **after[key]} for key in changed]
    )
    await recomputing.recompute_records(scope, merging.definition, [merging.winner])
    await recomputing.announce_recomputed(scope, merging.definition, [merging.winner])
    for principal, reason in changed:
        await remember(
            scope, merging.definition, merging.winner, principal, reason, before.get((principal, reason)),
            after[principal, reason],
        )  # fmt: skip


def _key(row: Any) -> tuple[int, Any]:
    return row["principal"], row["reason"]


def _kept(row: Any) -> dict[str, Any]:
    return {"level": row["level"], "part": row["part"]}
