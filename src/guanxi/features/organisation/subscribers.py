"""The user of a queue is changed together with its queue only."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.features.organisation.service import history, taking_back
from guanxi.features.organisation.service.queue_users import follow_queue_users
from guanxi.kernel.changes import Draft, after_write, before_write
from guanxi.kernel.changes.administration import administers
from guanxi.kernel.tenancy import Scope


@before_write("user")
async def refuse_changes_of_queues(scope: Scope, drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        if draft.op != "create" and draft.get("kind") == "queue" and not draft.change.system:
            draft.refuse(None, "queue_managed_elsewhere")


@after_write("user")
async def keep_queues_and_their_users_together(scope: Scope, drafts: Sequence[Draft]) -> None:
    """Taking a change back does not pass the rules above."""
    queues = [draft for draft in drafts if draft.get("kind") == "queue" and not draft.change.system]
    if queues:
        await follow_queue_users(scope, queues)


administers(
    history.ROLE, describe=history.describe_role, name=history.name_of, take_back=taking_back.take_back_role
)
administers(
    history.HOLDERS,
    describe=history.describe_holders,
    name=history.name_of,
    take_back=taking_back.take_back_holders,
)
administers(
    history.TEAM, describe=history.describe_team, name=history.name_of, take_back=taking_back.take_back_team
)
administers(
    history.MEMBERS,
    describe=history.describe_members,
    name=history.name_of,
    take_back=taking_back.take_back_members,
)
