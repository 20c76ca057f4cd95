"""The objects to which a lookup to one of several may point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guanxi.kernel.errors import Conflict, Invalid
from guanxi.kernel.metadata import Field, Registry
from guanxi.kernel.metadata.field_types import BY_NAME
from guanxi.kernel.tenancy import Scope


def targets_given(registry: Registry, type_name: str, given: Sequence[str] | None) -> list[str] | None:
    """Each once. Raises 404 for an object that is not there, and 422 `field_targets_missing`."""
    if not BY_NAME[type_name].many_targets:
        return None
    if not given:
        raise Invalid("field_targets_missing", field="targets")
    return list(dict.fromkeys(registry.object(name).name for name in given))


def with_targets(scope: Scope, registry: Registry, field: Field, given: Sequence[str]) -> Field:
    """More may be added; one that is there stays, since records may point to it. Raises 409 `field_targets_stay` too."""
    if not field.type.many_targets:
        params = {"option": "targets", "type": field.type.name}
        raise Invalid("field_option_unfit", field="targets", params=params)
    targets = targets_given(registry, field.type.name, given) or []
    gone = [name for name in field.targets if name in registry and name not in targets]
    if gone:
        labels = [registry.object(name).label.in_locale(scope.locale) for name in gone]
        raise Conflict("field_targets_stay", field="targets", params={"objects": ", ".join(labels)})
    deleted = [name for name in field.targets if name not in registry]
    return replace(field, targets=(*targets, *deleted))
