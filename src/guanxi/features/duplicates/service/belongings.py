"""What hangs on records that become part of another: files, notifications, letters. It goes along, and comes back by undo."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from guanxi.kernel.changes.administration import AdministrativeChange, record_administration
from guanxi.kernel.changes.hanging import move_again, move_back, move_hanging
from guanxi.kernel.changes.reading import locked_rows
from guanxi.kernel.errors import Conflict, render
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import ObjectDef, registry_of
from guanxi.kernel.tenancy import Scope

KIND = "merge"
MOST_MOVED = 10_000  # of one table


async def bring(
    scope: Scope, definition: ObjectDef, winner: UUID, winner_name: str, losers: Sequence[UUID]
) -> int:
    """How many went along. Raises 409 `merge_too_large`."""
    moved = await move_hanging(scope, definition.name, losers, winner, MOST_MOVED)
    counts = {name: sum(map(len, by_record.values())) for name, by_record in moved.items()}
    if any(count > MOST_MOVED for count in counts.values()):
        raise Conflict("merge_too_large", params={"limit": MOST_MOVED})
    if moved:
        after = {"object": definition.name, "record": str(winner), "name": winner_name, "moved": moved}
        await record_administration(scope, KIND, new_id(), None, after)
    return sum(counts.values())


async def take_back(scope: Scope, change: AdministrativeChange, undoes: UUID) -> UUID | None:
    """None where nothing of it is still there. Raises 403 for whoever may not change such records."""
    kept = change.after or change.before
    scope.require(f"{kept['object']}.update")
    definition = (await registry_of(scope)).object(kept["object"])
    winner = UUID(kept["record"])
    if winner not in await locked_rows(scope, definition, [winner]):
        return None
    move = move_again if change.after is None else move_back
    if not await move(scope, definition.name, kept["moved"], winner):
        return None
    return await record_administration(
        scope, KIND, change.subject, change.after, change.before, undoes=undoes
    )


def describe(change: AdministrativeChange, locale: str) -> str:
    kept = change.after or change.before
    count = sum(len(ids) for by_record in kept["moved"].values() for ids in by_record.values())
    code = "merge_moved" if change.after else "merge_moved_back"
    return render(code, {"count": count, "name": kept["name"]}, locale)


def name_of(change: AdministrativeChange) -> str:
    return str((change.after or change.before)["name"])
