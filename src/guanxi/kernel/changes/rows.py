"""Writing rows of records: one INSERT per batch, one UPDATE per set of changed columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy.dialects import postgresql

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.changes.sharing import set_principals
from guanxi.kernel.metadata import ObjectDef, Records
from guanxi.kernel.metadata.storing import CUSTOM, columns_of, new_row
from guanxi.kernel.tenancy import Scope

_DIALECT = postgresql.dialect()


async def write_rows(scope: Scope, definition: ObjectDef, drafts: Sequence[Draft]) -> None:
    """Also sets `columns["acl"]`, which the search documents take over."""
    await set_principals(scope, definition, drafts)
    await scope.tx.insert(
        definition.records.table, (_row(scope, draft) for draft in drafts if draft.op == "create")
    )
    changes: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for draft in drafts:
        if draft.op != "create":
            values = _changed_columns(scope, draft)
            changes[tuple(sorted(values))].append({"id": draft.id, **values})
    for columns, rows in changes.items():
        await _update(scope, definition, columns, rows)


def _row(scope: Scope, draft: Draft) -> dict[str, Any]:
    values = draft.values
    row = new_row(draft.definition, values)
    row["tenant_id"] = scope.tenant.id
    row["id"] = draft.id
    row["created_at"] = values.get("created_at") or scope.now
    row["updated_at"] = scope.now
    row["created_by"] = row["updated_by"] = scope.actor.user_id
    row.update(draft.columns)
    return row


def _changed_columns(scope: Scope, draft: Draft) -> dict[str, Any]:
    fields = draft.definition.fields
    changed = draft.changed()
    values = columns_of([fields[name] for name in changed], {name: new for name, (_, new) in changed.items()})
    if draft.op in ("delete", "restore"):
        values = {"deleted_at": scope.now if draft.op == "delete" else None}
    return values | draft.columns


async def _update(
    scope: Scope, definition: ObjectDef, columns: tuple[str, ...], values: Sequence[Mapping[str, Any]]
) -> None:
    await scope.tx.connection.execute(
        _update_sql(definition.records, columns),
        scope.tenant.id,
        msgspec.json.encode(values).decode(),
        scope.now,
        scope.actor.user_id,
    )


@lru_cache(maxsize=1024)
def _update_sql(records: Records, columns: tuple[str, ...]) -> str:
    """Names and types come from the table's definition; values travel as one JSON parameter."""
    table = records.table
    typed = "".join(f', "{name}" {table.c[name].type.compile(dialect=_DIALECT)}' for name in columns)
    set_ = "".join(f'"{name}" = {assigned(name)}, ' for name in columns)
    return (
        f'UPDATE guanxi."{table.name}" AS r SET {set_}version = r.version + 1, updated_at = $3, updated_by = $4 '
        f"FROM json_to_recordset($2::json) AS v(id uuid{typed}) WHERE r.tenant_id = $1"
        f"{records.condition('r')} AND r.id = v.id"
    )


def assigned(column: str) -> str:
    """Custom values that are not written stay; those written as null go."""
    return "jsonb_strip_nulls(r.custom || v.custom)" if column == CUSTOM else f'v."{column}"'


def ids_of(drafts: Sequence[Draft]) -> list[UUID]:
    return [draft.id for draft in drafts]
