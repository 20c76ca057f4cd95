"""What becomes of a queue when a change of its user is taken back."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.features.organisation.queries import teams as queries
from guanxi.features.organisation.service.teams import drop_team
from guanxi.kernel.changes import Draft
from guanxi.kernel.errors import Conflict
from guanxi.kernel.tenancy import Scope


async def follow_queue_users(scope: Scope, drafts: Sequence[Draft]) -> None:
    """A user who goes takes an empty queue along, a new name is the queue's too; what is gone does not come back.

    Raises 409 `queue_not_restorable`, and what deleting a queue raises.
    """
    for draft in drafts:
        queue = await queries.queue_of_user(scope, draft.id)
        if queue is None:
            raise Conflict("queue_not_restorable", params={"queue": draft.get("name")})
        if draft.op == "delete":
            await drop_team(scope, queue)
        else:
            await queries.update_team(scope, queue["id"], draft.get("name"), queue["description"])
