"""People, queues, teams and territories by the names that rules give them; how many open records somebody owns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import BigInteger, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.metadata import Field, ObjectDef, Records
from guanxi.kernel.metadata.pipelines import OPEN, STATUS
from guanxi.kernel.query.storage import value_of
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
_NAMES = bindparam("names", type_=ARRAY(Text))
_PEOPLE = prepare(
    text(
        "SELECT u.id, lower(u.email) AS name FROM guanxi.app_user u WHERE u.tenant_id = :tenant_id "
        "AND lower(u.email) = ANY (:names) AND u.kind = 'person' AND u.status = 'active' AND u.deleted_at IS NULL"
    ).bindparams(_TENANT, _NAMES)
)
# By what they are called, or by the name that packages know.
_NAMED = "guanxi.team t JOIN unnest(CAST(:names AS text[])) AS n (name) ON n.name IN (t.name, t.api_name)"
_GROUPS = prepare(
    text(f"SELECT t.kind, n.name, t.user_id FROM {_NAMED} WHERE t.tenant_id = :tenant_id").bindparams(
        _TENANT, _NAMES
    )
)
# Members who cannot work do not get work.
_MEMBERS = prepare(
    text(
        f"SELECT t.kind, n.name, u.id, lower(u.email) AS email FROM {_NAMED} "
        "JOIN guanxi.team_member m ON m.tenant_id = t.tenant_id AND m.team_id = t.id "
        "JOIN guanxi.app_user u ON u.tenant_id = m.tenant_id AND u.id = m.user_id "
        "WHERE t.tenant_id = :tenant_id AND u.kind = 'person' AND u.status = 'active' "
        "AND u.deleted_at IS NULL ORDER BY u.id"
    ).bindparams(_TENANT, _NAMES)
)


def _of(scope: Scope, **more: Any) -> dict[str, Any]:
    return {"tenant_id": scope.tenant.id, **more}


async def people(scope: Scope, emails: Sequence[str]) -> list[Any]:
    """Those who can work, by email in small letters."""
    return await scope.tx.fetch(_PEOPLE, _of(scope, names=[each.lower() for each in emails]))


async def groups(scope: Scope, names: Sequence[str]) -> list[Any]:
    """Queues, teams and territories of these names; `user_id` is that of a queue."""
    return await scope.tx.fetch(_GROUPS, _of(scope, names=list(names)))


async def members(scope: Scope, names: Sequence[str]) -> list[Any]:
    return await scope.tx.fetch(_MEMBERS, _of(scope, names=list(names)))


async def count_open(scope: Scope, definition: ObjectDef, owners: Sequence[UUID]) -> dict[UUID, int]:
    """Records that are neither in the bin nor, where the object has pipelines, closed."""
    status = definition.field(definition.roles.get(STATUS, ""))
    rows = await scope.tx.fetch(_count(definition.records, status), _of(scope, owners=list(owners)))
    return {row["owner_id"]: row["n"] for row in rows}


@lru_cache(maxsize=512)
def _count(records: Records, status: Field | None) -> Prepared:
    table = records.rows
    statement = sa.select(table.c.owner_id, sa.func.count().label("n")).where(
        table.c.tenant_id == _TENANT,
        table.c.owner_id == bindparam("owners", type_=ARRAY(Uuid)).any_(),
        table.c.deleted_at.is_(None),
    )
    if status is not None:
        statement = statement.where(value_of(table, status) == sa.literal_column(f"'{OPEN}'"))
    return prepare(statement.group_by(table.c.owner_id))
