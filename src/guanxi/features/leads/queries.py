"""SQL that converting a lead needs."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from guanxi.features.activities.facade import activity
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

MOST_MOVED = 1_000

_OPEN_ACTIVITIES = prepare(
    sa.select(activity.c.id)
    .where(
        activity.c.tenant_id == sa.bindparam("tenant_id", type_=sa.BigInteger()),
        activity.c.lead_id == sa.bindparam("lead_id", type_=sa.Uuid()),
        activity.c.done.is_not(sa.true()),
        activity.c.deleted_at.is_(sa.null()),
    )
    .order_by(activity.c.id)
    .limit(MOST_MOVED)
)


async def open_activities_of(scope: Scope, lead_id: UUID) -> list[UUID]:
    rows = await scope.tx.fetch(_OPEN_ACTIVITIES, {"tenant_id": scope.tenant.id, "lead_id": lead_id})
    return [row["id"] for row in rows]
