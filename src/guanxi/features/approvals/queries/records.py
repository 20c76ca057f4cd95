"""Which records somebody may change, without holding them."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Uuid, bindparam, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.metadata import ObjectDef, Records
from guanxi.kernel.tenancy import Scope


async def editable(scope: Scope, definition: ObjectDef, ids: Collection[UUID]) -> set[UUID]:
    """Those that are shared with the caller to be changed, and do not lie in the bin."""
    params = {
        "tenant_id": scope.tenant.id, "ids": list(ids), "principals": list(scope.actor.principals),
        "sees_all": scope.sees_all,
    }  # fmt: skip
    return {row["id"] for row in await scope.tx.fetch(_editable(definition.records), params)}


@lru_cache(maxsize=1024)
def _editable(records: Records) -> Prepared:
    table = records.rows
    return prepare(
        select(table.c.id).where(
            table.c.tenant_id == bindparam("tenant_id", type_=BigInteger),
            table.c.id == bindparam("ids", type_=ARRAY(Uuid)).any_(),
            table.c.deleted_at.is_(None),
            or_(
                bindparam("sees_all", type_=Boolean),
                table.c.acl.overlap(bindparam("principals", type_=ARRAY(BigInteger))),
            ),
        )
    )
