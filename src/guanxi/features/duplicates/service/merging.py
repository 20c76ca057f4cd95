"""Makes one record of several: what the winner lacks or is told to take, and everything that pointed to the losers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from guanxi.features.duplicates.queries import keys as queries
from guanxi.features.duplicates.schemas import Merge, Merged
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.changes.reading import locked_rows, stored_values
from guanxi.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import Field, ObjectDef, registry_of
from guanxi.kernel.metadata.pipelines import DUE_AT, ENTERED_AT, STATUS
from guanxi.kernel.query import require_record
from guanxi.kernel.tenancy import EVERYTHING, Scope

MOST_REPOINTED = 4_000
_NOT_TAKEN = frozenset({"owner", "created_at", "updated_at", "created_by", "updated_by"})
_KEPT_BY_US = frozenset({STATUS, ENTERED_AT, DUE_AT})


async def merge(scope: Scope, object_name: str, asked: Merge) -> Merged:
    """One change-set, which can be undone. Needs the rights to change and to delete, and all of the records.

    Raises 403, 404, 409 `merge_too_large`, 422 `merge_with_itself`, `merge_field_unfit`.
    """
    scope.require(f"{object_name}.update")
    scope.require(f"{object_name}.delete")
    definition = (await registry_of(scope)).object(object_name)
    ids = [asked.winner, *asked.losers]
    if len(set(ids)) < len(ids) or object_name == "user":
        raise Invalid("merge_with_itself", field="losers")
    values = await _values(scope, definition, ids)
    taken = _taken(scope, definition, asked, values)
    # One change-set for all of it. Each part is checked by the rules for it: who lets go of a unique value before who takes it.
    scope = replace(scope, source="merge")
    joined = new_id()
    repointed = await _repoint(scope, object_name, asked, joined)
    deletions = [Change("delete", object_name, each) for each in asked.losers]
    await apply(scope, deletions, change_set_id=joined)
    if taken:
        change = Change("update", object_name, asked.winner, taken, allows_duplicates=True)
        await apply(scope, [change], change_set_id=joined)
    return Merged(asked.winner, len(asked.losers), repointed, joined)


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


async def _repoint(scope: Scope, object_name: str, asked: Merge, joined: UUID) -> int:
    """Also records that the caller does not see: nothing may be left pointing at what is gone."""
    above = replace(scope, actor=replace(scope.actor, rights=EVERYTHING, role="admin"))
    changes: dict[tuple[str, UUID], dict[str, Any]] = {}
    gone = set(asked.losers)
    async with elevated(scope):
        for definition in await registry_of(scope):
            for field in definition.field_list:
                if object_name not in field.pointed_at or field.type.apart:
                    continue
                found = await queries.pointing_at(scope, definition, field, asked.losers, MOST_REPOINTED + 1)
                for each in found:
                    if definition.name == object_name and each in gone:
                        continue
                    winner = f"{object_name}:{asked.winner}" if field.type.many_targets else str(asked.winner)
                    changes.setdefault((definition.name, each), {})[field.name] = winner
        if len(changes) > MOST_REPOINTED:
            raise Conflict("merge_too_large", params={"limit": MOST_REPOINTED})
        if changes:
            system = [
                Change("update", name, each, values, system=True) for (name, each), values in changes.items()
            ]
            await apply(above, system, change_set_id=joined)
    return len(changes)
