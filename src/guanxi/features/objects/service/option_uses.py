"""Options that records have cannot be left out."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.features.objects import queries
from guanxi.kernel.errors import Conflict, FieldError
from guanxi.kernel.metadata import Field, ObjectDef, Option
from guanxi.kernel.tenancy import Scope


async def require_unused(
    scope: Scope, definition: ObjectDef, field: Field, options: Sequence[Option]
) -> None:
    """Raises 409 `options_in_use` where records have an option of `field` that is not among `options`."""
    dropped = sorted(field.option_of.keys() - {option.value for option in options})
    uses = await queries.count_uses(scope, definition, field, dropped)
    if uses:
        labels = {value: field.option_of[value].label.in_locale(scope.locale) for value in uses}
        errors = [
            FieldError("options", "option_in_use", {"option": labels[value], "count": count})
            for value, count in sorted(uses.items())
        ]
        raise Conflict("options_in_use", errors=errors, params={"options": ", ".join(labels.values())})
