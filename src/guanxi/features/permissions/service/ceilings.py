"""Nobody raises himself or herself, nor anybody above: what is given must be covered by the giver's own rights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from guanxi.features.permissions.queries import holders, sets
from guanxi.features.permissions.service.found_sets import definitions_of_roles
from guanxi.kernel.errors import Forbidden
from guanxi.kernel.tenancy import Rights, Scope, rights_of
from guanxi.kernel.tenancy.rights import rights_from

AREA = "permission.manage"


def require_within_own(scope: Scope, definitions: Iterable[Mapping[str, Any]]) -> None:
    """Raises 403 `rights_beyond_own`."""
    if not all(scope.actor.rights.covers(rights_from(each)) for each in definitions):
        raise Forbidden("rights_beyond_own")


async def rights_of_people(scope: Scope, people: Sequence[tuple[UUID, str, str]]) -> list[Rights]:
    """Of each (user, role, licence) with the sets assigned to the user; in three statements for all."""
    roles = await definitions_of_roles(scope)
    assigned = await holders.sets_of_users(scope, [user_id for user_id, _, _ in people])
    wanted = {set_id for each in assigned.values() for set_id in each}
    definitions = {row["id"]: row["definition"] for row in await sets.get_sets(scope, list(wanted))}
    return [
        rights_of(role, [roles.get(role, {}), *(definitions[each] for each in assigned[user_id])], licence)
        for user_id, role, licence in people
    ]


async def require_may_make(scope: Scope, user_id: UUID | None, role: str, licence: str = "full") -> None:
    """Whether the caller may let somebody in under this role, with the sets the user has. Raises 403 `rights_beyond_own`."""
    if scope.actor.rights.unlimited:
        return
    # A user yet to be made has no sets; the caller's own id would have some.
    people = [(user_id or UUID(int=0), role, licence)]
    if not scope.actor.rights.covers((await rights_of_people(scope, people))[0]):
        raise Forbidden("rights_beyond_own", field="role")
