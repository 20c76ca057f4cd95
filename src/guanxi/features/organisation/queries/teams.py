"""Teams, queues and territories, and their members."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, DateTime, Integer, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.organisation.models import team, team_member
from guanxi.features.organisation.queries.places import FIRST
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
_ID = bindparam("id", type_=Uuid)
_ME = bindparam("me", type_=Uuid)
_IDS = bindparam("ids", type_=ARRAY(Uuid))
_MOST = bindparam("most", type_=Integer)
_NAME = bindparam("name", type_=Text)
_KIND = bindparam("kind", type_=Text)
_TEAM = (
    "SELECT t.id, t.name, t.api_name, t.kind, t.description, t.principal, t.user_id, t.version, "
    "(SELECT count(*) FROM guanxi.team_member m JOIN guanxi.app_user u ON u.tenant_id = m.tenant_id "
    "AND u.id = m.user_id WHERE m.tenant_id = :tenant_id AND m.team_id = t.id AND u.deleted_at IS NULL) AS members, "
    "EXISTS (SELECT FROM guanxi.team_member m WHERE m.tenant_id = :tenant_id AND m.team_id = t.id "
    "AND m.user_id = :me) AS mine FROM guanxi.team t WHERE t.tenant_id = :tenant_id"
)
_LIST = prepare(
    text(
        f"{_TEAM} AND (:kind = '' OR t.kind = :kind) AND (:q = '' OR strpos(lower(t.name), lower(:q)) > 0) "
        "AND (NOT :only_mine OR EXISTS (SELECT FROM guanxi.team_member m WHERE m.tenant_id = :tenant_id "
        "AND m.team_id = t.id AND m.user_id = :me)) AND (t.name, t.id) > (:name, :after) "
        "ORDER BY t.name, t.id LIMIT :most"
    ).bindparams(
        _TENANT,
        _ME,
        _KIND,
        bindparam("q", type_=Text),
        bindparam("only_mine", type_=Boolean),
        _NAME,
        bindparam("after", type_=Uuid),
        _MOST,
    )
)
_GET = prepare(text(f"{_TEAM} AND t.id = :id").bindparams(_TENANT, _ME, _ID))
_COUNT = prepare(text("SELECT count(*) FROM guanxi.team WHERE tenant_id = :tenant_id").bindparams(_TENANT))
_NAME_TAKEN = prepare(
    text(
        "SELECT EXISTS (SELECT FROM guanxi.team WHERE tenant_id = :tenant_id AND id <> :id AND kind = :kind "
        "AND lower(name) = lower(:name))"
    ).bindparams(_TENANT, _ID, _KIND, _NAME)
)
_UPDATE = prepare(
    text(
        "UPDATE guanxi.team SET name = :name, description = :description, updated_at = :now, version = version + 1 "
        "WHERE tenant_id = :tenant_id AND id = :id"
    ).bindparams(
        _TENANT,
        _ID,
        _NAME,
        bindparam("description", type_=Text),
        bindparam("now", type_=DateTime(timezone=True)),
    )
)
_DELETE = prepare(
    text("DELETE FROM guanxi.team WHERE tenant_id = :tenant_id AND id = :id").bindparams(_TENANT, _ID)
)
_QUEUE_OF_USER = prepare(
    text(f"{_TEAM} AND t.user_id = :id AND t.kind = 'queue'").bindparams(_TENANT, _ME, _ID)
)
_MEMBERS_AMONG = prepare(
    text(
        "SELECT user_id FROM guanxi.team_member WHERE tenant_id = :tenant_id AND team_id = :id AND user_id = ANY (:ids)"
    ).bindparams(_TENANT, _ID, _IDS)
)
_ALL_MEMBERS = prepare(
    text("SELECT user_id FROM guanxi.team_member WHERE tenant_id = :tenant_id AND team_id = :id").bindparams(
        _TENANT, _ID
    )
)
_REMOVE = prepare(
    text(
        "DELETE FROM guanxi.team_member WHERE tenant_id = :tenant_id AND team_id = :id AND user_id = ANY (:ids) "
        "RETURNING user_id"
    ).bindparams(_TENANT, _ID, _IDS)
)
_TEAMS_OF_USER = prepare(
    text(
        "SELECT t.id, t.name, t.kind FROM guanxi.team_member m JOIN guanxi.team t ON t.tenant_id = m.tenant_id "
        "AND t.id = m.team_id WHERE m.tenant_id = :tenant_id AND m.user_id = :id ORDER BY t.name, t.id LIMIT :most"
    ).bindparams(_TENANT, _ID, _MOST)
)


def _of(scope: Scope, **more: Any) -> dict[str, Any]:
    return {"tenant_id": scope.tenant.id, **more}


async def list_teams(
    scope: Scope, *, kind: str, q: str, only_mine: bool, after: tuple[str, UUID] | None, most: int
) -> list[Any]:
    name, last = after or ("", FIRST)
    asked = {"kind": kind, "q": q, "only_mine": only_mine, "name": name, "after": last, "most": most}
    return await scope.tx.fetch(_LIST, _of(scope, me=scope.actor.user_id, **asked))


async def get_team(scope: Scope, team_id: UUID) -> Any | None:
    return await scope.tx.fetchrow(_GET, _of(scope, me=scope.actor.user_id, id=team_id))


async def queue_of_user(scope: Scope, user_id: UUID) -> Any | None:
    """The queue that owns records under this user, or None for a person."""
    return await scope.tx.fetchrow(_QUEUE_OF_USER, _of(scope, me=scope.actor.user_id, id=user_id))


async def count_teams(scope: Scope) -> int:
    count: int = await scope.tx.fetchval(_COUNT, _of(scope))
    return count


async def is_name_taken(scope: Scope, team_id: UUID, kind: str, name: str) -> bool:
    found: bool = await scope.tx.fetchval(_NAME_TAKEN, _of(scope, id=team_id, kind=kind, name=name))
    return found


async def insert_team(scope: Scope, values: dict[str, Any]) -> None:
    await scope.tx.insert(team, [_of(scope, **values, created_at=scope.now, updated_at=scope.now)])


async def update_team(scope: Scope, team_id: UUID, name: str, description: str) -> None:
    values = {"id": team_id, "name": name, "description": description, "now": scope.now}
    await scope.tx.execute(_UPDATE, _of(scope, **values))


async def delete_team(scope: Scope, team_id: UUID) -> None:
    """Its memberships go with it."""
    await scope.tx.execute(_DELETE, _of(scope, id=team_id))


async def all_members(scope: Scope, team_id: UUID) -> list[UUID]:
    return [row["user_id"] for row in await scope.tx.fetch(_ALL_MEMBERS, _of(scope, id=team_id))]


async def add_members(scope: Scope, team_id: UUID, user_ids: Sequence[UUID]) -> list[UUID]:
    """Returns those who were no members before."""
    params = _of(scope, id=team_id, ids=list(user_ids))
    known = {row["user_id"] for row in await scope.tx.fetch(_MEMBERS_AMONG, params)}
    new = [user_id for user_id in user_ids if user_id not in known]
    rows = [_of(scope, team_id=team_id, user_id=user_id, created_at=scope.now) for user_id in new]
    await scope.tx.insert(team_member, rows)
    return new


async def remove_members(scope: Scope, team_id: UUID, user_ids: Sequence[UUID]) -> list[UUID]:
    rows = await scope.tx.fetch(_REMOVE, _of(scope, id=team_id, ids=list(user_ids)))
    return [row["user_id"] for row in rows]


async def teams_of_user(scope: Scope, user_id: UUID, most: int) -> list[Any]:
    return await scope.tx.fetch(_TEAMS_OF_USER, _of(scope, id=user_id, most=most))
