"""Sets from when records are stale, after the time limit of their stage changed.

Touches neither version nor history. Of a record that is older than the keeping of such times it is only known that it was in its
stage at its last change; the time of that change then stands for when it came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.filling import Filled
from guanxi.kernel.changes.rewriting import overwrite
from guanxi.kernel.changes.walking import rows_after
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.metadata.pipelines import DUE_AT, ENTERED_AT, OPEN, STAGE
from guanxi.kernel.metadata.storing import columns_of, stored_value
from guanxi.kernel.tenancy import Scope


async def refresh_next(
    scope: Scope,
    definition: ObjectDef,
    stages: frozenset[str],
    after: UUID,
    limit: int,
    since: datetime | None = None,
) -> Filled:
    """The next records in the order of ids, or only those written `since`."""
    changes: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    async with elevated(scope):
        rows = await rows_after(scope, definition, after, limit, since, lock=True)
        for row in rows:
            values = _times(definition, stages, row)
            if values:
                fields = [definition.fields[name] for name in values]
                columns = columns_of(fields, values)
                changes[tuple(sorted(columns))].append({"id": row["id"], **columns})
        for names, each in changes.items():
            await overwrite(scope, definition, names, each)
    written = sum(len(each) for each in changes.values())
    return Filled(rows[-1]["id"] if len(rows) == limit else None, len(rows), written)


def _times(definition: ObjectDef, stages: frozenset[str], row: Mapping[str, Any]) -> dict[str, Any]:
    """Those that are to be changed."""
    roles = definition.roles
    before = {
        role: stored_value(definition.fields[roles[role]], row)
        for role in (STAGE, ENTERED_AT, DUE_AT)
        if role in roles
    }
    found = definition.stages.get(before.get(STAGE) or "")
    if found is None or found[1].key not in stages:
        return {}
    entered = before.get(ENTERED_AT) or row["updated_at"]
    after = {ENTERED_AT: entered, DUE_AT: found[1].due(entered) if found[1].kind == OPEN else None}
    return {roles[role]: value for role, value in after.items() if role in roles and before[role] != value}
