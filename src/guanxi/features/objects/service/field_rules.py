"""What a field demands of its values beside their type, and what it begins with by itself."""

from __future__ import annotations

from dataclasses import replace

from msgspec import UNSET

from guanxi.features.objects.schemas import FieldChange, NewField
from guanxi.kernel.changes.defaults import computed_default
from guanxi.kernel.errors import Invalid
from guanxi.kernel.metadata import Field, FieldRefused
from guanxi.kernel.metadata.patterns import compiled
from guanxi.kernel.tenancy import Scope


def with_rules(scope: Scope, field: Field, data: NewField | FieldChange) -> Field:
    """Raises 422 `field_option_unfit`, `pattern_invalid`, `expression_…`, and what the type says of a computed default."""
    if data.pattern is not UNSET:
        field = _with_pattern(field, data.pattern)
    if data.decimals is not UNSET:
        _require(data.decimals is None or field.type.takes_decimals, field, "decimals")
        field = replace(field, decimals=data.decimals)
    if data.default_expression is not UNSET:
        field = _with_default(scope, field, data.default_expression)
    return field


def _with_pattern(field: Field, pattern: str | None) -> Field:
    _require(pattern is None or field.type.takes_pattern, field, "pattern")
    try:
        if pattern is not None:
            compiled(pattern)
    except FieldRefused as refused:
        raise Invalid(refused.code, field="pattern", params=refused.params) from None
    return replace(field, pattern=pattern)


def _with_default(scope: Scope, field: Field, text: str | None) -> Field:
    """Tried for whoever declares it: what it gives must be a value of the field."""
    fits = field.type.default_allowed or field.target == "user"
    _require(text is None or (fits and not field.type.read_only), field, "default_expression")
    try:
        if text is not None:
            computed_default(scope, field, text)
    except FieldRefused as refused:
        label = field.label.in_locale(scope.locale)
        params = {"field": label, **refused.params}
        raise Invalid(refused.code, field="default_expression", params=params) from None
    return replace(field, default_expression=text)


def _require(fits: bool, field: Field, option: str) -> None:
    if not fits:
        params = {"option": option, "type": field.type.name}
        raise Invalid("field_option_unfit", field=option, params=params)
