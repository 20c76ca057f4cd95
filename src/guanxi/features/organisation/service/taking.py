"""Taking a record out of a queue: one of its members becomes the owner."""

from __future__ import annotations

from uuid import UUID

from guanxi.features.organisation.queries import records, teams
from guanxi.features.organisation.schemas import Taken
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.errors import Conflict, Forbidden, NotFound, Problem
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import Scope

_LOST = frozenset({"not_found", "record_not_editable", "version_conflict"})


async def take_record(scope: Scope, object_name: str, record_id: UUID) -> Taken:
    """Needs no right to change the owner otherwise: that is what queues are for.

    Raises 403 `queue_not_member`, 404, 409 `record_not_in_queue`, `record_taken_meanwhile`.
    """
    definition = (await registry_of(scope)).object(object_name)
    scope.require(f"{object_name}.update")
    found = await records.owner_of(scope, definition, record_id)
    if found is None:
        raise NotFound()
    queue = await teams.queue_of_user(scope, found["owner_id"])
    if queue is None or object_name == "user":
        raise Conflict("record_not_in_queue")
    if not queue["mine"] and not scope.sees_all:
        raise Forbidden("queue_not_member", params={"queue": queue["name"]})
    values = {"owner": scope.actor.user_id}
    change = Change("update", object_name, record_id, values, version=found["version"], system=True)
    try:
        outcome = await apply(scope, [change])
    except Problem as problem:
        # Who was faster may also have taken it out of the caller's reach, or sight.
        if problem.code in _LOST:
            raise Conflict("record_taken_meanwhile") from None
        raise
    return Taken(outcome.change_set_id)
