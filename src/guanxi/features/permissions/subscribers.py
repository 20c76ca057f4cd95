"""Nobody raises himself or herself by way of a user's record; and what history says about rights."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.features.permissions.service import assignments, sets, undoing
from guanxi.features.permissions.service.guarding import beyond_own, raises_sight
from guanxi.kernel.changes import Draft, after_write, before_write
from guanxi.kernel.changes.administration import administers
from guanxi.kernel.errors import Forbidden
from guanxi.kernel.tenancy import Scope

administers(
    sets.KIND,
    describe=undoing.describe_set_change,
    name=undoing.name_of_set,
    take_back=undoing.take_back_set,
)
administers(
    assignments.KIND,
    describe=undoing.describe_assignment,
    name=undoing.name_of_holder,
    take_back=undoing.take_back_assignment,
)


@before_write("user")
async def refuse_more_than_own(scope: Scope, drafts: Sequence[Draft]) -> None:
    for draft in await beyond_own(scope, drafts):
        draft.refuse("role", "rights_beyond_own")


@after_write("user")
async def require_no_more_than_own(scope: Scope, drafts: Sequence[Draft]) -> None:
    """An undo is not checked before it writes: it ends here."""
    if await beyond_own(scope, drafts):
        raise Forbidden("rights_beyond_own", field="role")
    if raises_sight(scope, drafts):
        raise Forbidden("manager_gives_sight", field="manager")
