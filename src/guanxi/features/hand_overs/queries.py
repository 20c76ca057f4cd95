"""SQL about what somebody owns. Counts and chunks are taken above record sharing: nothing may be left behind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.features.activities.facade import activity
from guanxi.features.users.facade import app_user
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.metadata import ObjectDef, Records
from guanxi.kernel.tenancy import Scope

_TENANT = sa.bindparam("tenant_id", type_=sa.BigInteger())
_OWNER = sa.bindparam("owner", type_=sa.Uuid())
_IDS = sa.bindparam("ids", type_=ARRAY(sa.Uuid()))
_USERS = prepare(
    sa.select(
        app_user.c.id,
        app_user.c.name,
        app_user.c.status,
        app_user.c.role,
        app_user.c.kind,
        app_user.c.deleted_at,
    ).where(app_user.c.tenant_id == _TENANT, app_user.c.id == _IDS.any_())
)
_OPEN_TASKS = prepare(
    sa.select(sa.func.count())
    .select_from(activity)
    .where(
        activity.c.tenant_id == _TENANT,
        activity.c.owner_id == _OWNER,
        activity.c.deleted_at.is_(None),
        activity.c.type == "task",
        activity.c.done.is_not(True),
    )
)
_UNDER_WAY = prepare(
    sa.text(
        "SELECT id FROM guanxi.job WHERE tenant_id = :tenant_id AND kind = 'hand_overs.run' "
        "AND state IN ('queued', 'running') AND args ->> 'user_id' = :user_id LIMIT 1"
    ).bindparams(_TENANT, sa.bindparam("user_id", type_=sa.Text()))
)
_REPORTS = prepare(
    sa.select(sa.func.count())
    .select_from(app_user)
    .where(app_user.c.tenant_id == _TENANT, app_user.c.manager_id == _OWNER, app_user.c.deleted_at.is_(None))
)
_NEXT_REPORTS = prepare(
    sa.select(app_user.c.id)
    .where(
        app_user.c.tenant_id == _TENANT,
        app_user.c.manager_id == _OWNER,
        app_user.c.deleted_at.is_(None),
        app_user.c.id > sa.bindparam("after", type_=sa.Uuid()),
    )
    .order_by(app_user.c.id)
    .limit(sa.bindparam("most", type_=sa.Integer()))
    .with_for_update()
)
_MANAGER = prepare(
    sa.select(app_user.c.manager_id).where(app_user.c.tenant_id == _TENANT, app_user.c.id == _OWNER)
)
_ONE_AT_A_TIME = prepare(
    sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:user_id, :tenant_id))").bindparams(
        _TENANT, sa.bindparam("user_id", type_=sa.Text())
    )
)


async def find_users(scope: Scope, ids: Sequence[UUID]) -> dict[UUID, Any]:
    """Also those in the recycle bin."""
    async with elevated(scope):
        rows = await scope.tx.fetch(_USERS, {"tenant_id": scope.tenant.id, "ids": list(ids)})
    return {row["id"]: row for row in rows}


async def count_owned(scope: Scope, objects: Sequence[ObjectDef], owner: UUID) -> dict[str, tuple[int, int]]:
    """All records, and those of them in the recycle bin, by object; one statement."""
    async with elevated(scope):
        params = {"tenant_id": scope.tenant.id, "owner": owner}
        rows = await scope.tx.fetch(_counts(tuple((each.name, each.records) for each in objects)), params)
    return {row["object"]: (row["count"], row["in_bin"]) for row in rows}


async def count_open_tasks(scope: Scope, owner: UUID) -> int:
    async with elevated(scope):
        count: int = await scope.tx.fetchval(_OPEN_TASKS, {"tenant_id": scope.tenant.id, "owner": owner})
    return count


async def next_owned(
    scope: Scope, definition: ObjectDef, owner: UUID, after: UUID | None, most: int
) -> list[tuple[UUID, bool]]:
    """Ids in their order, locked, and whether each lies in the recycle bin. `scope` is above record sharing."""
    params = {"tenant_id": scope.tenant.id, "owner": owner, "after": after or UUID(int=0), "most": most}
    return [(row["id"], row["in_bin"]) for row in await scope.tx.fetch(_next(definition.records), params)]


async def count_reports(scope: Scope, manager: UUID) -> int:
    async with elevated(scope):
        count: int = await scope.tx.fetchval(_REPORTS, {"tenant_id": scope.tenant.id, "owner": manager})
    return count


async def next_reports(scope: Scope, manager: UUID, after: UUID | None, most: int) -> list[UUID]:
    """Of the people whose manager that is, in the order of ids, locked. `scope` is above record sharing."""
    params = {"tenant_id": scope.tenant.id, "owner": manager, "after": after or UUID(int=0), "most": most}
    return [row["id"] for row in await scope.tx.fetch(_NEXT_REPORTS, params)]


async def manager_of(scope: Scope, user_id: UUID) -> UUID | None:
    manager: UUID | None = await scope.tx.fetchval(_MANAGER, {"tenant_id": scope.tenant.id, "owner": user_id})
    return manager


async def find_under_way(scope: Scope, user_id: UUID) -> UUID | None:
    """The hand-over of this person that waits or runs. Who asks at the same time waits for this transaction."""
    params = {"tenant_id": scope.tenant.id, "user_id": str(user_id)}
    await scope.tx.fetch(_ONE_AT_A_TIME, params)
    job_id: UUID | None = await scope.tx.fetchval(_UNDER_WAY, params)
    return job_id


@lru_cache(maxsize=256)
def _counts(objects: tuple[tuple[str, Records], ...]) -> Prepared:
    return prepare(sa.union_all(*(_count(*each) for each in objects)))


def _count(object_name: str, records: Records) -> sa.Select[str, int, int]:
    table = records.rows
    return sa.select(
        sa.literal(object_name).label("object"),
        sa.func.count().label("count"),
        sa.func.count(table.c.deleted_at).label("in_bin"),
    ).where(table.c.tenant_id == _TENANT, table.c.owner_id == _OWNER)


@lru_cache(maxsize=256)
def _next(records: Records) -> Prepared:
    table = records.rows
    return prepare(
        sa.select(table.c.id, table.c.deleted_at.is_not(None).label("in_bin"))
        .where(
            table.c.tenant_id == _TENANT,
            table.c.owner_id == _OWNER,
            table.c.id > sa.bindparam("after", type_=sa.Uuid()),
        )
        .order_by(table.c.id)
        .limit(sa.bindparam("most", type_=sa.Integer()))
        .with_for_update()
    )
