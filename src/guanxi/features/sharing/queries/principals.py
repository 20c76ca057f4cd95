"""Who a principal is, and which principal somebody has: people, teams of all kinds, roles."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Integer, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
# A queue is found as a team, not as the user under which it owns records.
_ALL = (
    "SELECT u.principal, 'user' AS kind, 0 AS place, u.id, u.name, u.deleted_at IS NULL AS present"
    " FROM guanxi.app_user u WHERE u.tenant_id = :tenant_id AND u.kind = 'person' "
    "UNION ALL SELECT t.principal, t.kind, 1, t.id, t.name, true FROM guanxi.team t WHERE t.tenant_id = :tenant_id "
    "UNION ALL SELECT r.principal, 'org_role', 2, r.id, r.name, true FROM guanxi.org_role r"
    " WHERE r.tenant_id = :tenant_id"
)
_BY_PRINCIPAL = prepare(
    text(f"SELECT principal, kind, id, name FROM ({_ALL}) p WHERE principal = ANY(:principals)").bindparams(
        _TENANT, bindparam("principals", type_=ARRAY(BigInteger))
    )
)
_BY_ID = prepare(
    text(f"SELECT principal, kind, id, name FROM ({_ALL}) p WHERE id = :id AND present").bindparams(
        _TENANT, bindparam("id", type_=Uuid)
    )
)
_SEARCH = prepare(
    text(
        f"SELECT principal, kind, id, name, place FROM ({_ALL}) p "
        "WHERE present AND kind = ANY(:kinds) AND strpos(lower(name), lower(:q)) > 0"
        " AND (place, name, id) > (:place, :name, :after) ORDER BY place, name, id LIMIT :most"
    ).bindparams(
        _TENANT,
        bindparam("kinds", type_=ARRAY(Text)),
        bindparam("q", type_=Text),
        bindparam("place", type_=Integer),
        bindparam("name", type_=Text),
        bindparam("after", type_=Uuid),
        bindparam("most", type_=Integer),
    )
)
_PEOPLE = prepare(
    text(
        "SELECT id, name, title FROM guanxi.app_user WHERE tenant_id = :tenant_id AND kind = 'person'"
        " AND status = 'active' AND deleted_at IS NULL AND strpos(lower(name), lower(:q)) > 0"
        " AND (name, id) > (:name, :after) ORDER BY name, id LIMIT :most"
    ).bindparams(
        _TENANT,
        bindparam("q", type_=Text),
        bindparam("name", type_=Text),
        bindparam("after", type_=Uuid),
        bindparam("most", type_=Integer),
    )
)
_PERSON = prepare(
    text(
        "SELECT id, name, status FROM guanxi.app_user"
        " WHERE tenant_id = :tenant_id AND id = :id AND kind = 'person' AND deleted_at IS NULL"
    ).bindparams(_TENANT, bindparam("id", type_=Uuid))
)


async def by_principal(scope: Scope, principals: Collection[int]) -> list[Any]:
    """Also of people who have been deleted since."""
    if not principals:
        return []
    params = {"tenant_id": scope.tenant.id, "principals": sorted(principals)}
    return await scope.tx.fetch(_BY_PRINCIPAL, params)


async def by_id(scope: Scope, id: UUID) -> Any | None:
    return await scope.tx.fetchrow(_BY_ID, {"tenant_id": scope.tenant.id, "id": id})


async def search(
    scope: Scope, q: str, kinds: Sequence[str], after: tuple[int, str, UUID], limit: int
) -> list[Any]:
    """People before teams before roles, each by name."""
    place, name, id = after
    params = {
        "tenant_id": scope.tenant.id, "q": q, "kinds": list(kinds), "place": place, "name": name, "after": id,
        "most": limit,
    }  # fmt: skip
    return await scope.tx.fetch(_SEARCH, params)


async def people(scope: Scope, q: str, after: tuple[str, UUID], limit: int) -> list[Any]:
    """Who can sign in, by name."""
    params = {"tenant_id": scope.tenant.id, "q": q, "name": after[0], "after": after[1], "most": limit}
    return await scope.tx.fetch(_PEOPLE, params)


async def person(scope: Scope, user_id: UUID) -> Any | None:
    return await scope.tx.fetchrow(_PERSON, {"tenant_id": scope.tenant.id, "id": user_id})
