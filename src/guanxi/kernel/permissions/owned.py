"""Records as grants are computed from them: id, owner, and the few values that rules read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Uuid, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.metadata.storing import columns_read, stored_value
from guanxi.kernel.permissions.rules import rules_of
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Owned:
    """A record as rules see it: its id, its owner and the values of its fields by name, among them the record that it is a
    part of.
    """

    id: UUID
    owner: UUID | None
    values: Mapping[str, Any]


async def read_by_grants(scope: Scope, definition: ObjectDef) -> tuple[str, ...]:
    """The fields that `Owned.values` must hold: those that rules read, and the one that makes the record a part of another."""
    names = {name for rule in await rules_of(scope, definition.name) for name in rule.reads}
    if definition.master_field is not None:
        names.add(definition.master_field.name)
    return tuple(sorted(names))


def owned_from(row: Mapping[str, Any], definition: ObjectDef, names: Iterable[str]) -> Owned:
    values = {name: stored_value(definition.fields[name], row) for name in names}
    return Owned(row["id"], row["owner_id"], values)


def columns_for(definition: ObjectDef, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(columns_read(definition.fields[name] for name in names)))


async def owned_records(
    scope: Scope, definition: ObjectDef, ids: Sequence[UUID], names: Sequence[str]
) -> list[Owned]:
    """Those that there are, in the bin too; of what the transaction's role may see."""
    statement = _select(definition.name, definition.table, columns_for(definition, names))
    rows = await scope.tx.fetch(statement, {"tenant_id": scope.tenant.id, "ids": list(ids)})
    return [owned_from(row, definition, names) for row in rows]


@lru_cache(maxsize=512)
def _select(object_name: str, table: Any, read: tuple[str, ...]) -> Prepared:
    columns = dict.fromkeys(("id", "owner_id", *read))
    return prepare(
        select(*(table.c[name] for name in columns)).where(
            table.c.tenant_id == bindparam("tenant_id", type_=BigInteger),
            table.c.id == bindparam("ids", type_=ARRAY(Uuid)).any_(),
        )
    )
