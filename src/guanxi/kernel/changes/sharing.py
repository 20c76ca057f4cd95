"""Who may see a record: the principals stored on it. Group grants lie on rows; who holds them is the reader's side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import BigInteger, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.db import prepare
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.tenancy import Scope

_PRINCIPALS = prepare(
    text(
        "SELECT id, principal FROM guanxi.app_user WHERE tenant_id = :tenant_id AND id = ANY(:ids)"
    ).bindparams(bindparam("tenant_id", type_=BigInteger), bindparam("ids", type_=ARRAY(Uuid)))
)


async def principals_of_owners(scope: Scope, drafts: Sequence[Draft]) -> dict[UUID, int]:
    """The principal of everybody who will own one of these records."""
    known = {scope.actor.user_id: scope.actor.principal}
    wanted = {draft.get("owner") for draft in drafts} - known.keys() - {None}
    if wanted:
        params = {"tenant_id": scope.tenant.id, "ids": list(wanted)}
        known.update((row["id"], row["principal"]) for row in await scope.tx.fetch(_PRINCIPALS, params))
    return known


def acl_of(scope: Scope, definition: ObjectDef, owner: UUID, principals: Mapping[UUID, int]) -> list[int]:
    """A private object is seen by its owner, those above him and administrators; any other by the whole company."""
    sharing = scope.tenant.settings.get("sharing", {}).get(definition.name, "public")
    everyone = [] if sharing == "private" else [scope.tenant.everyone]
    own = [principals[owner]] if owner in principals else []
    return everyone + own
