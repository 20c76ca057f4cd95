"""Taking back options that an import added, with the import: by whom it was made, and only as far as nobody uses them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from guanxi.edge.roles import above_sharing
from guanxi.features.objects import queries
from guanxi.features.objects.service.options import put_options
from guanxi.kernel.changes import begin_undo, finish_undo
from guanxi.kernel.changes.settings import settings_changes_of, take_back
from guanxi.kernel.errors import Conflict
from guanxi.kernel.metadata import Field, ObjectDef, Option, registry_of
from guanxi.kernel.metadata.custom_fields import option_as_json, option_from_json
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.tenancy import Scope


async def take_back_options(scope: Scope, change_set_id: UUID) -> None:
    """Those that nothing has any more go; those of records in the recycle bin are no longer offered; the others stay.

    Does nothing where it was done before, or where the caller may no longer extend the choice.
    """
    changes = (await settings_changes_of(scope, [change_set_id])).get(change_set_id, [])
    try:
        undo_id = await begin_undo(scope, change_set_id)
    except Conflict:
        return
    scope, complete = await lock_metadata(scope), True
    for change in changes:
        registry = await registry_of(scope)
        if not registry.has_number(change.object_number):
            continue
        definition = registry.by_number(change.object_number)
        if change.name not in definition.fields:
            continue
        field = definition.fields[change.name]
        if not field.open_options and not scope.may("company.manage"):
            return
        merged = take_back(change, [option_as_json(option) for option in field.options])
        wanted = [option_from_json(item) for item in merged.items]
        options, all_gone = await _sparing_used(scope, definition, field, wanted)
        scope, written = await put_options(scope, definition, field, options, undoes=change_set_id)
        undo_id, complete = written or undo_id, complete and all_gone and not merged.edited_since
    await finish_undo(scope, change_set_id, undo_id, complete=complete)


async def _sparing_used(
    scope: Scope, definition: ObjectDef, field: Field, wanted: Sequence[Option]
) -> tuple[list[Option], bool]:
    """The options wanted and those that records have, in the order of now; and whether there are none of the latter."""
    without = {option.value: option for option in wanted}
    dropped = [option.value for option in field.options if option.value not in without]
    async with above_sharing(scope) as above:  # records that the caller does not see count as well
        used = await queries.count_uses(above, definition, field, dropped)
        shown = await queries.count_uses(above, definition, field, dropped, in_bin=False)
    spared = {
        option.value: replace(option, retired=option.retired or option.value not in shown)
        for option in field.options
        if option.value in used
    }
    kept = {**without, **spared}
    return [kept[option.value] for option in field.options if option.value in kept], not used
