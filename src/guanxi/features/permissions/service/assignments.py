"""Which sets a person has besides that of the role."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from guanxi.edge.invalidations import announce
from guanxi.features.permissions.queries import holders, sets
from guanxi.features.permissions.schemas import Holder, NamedSet, SetsOfUser
from guanxi.features.permissions.service.ceilings import AREA, require_within_own
from guanxi.features.permissions.service.found_sets import BUILT_IN, name_of_role_set
from guanxi.kernel.changes.administration import record_administration
from guanxi.kernel.errors import Invalid, NotFound
from guanxi.kernel.tenancy import Scope

KIND = "permission_assignment"


async def get_sets_of_user(scope: Scope, user_id: UUID) -> SetsOfUser:
    scope.require(AREA)
    holder = await find_holder(scope, user_id)
    assigned = (await holders.sets_of_users(scope, [user_id]))[user_id]
    rows = await sets.get_sets(scope, assigned)
    role = holder["role"]
    role_set = NamedSet(role, name_of_role_set(role, scope.locale)) if role in BUILT_IN else None
    return SetsOfUser(Holder(**holder), role_set, [NamedSet(str(row["id"]), row["name"]) for row in rows])


async def assign_sets(scope: Scope, user_id: UUID, wanted: Sequence[UUID]) -> tuple[SetsOfUser, UUID | None]:
    """Raises 403 `rights_beyond_own` for sets added, 404 for the user, 422 `permission_set_unknown`."""
    scope.require(AREA)
    holder = await find_holder(scope, user_id, lock=True)
    rows = {row["id"]: row for row in await sets.get_sets(scope, wanted)}
    for set_id in wanted:
        if set_id not in rows or rows[set_id]["key"] is not None:
            raise Invalid("permission_set_unknown", field="permission_sets")
    before = (await holders.sets_of_users(scope, [user_id]))[user_id]
    require_within_own(scope, [rows[each]["definition"] for each in rows if each not in before])
    change_set_id = None
    if set(before) != set(rows):
        change_set_id = await put_assignment(scope, holder, before, list(rows))
    return await get_sets_of_user(scope, user_id), change_set_id


async def put_assignment(
    scope: Scope, holder: Any, before: Sequence[UUID], after: Sequence[UUID], *, undoes: UUID | None = None
) -> UUID:
    user_id: UUID = holder["id"]
    await holders.unassign(scope, user_id, [each for each in before if each not in after])
    await holders.assign(scope, [user_id], [each for each in after if each not in before])
    names = {row["id"]: row["name"] for row in await sets.get_sets(scope, [*before, *after])}
    kept = [
        {
            "user": {"id": user_id, "name": holder["name"]},
            "sets": [{"id": each, "name": names.get(each, "")} for each in sorted(ids)],
        }
        for ids in (before, after)
    ]
    # Not the user's own id: what happens to his or her record is another history.
    subject = uuid5(NAMESPACE_OID, f"{user_id}.permission_sets")
    change_set_id = await record_administration(scope, KIND, subject, *kept, undoes=undoes)
    await announce(scope.tx, scope.tenant.id, user_id)
    return change_set_id


async def find_holder(scope: Scope, user_id: UUID, *, lock: bool = False) -> Any:
    holder = await holders.get_holder(scope, user_id, lock=lock)
    if holder is None:
        raise NotFound("user_unknown")
    return holder
