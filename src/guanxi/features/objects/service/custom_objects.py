"""Objects that administrators add, delete and bring back, and other names for those that are part of Guanxi: at once and
without touching a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from msgspec import UNSET, structs

from guanxi.edge.invalidations import announce
from guanxi.features.objects import queries
from guanxi.features.objects.schemas import (
    DeletedObject,
    Help,
    LookupUse,
    NewObject,
    ObjectChange,
    ObjectMeta,
    ObjectUses,
)
from guanxi.features.objects.service.custom_fields import definition_uses
from guanxi.features.objects.service.descriptions import describe_object
from guanxi.features.objects.service.field_names import proposed_name
from guanxi.features.objects.service.labels import label_of, optional_label_of
from guanxi.features.objects.service.plurals import proposed_plural
from guanxi.features.sharing import facade as sharing
from guanxi.features.views import facade as views
from guanxi.kernel.changes.settings import replace_object
from guanxi.kernel.errors import Conflict, Invalid, NotFound
from guanxi.kernel.metadata import Label, ObjectDef, registry_of, standard_registry
from guanxi.kernel.metadata.custom_objects import FIRST_NUMBER, NAME, object_as_json
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.metadata.relations import details_of
from guanxi.kernel.query import count_live
from guanxi.kernel.tenancy import Scope

MOST_OBJECTS = 200  # custom ones at a time
MOST_EVER = 1_000  # with those that were deleted
MOST_NAMED = 50
MOST_IN_SENTENCE = 10

_OF_STANDARD = frozenset({"label", "plural_label", "icon"})
_NEVER_NULL = frozenset({"label", "plural_label", "icon"})


async def create_object(scope: Scope, data: NewObject) -> tuple[ObjectMeta, UUID | None]:
    """The object and the change-set. Raises 403, 409 `object_name_taken`, `objects_too_many`, `objects_ever_too_many`, 422."""
    scope.require("company.manage")
    if data.sharing != "public":
        scope.require("sharing.manage")
    scope = await lock_metadata(scope)
    custom = await _custom(scope)
    _require_room(len(custom))
    ever = await queries.custom_objects_ever(scope)
    if len(ever) >= MOST_EVER:
        raise Conflict("objects_ever_too_many", params={"limit": MOST_EVER})
    taken = {row["api_name"] for row in ever}
    label = label_of(scope, data.label, None, "label")
    name = data.name or proposed_name(label, taken, "object")
    if name in taken:
        raise Conflict("object_name_taken", field="name", params={"name": name})
    plural = proposed_plural(label)
    if data.plural_label is not None:
        plural = label_of(scope, data.plural_label, plural, "plural_label")
    name_label = NAME if data.name_label is None else label_of(scope, data.name_label, None, "name_label")
    last = max((each.custom.position for each in custom if each.custom is not None), default=0)
    kept = {
        "name": name,
        "label": label.as_json(),
        "plural_label": plural.as_json(),
        "icon": data.icon,
        "name_label": name_label.as_json(),
        "color": data.color,
        "description": _description(scope, data.description, None),
        "in_search": data.in_search,
        "in_navigation": data.in_navigation,
        "position": last + 1 if data.position is None else data.position,
    }
    number = 1 + max((row["object_id"] for row in ever), default=FIRST_NUMBER)
    if data.sharing != "public":
        await sharing.set_default(scope, name, data.sharing)
    scope, change_set_id = await put_object(scope, number, None, kept)
    return await _described(scope, name), change_set_id


async def change_object(scope: Scope, object_name: str, data: ObjectChange) -> tuple[ObjectMeta, UUID | None]:
    """The object and the change-set. Raises 403, 404, 422 `nothing_to_change`, `object_standard`."""
    scope.require("company.manage")
    scope = await lock_metadata(scope)
    definition = (await registry_of(scope)).object(object_name)
    given = {name: value for name, value in structs.asdict(data).items() if value is not UNSET}
    if not given:
        raise Invalid("nothing_to_change")
    before = object_as_json(definition)
    after = dict(before)
    if definition.custom is None:
        _require_renaming(scope, definition, given)
        origin = object_as_json(standard_registry().object(object_name))
        given = {name: origin[name] if value is None else value for name, value in given.items()}
    for name in sorted(_NEVER_NULL & given.keys()):
        if given[name] is None:
            raise Invalid("blank", field=name)
    if "label" in given:
        after["label"] = label_of(scope, given["label"], definition.label, "label").as_json()
    if "plural_label" in given:
        current = definition.plural_label
        after["plural_label"] = label_of(scope, given["plural_label"], current, "plural_label").as_json()
    if "name_label" in given:
        current = definition.fields["name"].label
        after["name_label"] = label_of(scope, given["name_label"], current, "name_label").as_json()
    if "description" in given and definition.custom is not None:
        after["description"] = _description(scope, given["description"], definition.custom.description)
    plain = ("icon", "color", "in_search", "in_navigation", "position")
    after |= {name: given[name] for name in plain if name in given}
    scope, change_set_id = await put_object(scope, definition.number, before, after)
    return await _described(scope, object_name), change_set_id


async def delete_object(scope: Scope, object_name: str) -> UUID | None:
    """The change-set. Records stay, out of sight, until the object is restored.

    Raises 403, 404, 409 `object_has_details`, `object_in_definitions`, 422 `object_standard`.
    """
    scope.require("company.manage")
    scope = await lock_metadata(scope)
    definition = await _find_custom(scope, object_name)
    parts = [each for each, _ in details_of(await registry_of(scope), definition)]
    if parts:  # They are shared as these are, and would be nobody's.
        named = ", ".join(each.plural_label.in_locale(scope.locale) for each in parts)
        raise Conflict("object_has_details", params={"objects": named})
    uses = await definition_uses(scope, object_name)
    holding = [each for each in uses if each.holds and each.object != object_name]
    if holding:
        named = "; ".join(f"{each.kind_label} “{each.label}”" for each in holding[:MOST_IN_SENTENCE])
        raise Conflict("object_in_definitions", params={"definitions": named})
    _, change_set_id = await put_object(scope, definition.number, object_as_json(definition), None)
    return change_set_id


async def restore_object(scope: Scope, object_name: str) -> tuple[ObjectMeta, UUID | None]:
    """The object and the change-set. Raises 403, 404, 409 `objects_too_many`."""
    scope.require("company.manage")
    scope = await lock_metadata(scope)
    definition = (await registry_of(scope)).deleted.get(object_name)
    if definition is None:
        raise NotFound("object_not_found", params={"object": object_name[:80]})
    scope, change_set_id = await put_object(scope, definition.number, None, object_as_json(definition))
    return await _described(scope, object_name), change_set_id


async def put_object(
    scope: Scope,
    number: int,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    *,
    undoes: UUID | None = None,
) -> tuple[Scope, UUID | None]:
    """The scope that sees it, and the change-set. Raises 409 `objects_too_many`. Metadata must be locked."""
    registry = await registry_of(scope)
    comes_back = before is None and (registry.ever(number) is not None)
    if before is None:
        _require_room(len(await _custom(scope)))
    scope, change_set_id = await replace_object(scope, number, before, after, undoes=undoes)
    if comes_back and after is not None:
        # Rules of the object itself counted for nothing meanwhile.
        await sharing.recompute(scope, object_names=[after["name"]])
    await announce(scope.tx, scope.tenant.id)
    return scope, change_set_id


async def list_deleted(scope: Scope) -> list[DeletedObject]:
    """The latest first."""
    scope.require("company.manage")
    registry = await registry_of(scope)
    found = []
    for row in await queries.deleted_objects(scope):
        definition = registry.deleted.get(row["api_name"])
        if definition is not None:
            found.append(
                DeletedObject(
                    definition.name,
                    definition.label.in_locale(scope.locale),
                    definition.plural_label.in_locale(scope.locale),
                    definition.icon,
                    row["records"],
                    row["deleted_at"],
                )
            )
    return found


async def uses_of(scope: Scope, object_name: str) -> ObjectUses:
    """Raises 403, 404, 422 `object_standard`."""
    scope.require("company.manage")
    definition = await _find_custom(scope, object_name)
    lookups = [
        LookupUse(
            each.name, each.label.in_locale(scope.locale), field.name, field.label.in_locale(scope.locale)
        )
        for each in await registry_of(scope)
        for field in each.field_list
        # What points anywhere goes on pointing at the others.
        if object_name in field.pointed_at and each.name != object_name and not field.anywhere
    ]
    return ObjectUses(
        await count_live(scope, definition),
        lookups[:MOST_NAMED],
        await views.names_of_views_of(scope, object_name, MOST_NAMED),
        await sharing.names_of_rules_of(scope, object_name, MOST_NAMED),
        (await definition_uses(scope, object_name))[:MOST_NAMED],
    )


async def _described(scope: Scope, name: str) -> ObjectMeta:
    """Also to who may administer it and not read its records."""
    return describe_object(scope, (await registry_of(scope)).object(name))


async def _custom(scope: Scope) -> list[ObjectDef]:
    return [each for each in await registry_of(scope) if each.custom is not None]


async def _find_custom(scope: Scope, object_name: str) -> ObjectDef:
    definition = (await registry_of(scope)).object(object_name)
    if definition.custom is None:
        raise Invalid("object_standard", params={"object": definition.label.in_locale(scope.locale)})
    return definition


def _require_room(count: int) -> None:
    if count >= MOST_OBJECTS:
        raise Conflict("objects_too_many", params={"limit": MOST_OBJECTS})


def _require_renaming(scope: Scope, definition: ObjectDef, given: Mapping[str, Any]) -> None:
    for name in sorted(given.keys() - _OF_STANDARD):
        label = definition.label.in_locale(scope.locale)
        raise Invalid("object_standard", field=name, params={"object": label})


def _description(scope: Scope, given: Help | None, current: Label | None) -> dict[str, str] | None:
    found = optional_label_of(scope, given, current, "description")
    return None if found is None else found.as_json()
