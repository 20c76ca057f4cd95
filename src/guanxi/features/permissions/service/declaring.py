"""Permission sets as packages declare them: those of the company's own making, and what it gives the roles."""

from __future__ import annotations

from collections.abc import Mapping

from guanxi.features.permissions.schemas import (
    DeclaredSet,
    Definition,
    PermissionSetCreate,
    PermissionSetUpdate,
)
from guanxi.features.permissions.service.definitions import ordered, shown
from guanxi.features.permissions.service.found_sets import BUILT_IN, FoundSet, built_in_sets, own_sets
from guanxi.features.permissions.service.sets import (
    MOST_SETS,
    create_set,
    proposed,
    remove_set,
    update_set,
)
from guanxi.kernel.errors import Invalid
from guanxi.kernel.metadata import Label, Registry, registry_of
from guanxi.kernel.tenancy import Scope


async def declared_sets(scope: Scope) -> dict[str, DeclaredSet]:
    """By name, in the order of names; roles that are as they came apart. What a set says is no secret to administrators."""
    registry = await registry_of(scope)
    found = await _sets(scope)
    return {name: _declared(registry, found[name]) for name in sorted(found)}


async def declare_set(scope: Scope, name: str, given: DeclaredSet) -> None:
    """Makes it, or changes the one of that name. Raises as `create_set` and `update_set` do."""
    definition = Definition(given.objects, given.fields, given.areas)
    known = await _sets(scope)
    if name in BUILT_IN:
        if given.label or given.description:
            raise Invalid("permission_set_built_in", field="label")
        await update_set(scope, name, PermissionSetUpdate(definition=definition), None)
        return
    label, description = (
        Label.from_json(text).in_locale(scope.tenant.locale) for text in (given.label, given.description)
    )
    if name in known:
        change = PermissionSetUpdate(name=label, description=description, definition=definition)
        await update_set(scope, known[name].id, change, None)
    else:
        await create_set(scope, PermissionSetCreate(label, description, definition), name)


async def remove_declared_set(scope: Scope, name: str) -> None:
    """With its assignments; a role gets what it came with. Nothing where there is none. Raises as `remove_set` does."""
    found = (await _sets(scope)).get(name)
    if found is not None:
        await remove_set(scope, found.id, None)


def as_declared(given: DeclaredSet) -> DeclaredSet:
    """With its parts in the order in which they are kept."""
    parts = ordered(given.objects, given.fields, given.areas)
    return DeclaredSet(given.label, given.description, **parts)


async def _sets(scope: Scope) -> Mapping[str, FoundSet]:
    """Sets from before there were names get theirs by the order of what they are called."""
    found = {each.id: each for each in await built_in_sets(scope) if each.row_id is not None}
    own = await own_sets(scope, None, MOST_SETS)
    found |= {each.api_name: each for each in own if each.api_name is not None}
    for each in own:
        if each.api_name is None:
            found[proposed(each.name, {*BUILT_IN, *found})] = each
    return found


def _declared(registry: Registry, found: FoundSet) -> DeclaredSet:
    definition = shown(registry, found.definition)
    label, description = ("", "") if found.role else (found.name, found.description)
    return as_declared(
        DeclaredSet(label, description, definition.objects, definition.fields, definition.areas)
    )
