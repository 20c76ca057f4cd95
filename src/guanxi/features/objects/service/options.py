"""The options of choice fields: given by administrators, or added by an import."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from guanxi.edge.invalidations import announce
from guanxi.features.objects.schemas import FieldMeta, OptionChange
from guanxi.features.objects.service.descriptions import describe_field
from guanxi.features.objects.service.field_definitions import options_of
from guanxi.features.objects.service.option_uses import require_unused
from guanxi.kernel.changes.settings import replace_options
from guanxi.kernel.errors import Forbidden, Invalid, NotFound
from guanxi.kernel.metadata import Field, Label, ObjectDef, Option, registry_of, standard_registry
from guanxi.kernel.metadata.overlay_writes import lock_metadata
from guanxi.kernel.metadata.pipelines import PIPELINE, STAGE
from guanxi.kernel.tenancy import Scope

MOST_OPTIONS = 500
COLORS = (
    "blue",
    "teal",
    "grape",
    "orange",
    "cyan",
    "pink",
    "lime",
    "indigo",
    "yellow",
    "green",
    "violet",
    "red",
)

# Choices that the program itself decides by. Stages and pipelines have a page of their own.
_FIXED = frozenset({("user", "role")})
_NEEDED = {("lead", "status"): {"converted"}}


async def change_options(
    scope: Scope, object_name: str, field_name: str, changes: Sequence[OptionChange]
) -> tuple[FieldMeta, UUID | None]:
    """The field and the change-set. Raises 403, 404, 409 `options_in_use`, 422 `field_not_choice`, `options_fixed`, `option_given_twice`, `option_needed`."""
    scope.require("company.manage")
    scope = await lock_metadata(scope)
    definition, field = await find_choice(scope, object_name, field_name)
    options = options_of(scope, field, changes)
    scope, change_set_id = await put_options(scope, definition, field, options)
    _, changed = await find_choice(scope, object_name, field_name)
    return describe_field(scope, changed), change_set_id


async def put_options(
    scope: Scope,
    definition: ObjectDef,
    field: Field,
    options: Sequence[Option],
    *,
    undoes: UUID | None = None,
) -> tuple[Scope, UUID | None]:
    """The scope that sees them, and the change-set. Raises 409 `options_in_use`, 422 `option_needed`."""
    _require_needed(definition, field, options)
    await require_unused(scope, definition, field, options)
    scope, change_set_id = await replace_options(scope, definition, field, options, undoes=undoes)
    await announce(scope.tx, scope.tenant.id)
    return scope, change_set_id


@dataclass(frozen=True, slots=True)
class AddedOptions:
    """`values` are the codes by the texts asked for. Only `scope` knows the new options: go on with it.

    `change_set_id` is None where all were there.
    """

    scope: Scope
    values: dict[str, str]
    change_set_id: UUID | None


async def add_options(scope: Scope, object_name: str, field_name: str, texts: Sequence[str]) -> AddedOptions:
    """Options for values that a file holds, called as they are written there; those that exist are taken, retired ones
    offered again.

    Whoever may import may extend an open choice; the others belong to administrators.
    """
    scope.require(f"{object_name}.import")
    scope = await lock_metadata(scope)
    definition, field = await find_choice(scope, object_name, field_name)
    if not field.open_options and not scope.may("company.manage"):
        raise Forbidden("options_closed", params={"field": field.label.in_locale(scope.locale)})
    known = {name.casefold(): option.value for option in field.options for name in _names(option)}
    options, values = list(field.options), {}
    for text in texts:
        name = " ".join(text.split())[:120]
        if name and name.casefold() not in known:
            code = option_code(name, {option.value for option in options})
            options.append(Option(code, Label(name, name), COLORS[len(options) % len(COLORS)]))
            known[name.casefold()] = code
        if name:
            values[text] = known[name.casefold()]
    taken = set(values.values())
    options = [replace(option, retired=option.retired and option.value not in taken) for option in options]
    change_set_id = None
    if tuple(options) != field.options:
        if len(options) > MOST_OPTIONS:
            raise Invalid("options_too_many", field=field_name, params={"limit": MOST_OPTIONS})
        scope, change_set_id = await replace_options(scope, definition, field, options)
        await announce(scope.tx, scope.tenant.id)
    return AddedOptions(scope, values, change_set_id)


async def find_choice(scope: Scope, object_name: str, field_name: str) -> tuple[ObjectDef, Field]:
    definition = (await registry_of(scope)).object(object_name)
    field = definition.field(field_name)
    if field is None:
        raise NotFound("field_not_found", params={"field": field_name[:80], "object": object_name})
    if not field.type.has_options:
        raise Invalid("field_not_choice", params={"field": field.label.in_locale(scope.locale)})
    if field.read_only or field.role in (STAGE, PIPELINE) or (object_name, field_name) in _FIXED:
        raise Invalid("options_fixed", params={"field": field.label.in_locale(scope.locale)})
    return definition, field


def _require_needed(definition: ObjectDef, field: Field, options: Sequence[Option]) -> None:
    """The product's own options of a closed choice may be renamed, not dropped; some are set by the program itself."""
    if field.place is not None:
        return
    given = {option.value: option for option in options}
    standard = standard_registry().object(definition.name).fields[field.name]
    kept = set() if field.open_options else set(standard.option_of)
    working = _NEEDED.get((definition.name, field.name), set()) | ({field.default} - {None})
    for value in sorted(kept | working):
        option = given.get(value)
        if option is None or (option.retired and value in working):
            raise Invalid("option_needed", field="options", params={"value": value})


def _names(option: Option) -> tuple[str, ...]:
    return (option.value, option.label.en, option.label.zh)


def option_code(name: str, taken: set[str]) -> str:
    """`Real estate` becomes real_estate; what is not Latin stays as it is."""
    folded = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_") if name.isascii() else name
    code = folded or name
    number = 2
    while code in taken:
        code, number = f"{folded}_{number}", number + 1
    return code
