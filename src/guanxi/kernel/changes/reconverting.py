"""Converts the amounts of records that are there by the rates that hold now.

Touches neither version nor history: what an amount is worth is no edit. Roll-ups over it follow in the same transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from guanxi.kernel.changes.converting import convert_amounts
from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.model import Change
from guanxi.kernel.changes.reading import stored_values
from guanxi.kernel.changes.recomputing import announce_recomputed
from guanxi.kernel.changes.rewriting import overwrite
from guanxi.kernel.changes.rollups import follow_rollups
from guanxi.kernel.db import prepare
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.metadata.field_types.currency_amount import CURRENCY
from guanxi.kernel.metadata.storing import columns_of
from guanxi.kernel.query.storage import value_of
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Reconverted:
    """`last` is None at the end; those `without_rate` kept what they had."""

    last: UUID | None
    seen: int
    written: int
    without_rate: int


async def reconvert_next(
    scope: Scope, definition: ObjectDef, field: Field, currencies: Collection[str], after: UUID, limit: int
) -> Reconverted:
    """The next records that hold an amount, in the order of ids, those in the bin too; of those in these currencies the worth."""
    async with elevated(scope):
        params = {"tenant_id": scope.tenant.id, "after": after, "most": limit}
        rows = await scope.tx.fetch(prepare(_next(definition, field)), params)
        drafts = []
        for row in rows:
            current = stored_values(definition, row)
            value = current.get(field.name)
            if isinstance(value, dict) and value.get(CURRENCY) in currencies:
                draft = Draft(0, Change("update", definition.name, row["id"]), definition, row["id"])
                draft.current, draft.current_version = current, row["version"]
                drafts.append(draft)
        await convert_amounts(scope, definition, drafts, anew=True, lenient=True)
        changed = [draft for draft in drafts if draft.changed()]
        await _write(scope, definition, changed)
        await follow_rollups(scope, definition, changed)
        if changed:
            await announce_recomputed(scope, definition)
    without = sum(field.name not in draft.values for draft in drafts)
    return Reconverted(rows[-1]["id"] if len(rows) == limit else None, len(drafts), len(changed), without)


async def _write(scope: Scope, definition: ObjectDef, drafts: Collection[Draft]) -> None:
    by_columns: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for draft in drafts:
        values = {name: new for name, (_, new) in draft.changed().items()}
        columns = columns_of([definition.fields[name] for name in values], values)
        by_columns[tuple(sorted(columns))].append({"id": draft.id, **columns})
    for names, rows in by_columns.items():
        await overwrite(scope, definition, names, rows)


def _next(definition: ObjectDef, field: Field) -> sa.Select[Any]:
    """An index of the records with such an amount, where there is one, leads from each to the next."""
    table = definition.records.rows
    return (
        sa.select(table)
        .where(
            table.c.tenant_id == sa.bindparam("tenant_id", type_=sa.BigInteger()),
            table.c.id > sa.bindparam("after", type_=sa.Uuid()),
            value_of(table, field).is_not(sa.null()),
        )
        .order_by(table.c.id)
        .limit(sa.bindparam("most", type_=sa.Integer()))
        .with_for_update()
    )
