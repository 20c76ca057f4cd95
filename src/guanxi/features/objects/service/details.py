"""Fields that make records parts of others: what they must be, and who sees the records once they are."""

from __future__ import annotations

from guanxi.features.objects.schemas import RelatedChange
from guanxi.features.objects.service.labels import label_of
from guanxi.features.sharing import facade as sharing
from guanxi.kernel.errors import Conflict, Invalid
from guanxi.kernel.metadata import Field, Label, ObjectDef, Registry
from guanxi.kernel.metadata.fields import RelatedList
from guanxi.kernel.permissions import is_shareable
from guanxi.kernel.tenancy import Scope

MOST_LEVELS = 3  # of records that are parts of parts


def related_list(scope: Scope, change: RelatedChange | None, current: Label | None) -> RelatedList:
    if change is None:
        return RelatedList()
    label = None if change.label is None else label_of(scope, change.label, current, "related")
    return RelatedList(label, change.hidden)


def require_sound_details(scope: Scope, registry: Registry, definition: ObjectDef, field: Field) -> None:
    """Raises 422 `detail_unfit`, `detail_circle`, `detail_too_deep`, 409 `detail_has_master`, `detail_not_linked`."""
    if not field.detail_of:
        if field.reparentable:
            raise Invalid("detail_unfit", field="reparentable")
        return
    if field.target is None or not field.required or not _may_be_part(definition, field.target):
        raise Invalid("detail_unfit", field="detail_of")
    other = definition.master_field
    if other is not None and other.name != field.name:
        labels = {"object": _label(scope, definition), "field": other.label.in_locale(scope.locale)}
        raise Conflict("detail_has_master", field="detail_of", params=labels)
    current = definition.field(field.name)
    if current is not None and not current.is_linked:
        raise Conflict("detail_not_linked", params={"field": field.label.in_locale(scope.locale)})
    above = _above(registry, field.target)
    if definition.name in above:
        raise Invalid(
            "detail_circle",
            field="detail_of",
            params={"object": _label(scope, registry.object(field.target))},
        )
    if len(above) + _levels_below(registry, definition) > MOST_LEVELS:
        raise Invalid("detail_too_deep", field="detail_of", params={"limit": MOST_LEVELS})


async def follow_details(scope: Scope, before: ObjectDef, after: ObjectDef) -> None:
    """Shares the records anew where they have become, or are no longer, parts of others."""
    one, other = before.master_field, after.master_field
    if (one and one.name) != (other and other.name):
        await sharing.recompute(scope, object_names=[after.name])


def _may_be_part(definition: ObjectDef, target: str) -> bool:
    return target != definition.name and is_shareable(definition.name) and is_shareable(target)


def _above(registry: Registry, name: str) -> list[str]:
    """The object and those that its records are parts of, the nearest first."""
    found = [name]
    while (field := registry.object(found[-1]).master_field) is not None:
        if field.target is None or field.target not in registry or field.target in found:
            break
        found.append(field.target)
    return found


def _levels_below(registry: Registry, definition: ObjectDef) -> int:
    """How deep parts of its records go."""
    return (
        max(
            (
                _above(registry, each.name).index(definition.name)
                for each in registry
                if definition.name in _above(registry, each.name)
            ),
            default=0,
        )
        + 1
    )


def _label(scope: Scope, definition: ObjectDef) -> str:
    return definition.label.in_locale(scope.locale)
