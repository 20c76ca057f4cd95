"""An invitation of somebody who was deactivated or deleted lets nobody in any more."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.edge.roles import global_tables
from guanxi.features.invitations.queries.invitations import delete_invitations_of_users
from guanxi.kernel.changes import Draft, after_write
from guanxi.kernel.tenancy import Scope


@after_write("user")
async def withdraw_from_those_who_go(scope: Scope, drafts: Sequence[Draft]) -> None:
    gone = [
        draft.id
        for draft in drafts
        if draft.op == "delete" or (draft.op == "update" and draft.get("status") == "deactivated")
    ]
    if gone:
        async with global_tables(scope) as tx:
            await delete_invitations_of_users(tx, scope.tenant.id, gone)
