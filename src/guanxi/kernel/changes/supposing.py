"""A record as it would be with what somebody is typing: without locks, rules or a trace, for forms that follow the typing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.changes.model import Change, Operation
from guanxi.kernel.changes.staging import settle_stages
from guanxi.kernel.changes.values import read_values
from guanxi.kernel.errors import NotFound
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.query import fetch_values, open_object
from guanxi.kernel.tenancy import Scope


async def suppose(
    scope: Scope,
    definition: ObjectDef,
    record_id: UUID | None,
    values: Mapping[str, Any],
    names: Collection[str],
) -> Draft:
    """The record with `values`, or a new one, which begins with its defaults. Of what is stored, the fields `names` and where it
    stands in its pipeline, as far as the caller sees them. Values that cannot be read, or that he may not set, are left out.

    Raises NotFound for a record that he does not see; one in the bin is found.
    """
    op: Operation = "create" if record_id is None else "update"
    draft = Draft(0, Change(op, definition.name, record_id, values), definition, record_id or new_id())
    read_values(scope, definition, [draft], scope.source)
    if record_id is not None:
        draft.current = await _stored(scope, definition, record_id, {*names, *definition.roles.values()})
    settle_stages(scope, definition, [draft])
    return draft


async def _stored(
    scope: Scope, definition: ObjectDef, record_id: UUID, names: Collection[str]
) -> Mapping[str, Any]:
    fields = (await open_object(scope, definition.name)).fields
    paths = {name: fields.find(name) for name in names}
    seen = [name for name, path in paths.items() if path is not None and not path.field.type.apart]
    for deleted in (False, True):
        found = await fetch_values(scope, definition.name, [record_id], seen, deleted=deleted)
        if record_id in found:
            return found[record_id]
    raise NotFound()
