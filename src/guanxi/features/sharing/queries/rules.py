"""Sharing rules and what the company shares by default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Text, Uuid, bindparam, delete, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.db import prepare
from guanxi.kernel.permissions import sharing_rule
from guanxi.kernel.tenancy import Scope

_TENANT = sharing_rule.c.tenant_id == bindparam("tenant_id", type_=BigInteger)
_ID = sharing_rule.c.id == bindparam("rule_id", type_=Uuid)
_OBJECT = bindparam("object_name", type_=Text)
_LIST = prepare(
    select(sharing_rule)
    .where(
        _TENANT,
        or_(_OBJECT.is_(None), sharing_rule.c.object == _OBJECT),
        sharing_rule.c.id > bindparam("after", type_=Uuid),
    )
    .order_by(sharing_rule.c.id)
    .limit(bindparam("most"))
)
_ALL = prepare(select(sharing_rule).where(_TENANT).order_by(sharing_rule.c.id))
_OF_OBJECT = prepare(
    select(sharing_rule).where(_TENANT, sharing_rule.c.object == _OBJECT).order_by(sharing_rule.c.id)
)
_GET = prepare(select(sharing_rule).where(_TENANT, _ID))
_COUNTS = prepare(
    select(sharing_rule.c.object, func.count().label("n")).where(_TENANT).group_by(sharing_rule.c.object)
)
_DEFAULT = prepare(
    text(
        "UPDATE guanxi.tenant SET settings = settings || jsonb_build_object('sharing',"
        " coalesce(settings -> 'sharing', '{}') || jsonb_build_object(:object_name, :sharing)) "
        "WHERE tenant_id = :tenant_id"
    ).bindparams(
        bindparam("tenant_id", type_=BigInteger),
        bindparam("object_name", type_=Text),
        bindparam("sharing", type_=Text),
    )
)
_NO_DEFAULT = prepare(
    text(
        "UPDATE guanxi.tenant SET settings = jsonb_set(settings, '{sharing}',"
        " coalesce(settings -> 'sharing', '{}') - CAST(:object_name AS text)) WHERE tenant_id = :tenant_id"
    ).bindparams(bindparam("tenant_id", type_=BigInteger), bindparam("object_name", type_=Text))
)
_LATEST_JOB = prepare(
    text(
        "SELECT id, state, done, total FROM guanxi.job WHERE tenant_id = :tenant_id AND kind = :kind"
        " ORDER BY created_at DESC, id DESC LIMIT 1"
    ).bindparams(bindparam("tenant_id", type_=BigInteger), bindparam("kind", type_=Text))
)
_JOBS = prepare(
    text("SELECT id, state FROM guanxi.job WHERE tenant_id = :tenant_id AND id = ANY(:ids)").bindparams(
        bindparam("tenant_id", type_=BigInteger), bindparam("ids", type_=ARRAY(Uuid))
    )
)


async def list_rules(scope: Scope, object_name: str | None, after: UUID, limit: int) -> list[Any]:
    params = {"tenant_id": scope.tenant.id, "object_name": object_name, "after": after, "most": limit}
    return await scope.tx.fetch(_LIST, params)


async def all_rules(scope: Scope) -> list[Any]:
    """The oldest first. There are at most a hundred of each object."""
    return await scope.tx.fetch(_ALL, {"tenant_id": scope.tenant.id})


async def rules_of_object(scope: Scope, object_name: str) -> list[Any]:
    return await scope.tx.fetch(_OF_OBJECT, {"tenant_id": scope.tenant.id, "object_name": object_name})


async def names_of_rules_of(scope: Scope, object_name: str, most: int) -> list[str]:
    """Of an object, by name."""
    statement = select(sharing_rule.c.name).where(_TENANT, sharing_rule.c.object == _OBJECT)
    statement = statement.order_by(sharing_rule.c.name).limit(bindparam("most"))
    params = {"tenant_id": scope.tenant.id, "object_name": object_name, "most": most}
    return [row["name"] for row in await scope.tx.fetch(statement, params)]


async def get_rule(scope: Scope, rule_id: UUID) -> Any | None:
    return await scope.tx.fetchrow(_GET, {"tenant_id": scope.tenant.id, "rule_id": rule_id})


async def count_rules(scope: Scope) -> dict[str, int]:
    """By object."""
    return {row["object"]: row["n"] for row in await scope.tx.fetch(_COUNTS, {"tenant_id": scope.tenant.id})}


async def insert_rule(scope: Scope, values: Mapping[str, Any]) -> None:
    await scope.tx.insert(sharing_rule, [{"tenant_id": scope.tenant.id, **values}])


async def update_rule(scope: Scope, rule_id: UUID, values: Mapping[str, Any]) -> None:
    statement = update(sharing_rule).where(_TENANT, _ID).values(dict(values))
    await scope.tx.execute(statement, {"tenant_id": scope.tenant.id, "rule_id": rule_id})


async def delete_rule(scope: Scope, rule_id: UUID) -> None:
    await scope.tx.execute(
        delete(sharing_rule).where(_TENANT, _ID), {"tenant_id": scope.tenant.id, "rule_id": rule_id}
    )


async def set_default(scope: Scope, object_name: str, sharing: str) -> None:
    params = {"tenant_id": scope.tenant.id, "object_name": object_name, "sharing": sharing}
    await scope.tx.execute(_DEFAULT, params)


async def drop_default(scope: Scope, object_name: str) -> None:
    """It is shared as everything is of which nobody says otherwise."""
    await scope.tx.execute(_NO_DEFAULT, {"tenant_id": scope.tenant.id, "object_name": object_name})


async def latest_job(scope: Scope, kind: str) -> Any | None:
    return await scope.tx.fetchrow(_LATEST_JOB, {"tenant_id": scope.tenant.id, "kind": kind})


async def states_of_jobs(scope: Scope, ids: Sequence[UUID]) -> dict[UUID, str]:
    rows = await scope.tx.fetch(_JOBS, {"tenant_id": scope.tenant.id, "ids": list(ids)}) if ids else []
    return {row["id"]: row["state"] for row in rows}
