"""What needs an object or a field: asked before either is deleted, and shown to whoever wants to delete it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import BigInteger, bindparam, select

from guanxi.kernel.db import prepare
from guanxi.kernel.definitions.kinds import Use, kinds
from guanxi.kernel.definitions.reading import definition_from, is_known
from guanxi.kernel.definitions.tables import definition as table
from guanxi.kernel.metadata import Label, registry_of
from guanxi.kernel.tenancy import Scope

_ALL = prepare(
    select(table)
    .where(table.c.tenant_id == bindparam("tenant_id", type_=BigInteger))
    .order_by(table.c.kind, table.c.position, table.c.name)
)


@dataclass(frozen=True, slots=True)
class User:
    """A definition that needs what was asked for. One that `holds` it keeps it from being deleted."""

    kind: str
    kind_label: Label
    name: str
    label: Label
    object: str | None
    active: bool
    holds: bool


async def uses_of(scope: Scope, object_name: str, field_name: str | None = None) -> list[User]:
    """Definitions of every kind that use this field, or any part of this object, be they in force or not.

    Reads all of the company's definitions, of which each kind bounds the number: for the moment before a deletion.
    """
    registry = await registry_of(scope)
    wanted = Use(object_name, field_name)
    found = []
    for row in await scope.tx.fetch(_ALL, {"tenant_id": scope.tenant.id}):
        kind = kinds().get(row["kind"])
        if kind is None or not is_known(registry, row["object_id"]):
            continue
        each = definition_from(kind, registry, row)
        used = (
            {Use(each.object), *kind.uses(registry, each)} if each.object else set(kind.uses(registry, each))
        )
        if wanted in used or (field_name is None and any(use.object == object_name for use in used)):
            found.append(
                User(kind.name, kind.label, each.name, each.label, each.object, each.active, kind.holds)
            )
    return found
