"""What a change of a set would give to whom, and take: before it is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.permissions.queries import holders, sets
from guanxi.features.permissions.queries.holders import SAMPLE
from guanxi.features.permissions.schemas import (
    Person,
    PreviewGroup,
    PreviewRequest,
    RightsChange,
    RightsPreview,
)
from guanxi.features.permissions.service.ceilings import AREA
from guanxi.features.permissions.service.definitions import checked, warnings_of
from guanxi.features.permissions.service.found_sets import definitions_of_roles, find_set
from guanxi.kernel.metadata import Registry, registry_of
from guanxi.kernel.tenancy import Rights, Scope, rights_of
from guanxi.kernel.tenancy.rights import AREAS, RECORD_VERBS, definition_of_role

MOST_GROUPS = 50
_ORDER = {"no": 0, "yes": 1, "hidden": 0, "read": 1, "edit": 2}


async def preview_change(scope: Scope, set_id: str, request: PreviewRequest) -> RightsPreview:
    """Raises 404, 422 `rights_invalid`; writes nothing."""
    scope.require(AREA)
    found = await find_set(scope, set_id)
    registry = await registry_of(scope)
    if request.definition is not None:
        definition: Mapping[str, Any] = checked(scope, registry, request.definition)
    else:
        definition = definition_of_role(found.role) if found.role else {}
    people = await holders.group_holders(scope, found.role, found.row_id)
    before = await _definitions(scope, people)
    after = {**before, found.role or found.row_id: definition}
    groups: dict[bytes, PreviewGroup] = {}
    for row in people:
        differences = _differences(scope, registry, _rights(row, before), _rights(row, after))
        if any(differences):
            _add(groups, row, *differences)
    shown = sorted(groups.values(), key=lambda group: -group.users)
    return RightsPreview(
        holders=sum(row["users"] for row in people),
        changed=sum(group.users for group in shown),
        groups=shown[:MOST_GROUPS],
        warnings=warnings_of(scope, registry, definition),
    )


async def _definitions(scope: Scope, people: list[Any]) -> dict[str | UUID | None, Mapping[str, Any]]:
    """By role and by set."""
    ids = list({set_id for row in people for set_id in row["sets"]})
    return {
        **await definitions_of_roles(scope),
        **{row["id"]: row["definition"] for row in await sets.get_sets(scope, ids)},
    }


def _rights(row: Any, definitions: Mapping[str | UUID | None, Mapping[str, Any]]) -> Rights:
    held = [definitions.get(row["role"], {}), *(definitions[each] for each in row["sets"])]
    return rights_of(row["role"], held, row["licence"])


def _add(
    groups: dict[bytes, PreviewGroup], row: Any, gains: list[RightsChange], losses: list[RightsChange]
) -> None:
    key = msgspec.json.encode((gains, losses))
    group = groups.setdefault(key, PreviewGroup(0, [], gains, losses))
    group.users += row["users"]
    people = [Person(*each) for each in zip(row["id"], row["name"], strict=True)]
    group.sample = [*group.sample, *people][:SAMPLE]


def _differences(
    scope: Scope, registry: Registry, before: Rights, after: Rights
) -> tuple[list[RightsChange], list[RightsChange]]:
    """(gains, losses)."""
    changes = list[RightsChange]()
    for definition in registry:
        name, label = definition.name, definition.label.in_locale(scope.locale)
        for verb in RECORD_VERBS:
            old, new = verb in before.verbs(name), verb in after.verbs(name)
            if old != new:
                changes.append(RightsChange("verb", name, label, verb, None, _yes(old), _yes(new)))
        # That all fields come or go with the object need not be said field by field.
        if "read" not in before.verbs(name) & after.verbs(name):
            continue
        limited = {*before.fields.get(name, ()), *after.fields.get(name, ())}
        for field in definition.field_list:
            reach = before.reach(name, field.name), after.reach(name, field.name)
            if field.name in limited and reach[0] != reach[1]:
                text = field.label.in_locale(scope.locale)
                changes.append(RightsChange("field", name, label, field.name, text, *reach))
    for area in AREAS:
        if (area in before.areas) != (area in after.areas):
            old, new = area in before.areas, area in after.areas
            changes.append(RightsChange("area", None, None, area, None, _yes(old), _yes(new)))
    gains = [each for each in changes if _ORDER[each.after] > _ORDER[each.before]]
    return gains, [each for each in changes if _ORDER[each.after] < _ORDER[each.before]]


def _yes(allowed: bool) -> str:
    return "yes" if allowed else "no"
