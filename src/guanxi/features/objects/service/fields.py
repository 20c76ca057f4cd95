"""Changing a field: a custom one in all it is, one that is part of Guanxi in its options."""

from __future__ import annotations

from uuid import UUID

from msgspec import UNSET, structs

from guanxi.features.objects.schemas import FieldChange, FieldMeta
from guanxi.features.objects.service.custom_fields import change_custom_field
from guanxi.features.objects.service.options import change_options
from guanxi.kernel.errors import Invalid, NotFound
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.tenancy import Scope


async def change_field(
    scope: Scope, object_name: str, field_name: str, data: FieldChange
) -> tuple[FieldMeta, UUID | None]:
    """The field and the change-set. Raises 403, 404, 422 `nothing_to_change`, `field_standard`, and what the change itself raises."""
    scope.require("company.manage")
    scope = await lock_metadata(scope)
    definition = (await registry_of(scope)).object(object_name)
    field = definition.field(field_name)
    if field is None:
        raise NotFound("field_not_found", params={"field": field_name[:80], "object": object_name})
    given = {name for name, value in structs.asdict(data).items() if value is not UNSET}
    if not given:
        raise Invalid("nothing_to_change")
    if field.place is not None:
        return await change_custom_field(scope, definition, field, data)
    if data.options is UNSET or given != {"options"}:
        unfit = sorted(given - {"options"})
        name = field.label.in_locale(scope.locale)
        raise Invalid("field_standard", field=unfit[0] if unfit else None, params={"field": name})
    return await change_options(scope, object_name, field_name, data.options)
