"""Reading definitions. Those in force are remembered by the version of the company's metadata, which every change raises."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Integer, Text, Uuid, bindparam, select, tuple_

from guanxi.kernel.db import prepare
from guanxi.kernel.definitions.kinds import B, Definition, Kind
from guanxi.kernel.definitions.tables import definition as table
from guanxi.kernel.errors import NotFound
from guanxi.kernel.metadata import Label, Registry, registry_of
from guanxi.kernel.tenancy import Scope

MOST_REMEMBERED = 10_000
NO_OBJECT = 0
FIRST = (-(2**31), "")  # before every position and name

_remembered: OrderedDict[tuple[int, int, str, str | None], tuple[Definition[Any], ...]] = OrderedDict()

_TENANT = table.c.tenant_id == bindparam("tenant_id", type_=BigInteger)
_KIND = table.c.kind == bindparam("kind", type_=Text)
_ORDER = (table.c.position, table.c.name)
_OF_OBJECT = prepare(
    select(table)
    .where(_TENANT, _KIND, table.c.active, table.c.object_id == bindparam("object_id", type_=Integer))
    .order_by(*_ORDER)
)
_PAGE = prepare(
    select(table)
    .where(
        _TENANT,
        _KIND,
        (bindparam("object_id", type_=Integer).is_(None))
        | (table.c.object_id == bindparam("object_id", type_=Integer)),
        tuple_(*_ORDER) > tuple_(bindparam("position", type_=Integer), bindparam("name", type_=Text)),
    )
    .order_by(*_ORDER)
    .limit(bindparam("most", type_=Integer))
)
_NAMED = prepare(select(table).where(_TENANT, _KIND, table.c.name == bindparam("name", type_=Text)))
_BY_ID = prepare(select(table).where(_TENANT, table.c.id == bindparam("id", type_=Uuid)))


async def definitions_of(
    scope: Scope, kind: Kind[B], object_name: str | None = None
) -> tuple[Definition[B], ...]:
    """Those in force, of an object or of none, in their order. Costs nothing once remembered."""
    if scope.tenant.meta_version == 1:
        return ()
    key = (scope.tenant.id, scope.tenant.meta_version, kind.name, object_name)
    found = _remembered.get(key)
    if found is None:
        registry = await registry_of(scope)
        number = NO_OBJECT if object_name is None else registry.object(object_name).number
        params = {"tenant_id": scope.tenant.id, "kind": kind.name, "object_id": number}
        rows = await scope.tx.fetch(_OF_OBJECT, params)
        found = _remembered[key] = tuple(definition_from(kind, registry, row) for row in rows)
        while len(_remembered) > MOST_REMEMBERED:
            _remembered.popitem(last=False)
    else:
        _remembered.move_to_end(key)
    return found


async def list_definitions(
    scope: Scope,
    kind: Kind[B],
    *,
    object_name: str | None = None,
    after: tuple[int, str] = FIRST,
    most: int,
) -> list[Definition[B]]:
    """Also those that are not in force, of every object unless one is named; those of deleted objects apart."""
    return [each for _, each in await rows_after(scope, kind, object_name, after, most) if each is not None]


async def rows_after(
    scope: Scope, kind: Kind[B], object_name: str | None, after: tuple[int, str], most: int
) -> list[tuple[Mapping[str, Any], Definition[B] | None]]:
    """Rows in their order, with what they declare; None for those of deleted objects."""
    registry = await registry_of(scope)
    number = None if object_name is None else registry.object(object_name).number
    params = {
        "tenant_id": scope.tenant.id, "kind": kind.name, "object_id": number, "position": after[0],
        "name": after[1], "most": most,
    }  # fmt: skip
    return [
        (row, definition_from(kind, registry, row) if is_known(registry, row["object_id"]) else None)
        for row in await scope.tx.fetch(_PAGE, params)
    ]


async def find_definition(scope: Scope, kind: Kind[B], name: str) -> Definition[B]:
    """Raises NotFound."""
    found = await read_named(scope, kind, name)
    if found is None:
        raise NotFound("definition_unknown", params={"name": name[:80]})
    return found


async def read_named(scope: Scope, kind: Kind[B], name: str) -> Definition[B] | None:
    params = {"tenant_id": scope.tenant.id, "kind": kind.name, "name": name}
    row = await scope.tx.fetchrow(_NAMED, params)
    registry = await registry_of(scope)
    if row is None or not is_known(registry, row["object_id"]):
        return None
    return definition_from(kind, registry, row)


async def read_by_id(scope: Scope, kind: Kind[B], definition_id: UUID) -> Definition[B] | None:
    row = await scope.tx.fetchrow(_BY_ID, {"tenant_id": scope.tenant.id, "id": definition_id})
    registry = await registry_of(scope)
    if row is None or row["kind"] != kind.name or not is_known(registry, row["object_id"]):
        return None
    return definition_from(kind, registry, row)


def definition_from(kind: Kind[B], registry: Registry, row: Mapping[str, Any]) -> Definition[B]:
    number = row["object_id"]
    return Definition(
        name=row["name"],
        object=None if number == NO_OBJECT else registry.by_number(number).name,
        label=Label.from_json(row["label"]),
        body=msgspec.convert(row["body"], kind.body),
        active=row["active"],
        position=row["position"],
        id=row["id"],
        version=row["version"],
        updated_at=row["updated_at"],
        updated_by=row["updated_by"],
    )


def is_known(registry: Registry, number: int) -> bool:
    """Definitions of a deleted object stay out of sight until it is restored."""
    return number == NO_OBJECT or registry.has_number(number)
