"""Makes one record of several: what the winner lacks or is told to take, and everything that pointed to the losers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from guanxi.features.duplicates.schemas import Merge, Merged
from guanxi.features.duplicates.service import belongings
from guanxi.features.duplicates.service.repointing import repointing_changes
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.merging import Merging, run_before_merge
from guanxi.kernel.changes.reading import locked_rows, stored_values
from guanxi.kernel.errors import Forbidden, Invalid, NotFound
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import Field, ObjectDef, Registry, registry_of
from guanxi.kernel.metadata.pipelines import DUE_AT, ENTERED_AT, STATUS
from guanxi.kernel.query import require_record
from guanxi.kernel.tenancy import EVERYTHING, Scope

_NOT_TAKEN = frozenset({"owner", "created_at", "updated_at", "created_by", "updated_by"})
_KEPT_BY_US = frozenset({STATUS, ENTERED_AT, DUE_AT})


async def merge(scope: Scope, object_name: str, asked: Merge) -> Merged:
    """One change-set, which can be undone. Needs the rights to change and to delete, and all of the records.

    Raises 403, 404, 409 `merge_too_large`, `merge_awaits_approval`, 422 `merge_with_itself`, `merge_field_unfit`.
    """
    scope.require(f"{object_name}.update")
    scope.require(f"{object_name}.delete")
    registry = await registry_of(scope)
    definition = registry.object(object_name)
    ids = [asked.winner, *asked.losers]
    if len(set(ids)) < len(ids) or object_name == "user":
        raise Invalid("merge_with_itself", field="losers")
    values = await _values(scope, definition, ids)
    taken = _taken(scope, definition, asked, values)
    # One change-set for all of it. Each part is checked by the rules for it: who lets go of a unique value before who takes it.
    joined = new_id()
    scope = replace(scope, source="merge", joins=joined)
    await run_before_merge(scope, Merging(definition, asked.winner, asked.losers))
    repointed = await _repoint(scope, registry, definition, asked)
    await apply(scope, [Change("delete", object_name, each) for each in asked.losers])
    if taken:
        await apply(scope, [Change("update", object_name, asked.winner, taken, allows_duplicates=True)])
    name = str(values[asked.winner].get(definition.title_field) or "")
    moved = await belongings.bring(scope, definition, asked.winner, name, asked.losers)
    return Merged(asked.winner, len(asked.losers), repointed, moved, joined)


async def _values(scope: Scope, definition: ObjectDef, ids: Sequence[UUID]) -> dict[UUID, Mapping[str, Any]]:
    """Locked as the caller: who may not change one of them cannot merge it."""
    rows = await locked_rows(scope, definition, sorted(ids))
    for each in ids:
        if each not in rows or rows[each]["deleted_at"] is not None:
            await require_record(scope, definition.name, each)
            raise NotFound() if each in rows else Forbidden("record_not_editable")
    return {each: stored_values(definition, rows[each]) for each in ids}


def _taken(
    scope: Scope, definition: ObjectDef, asked: Merge, values: Mapping[UUID, Mapping[str, Any]]
) -> dict[str, Any]:
    """What the winner gets, as the API has it. Only fields that the caller may change."""
    rights = scope.actor.rights
    open_fields = {
        field.name: field
        for field in definition.field_list
        if not field.read_only
        and field.role not in _KEPT_BY_US
        and field.name not in _NOT_TAKEN
        and not field.type.apart  # the winner gets those of all
        and rights.sees(definition.name, field.name)
        and rights.edits(definition.name, field.name)
    }
    taken: dict[str, Any] = {}
    for name, source in asked.take.items():
        if name not in open_fields and name != "owner":
            raise Invalid("merge_field_unfit", field="take", params={"name": name})
        if source not in values:
            raise Invalid("merge_field_unfit", field="take", params={"name": name})
        taken[name] = values[source][name]
    for name in open_fields:
        if name not in taken and values[asked.winner].get(name) is None:
            filled = (values[each].get(name) for each in asked.losers)
            value = next((each for each in filled if each is not None), None)
            if value is not None:
                taken[name] = value
    winner = values[asked.winner]
    return {
        name: _as_sent(definition.fields[name], value, scope)
        for name, value in taken.items()
        if winner.get(name) != value
    }


def _as_sent(field: Field, value: Any, scope: Scope) -> Any:
    if value is None or field.type.value_kind != "money":
        return value if value is None else field.type.shown(value)
    from_minor = value / 10**scope.tenant.money_exponent if scope.tenant.money_exponent else value
    return f"{from_minor:.{scope.tenant.money_exponent}f}"


async def _repoint(scope: Scope, registry: Registry, definition: ObjectDef, asked: Merge) -> int:
    """Also records that the caller does not see."""
    above = replace(scope, actor=replace(scope.actor, rights=EVERYTHING, role="admin"))
    async with elevated(scope):
        changes = await repointing_changes(above, registry, definition, asked.winner, asked.losers)
        if changes:
            await apply(above, changes)
    return len(changes)
