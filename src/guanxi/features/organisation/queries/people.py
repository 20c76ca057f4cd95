"""People as holders of roles and members of teams."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Integer, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.organisation.queries.places import FIRST
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
_ID = bindparam("id", type_=Uuid)
_PAGE = (
    "AND u.deleted_at IS NULL AND (:q = '' OR strpos(lower(u.name), lower(:q)) > 0) "
    "AND (u.name, u.id) > (:name, :after) ORDER BY u.name, u.id LIMIT :most"
)
_OF_PAGE = (
    _TENANT,
    _ID,
    bindparam("q", type_=Text),
    bindparam("name", type_=Text),
    bindparam("after", type_=Uuid),
    bindparam("most", type_=Integer),
)
_HOLDERS = prepare(
    text(
        "SELECT u.id, u.name, u.title, u.status FROM guanxi.app_user u "
        f"WHERE u.tenant_id = :tenant_id AND u.org_role_id = :id {_PAGE}"
    ).bindparams(*_OF_PAGE)
)
_MEMBERS = prepare(
    text(
        "SELECT u.id, u.name, u.title, u.status FROM guanxi.team_member m JOIN guanxi.app_user u "
        "ON u.tenant_id = m.tenant_id AND u.id = m.user_id "
        f"WHERE m.tenant_id = :tenant_id AND m.team_id = :id {_PAGE}"
    ).bindparams(*_OF_PAGE)
)
_PERSONS = prepare(
    text(
        "SELECT id FROM guanxi.app_user WHERE tenant_id = :tenant_id AND id = ANY (:ids) "
        "AND kind = 'person' AND deleted_at IS NULL"
    ).bindparams(_TENANT, bindparam("ids", type_=ARRAY(Uuid)))
)


async def list_holders(
    scope: Scope, role_id: UUID, *, q: str, after: tuple[str, UUID] | None, most: int
) -> list[Any]:
    return await scope.tx.fetch(_HOLDERS, _page(scope, role_id, q, after, most))


async def list_members(
    scope: Scope, team_id: UUID, *, q: str, after: tuple[str, UUID] | None, most: int
) -> list[Any]:
    return await scope.tx.fetch(_MEMBERS, _page(scope, team_id, q, after, most))


async def persons_among(scope: Scope, user_ids: Sequence[UUID]) -> set[UUID]:
    """Those that exist, are not deleted, and are people rather than queues."""
    rows = await scope.tx.fetch(_PERSONS, {"tenant_id": scope.tenant.id, "ids": list(user_ids)})
    return {row["id"] for row in rows}


def _page(scope: Scope, place_id: UUID, q: str, after: tuple[str, UUID] | None, most: int) -> dict[str, Any]:
    name, last = after or ("", FIRST)
    return {
        "tenant_id": scope.tenant.id,
        "id": place_id,
        "q": q,
        "name": name,
        "after": last,
        "most": most,
    }


_NAMED = prepare(
    text(
        "SELECT u.id FROM guanxi.app_user u WHERE u.tenant_id = :tenant_id AND u.status = 'active' AND u.deleted_at IS NULL "
        "AND CASE :kind WHEN 'person' THEN lower(u.email) = lower(:name) "
        "WHEN 'role' THEN u.org_role_id IN (SELECT r.id FROM guanxi.org_role r WHERE r.tenant_id = :tenant_id "
        "AND :name IN (r.name, r.api_name)) "
        "ELSE u.id IN (SELECT m.user_id FROM guanxi.team t JOIN guanxi.team_member m ON m.tenant_id = t.tenant_id "
        "AND m.team_id = t.id WHERE t.tenant_id = :tenant_id AND t.kind = :kind AND :name IN (t.name, t.api_name)) END "
        "ORDER BY u.id LIMIT :most"
    ).bindparams(
        _TENANT,
        bindparam("kind", type_=Text),
        bindparam("name", type_=Text),
        bindparam("most", type_=Integer),
    )
)
_QUEUE = prepare(
    text(
        "SELECT user_id AS id FROM guanxi.team WHERE tenant_id = :tenant_id AND kind = 'queue' "
        "AND :name IN (name, api_name) AND user_id IS NOT NULL ORDER BY name <> :name LIMIT 1"
    ).bindparams(_TENANT, bindparam("name", type_=Text))
)


async def active_people_named(scope: Scope, kind: str, name: str, most: int) -> list[UUID]:
    params = {"tenant_id": scope.tenant.id, "kind": kind, "name": name, "most": most}
    return [row["id"] for row in await scope.tx.fetch(_NAMED, params)]


async def queue_named(scope: Scope, name: str) -> list[UUID]:
    return [row["id"] for row in await scope.tx.fetch(_QUEUE, {"tenant_id": scope.tenant.id, "name": name})]


_NAMES = prepare(
    text(
        "SELECT 'role' AS kind, r.name, r.api_name FROM guanxi.app_user u JOIN guanxi.org_role r "
        "ON r.tenant_id = u.tenant_id AND r.id = u.org_role_id WHERE u.tenant_id = :tenant_id AND u.id = :id "
        "UNION ALL SELECT 'team', t.name, t.api_name FROM guanxi.team_member m JOIN guanxi.team t "
        "ON t.tenant_id = m.tenant_id AND t.id = m.team_id WHERE m.tenant_id = :tenant_id AND m.user_id = :id"
    ).bindparams(_TENANT, _ID)
)


async def names_of_places(scope: Scope, user_id: UUID) -> list[tuple[str, str]]:
    """(kind, name) of the position that somebody holds and of the teams and queues that he belongs to: what they are called, and
    the names by which packages know them.
    """
    rows = await scope.tx.fetch(_NAMES, {"tenant_id": scope.tenant.id, "id": user_id})
    return [(row["kind"], name) for row in rows for name in (row["name"], row["api_name"]) if name]


_EVERY_PLACE = prepare(
    text(
        "(SELECT 'role' AS kind, name FROM guanxi.org_role WHERE tenant_id = :tenant_id ORDER BY name LIMIT :most) "
        "UNION ALL (SELECT 'team', name FROM guanxi.team WHERE tenant_id = :tenant_id AND kind <> 'territory' "
        "ORDER BY name LIMIT :most)"
    ).bindparams(_TENANT, bindparam("most", type_=Integer))
)
_PLACES_AMONG = prepare(
    text(
        "SELECT 'role' AS kind, n.name FROM guanxi.org_role r JOIN unnest(CAST(:names AS text[])) AS n (name) "
        "ON n.name IN (r.name, r.api_name) WHERE r.tenant_id = :tenant_id "
        "UNION ALL SELECT 'team', n.name FROM guanxi.team t JOIN unnest(CAST(:names AS text[])) AS n (name) "
        "ON n.name IN (t.name, t.api_name) WHERE t.tenant_id = :tenant_id"
    ).bindparams(_TENANT, bindparam("names", type_=ARRAY(Text)))
)


async def places_among(scope: Scope, names: Sequence[str]) -> list[tuple[str, str]]:
    """(kind, name) of the positions, and of the teams and queues, that are called so, or that packages know by it."""
    rows = await scope.tx.fetch(_PLACES_AMONG, {"tenant_id": scope.tenant.id, "names": list(names)})
    return [(row["kind"], row["name"]) for row in rows]


async def first_places(scope: Scope, most: int) -> list[tuple[str, str]]:
    """(kind, name) of the first `most` positions, and of as many teams and queues."""
    rows = await scope.tx.fetch(_EVERY_PLACE, {"tenant_id": scope.tenant.id, "most": most})
    return [(row["kind"], row["name"]) for row in rows]
