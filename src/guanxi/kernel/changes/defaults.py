"""What new records begin with where nobody says otherwise: a value, or an expression such as `today() + days(7)` or `me`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from guanxi.kernel.expressions import (
    EvaluationContext,
    FieldEnvironment,
    TypedValue,
    check_value,
    parse,
    to_getter,
)
from guanxi.kernel.metadata import Field, FieldRefused, ObjectDef, ParseContext
from guanxi.kernel.tenancy import Scope

_NO_FIELDS = FieldEnvironment({})


def defaults_of(scope: Scope, definition: ObjectDef) -> Mapping[str, Any]:
    """Stored values by field, computed once for a batch."""
    found = {field.name: field.default for field in definition.field_list if field.default is not None}
    for field in definition.custom_fields:
        if field.default_expression is not None:
            try:
                value = computed_default(scope, field, field.default_expression)
            except FieldRefused:
                continue  # The field has become narrower since; it begins empty.
            if value is not None:
                found[field.name] = value
    return found


def computed_default(scope: Scope, field: Field, text: str) -> Any:
    """The stored value. Raises ExpressionRefused, and FieldRefused where the field does not take what it gives."""
    value = computed_value(scope, text)
    if value is None:
        return None
    return field.type.parse(value, field, ParseContext(scope.tenant.currency, scope.timezone))


def computed_value(scope: Scope, text: str) -> Any:
    """What an expression without fields gives now. Raises ExpressionRefused."""
    context = EvaluationContext(scope.now, scope.timezone, scope.actor.user_id)
    return to_getter(_checked(text), context)({})


@lru_cache(maxsize=1_000)
def _checked(text: str) -> TypedValue:
    return check_value(parse(text), _NO_FIELDS)
