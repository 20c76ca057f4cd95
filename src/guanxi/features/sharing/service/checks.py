"""What the decisions about sharing have in common."""

from __future__ import annotations

from guanxi.kernel.errors import Invalid
from guanxi.kernel.metadata import ObjectDef, registry_of
from guanxi.kernel.permissions import is_shareable
from guanxi.kernel.tenancy import Scope

MANAGE = "sharing.manage"


async def shareable(scope: Scope, object_name: str) -> ObjectDef:
    """Raises 404 `object_not_found`, 422 `object_not_shareable`."""
    definition = (await registry_of(scope)).object(object_name)
    if not is_shareable(definition.name):
        label = definition.plural_label.in_locale(scope.locale)
        raise Invalid("object_not_shareable", field="object", params={"object": label})
    return definition


def line_from(text: str, field: str) -> str:
    line = " ".join(text.split())
    if not line:
        raise Invalid("blank", field=field)
    return line
