"""What the records are called that runs are about: of those that the reader sees, in one reading for each object."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from guanxi.kernel.metadata import registry_of
from guanxi.kernel.query import fetch_values
from guanxi.kernel.tenancy import Scope


async def record_names(scope: Scope, about: Iterable[tuple[str, UUID | None]]) -> dict[UUID, str]:
    """By id; without those that are deleted, out of sight or without a name. `about`: objects by name, and records."""
    wanted: defaultdict[str, set[UUID]] = defaultdict(set)
    for name, record_id in about:
        if record_id is not None:
            wanted[name].add(record_id)
    registry, rights = await registry_of(scope), scope.actor.rights
    found: dict[UUID, str] = {}
    for name, ids in wanted.items():
        if name not in registry:
            continue
        title = registry.object(name).title_field
        if rights.sees(name, title):
            rows = await fetch_values(scope, name, ids, [title])
            found |= {record_id: str(row[title]) for record_id, row in rows.items() if row[title] is not None}
    return found
