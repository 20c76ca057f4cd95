"""What follows when somebody's place changes: what he sees from his next request on, and who sees what he owns.

What a person sees hangs on the principals that he holds, which are looked up anew once announced. What he owns carries
principals of its own: of his role, and of rules that ask where the owner belongs; a job writes those again.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from guanxi.edge.invalidations import announce
from guanxi.features.organisation.queries import places
from guanxi.features.sharing.facade import recompute
from guanxi.kernel.tenancy import Scope

MOST_ANNOUNCED = 20  # for more, all of the company are looked up anew


async def follow_role(scope: Scope, user_ids: Sequence[UUID]) -> UUID | None:
    """After the role of these people changed. Returns the job that shares anew what they own."""
    if not user_ids:
        return None
    await _announce_each(scope, user_ids)
    return await recompute(scope, owners=list(user_ids))


async def follow_tree(scope: Scope) -> None:
    """After roles were made, moved or deleted: no record changes, only who holds which principals."""
    await announce(scope.tx, scope.tenant.id)


async def follow_membership(scope: Scope, principal: int, user_ids: Sequence[UUID]) -> UUID | None:
    """After these people joined or left a team. Returns a job where a rule asks whether owners belong to it."""
    if not user_ids:
        return None
    await _announce_each(scope, user_ids)
    objects = await places.objects_shared_by_owner(scope, principal)
    return await recompute(scope, owners=list(user_ids), object_names=objects) if objects else None


async def _announce_each(scope: Scope, user_ids: Sequence[UUID]) -> None:
    if len(user_ids) > MOST_ANNOUNCED:
        await announce(scope.tx, scope.tenant.id)
        return
    for user_id in user_ids:
        await announce(scope.tx, scope.tenant.id, user_id)
