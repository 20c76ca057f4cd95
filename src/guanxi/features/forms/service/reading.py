"""Reading what a stranger sent: what a field is, and no more. Whatever the company's rules say of it he is never told."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from guanxi.features.forms.service.preparing import PreparedField, PreparedForm
from guanxi.kernel.errors import FieldError, Invalid
from guanxi.kernel.metadata import FieldRefused, ParseContext
from guanxi.kernel.tenancy import Scope


def read_values(scope: Scope, form: PreparedForm, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the fields that are shown, as JSON keeps them and as whoever writes a record sends them.

    Raises 422 `form_values_wrong` with an error for each field: `required`, and what types and options refuse.
    """
    errors = [
        FieldError(name[:120], "form_not_asked", {"field": name[:120]})
        for name in given
        if name not in form.by_name
    ]
    stored: dict[str, Any] = {}
    for each in form.fields:
        stored[each.name] = None
        if each.is_shown is not None and not each.is_shown(stored):
            continue
        try:
            stored[each.name] = _read(scope, each, given.get(each.name))
        except FieldRefused as refused:
            params = {"field": label_of(scope.locale, each), **refused.params}
            errors.append(FieldError(each.name, refused.code, params))
    if errors:
        raise Invalid("form_values_wrong", errors=errors)
    return {
        each.name: _kept(scope, each, stored[each.name])
        for each in form.fields
        if stored[each.name] is not None
    }


def label_of(locale: str, each: PreparedField) -> str:
    return each.declared.label.in_locale(locale) or each.field.label.in_locale(locale)


def _read(scope: Scope, each: PreparedField, raw: Any) -> Any:
    """The stored value, None for nothing."""
    value = None
    if raw is not None and raw != "" and raw != []:
        context = ParseContext(scope.tenant.currency, scope.tenant.timezone)
        value = each.field.type.parse(raw, each.field, context)
        value = None if value == "" else value
        _refuse_retired(each, value)
    if each.is_required and (value is None or (each.field.type.asked_as == "boolean" and value is False)):
        raise FieldRefused("required")
    return value


def _refuse_retired(each: PreparedField, value: Any) -> None:
    if value is None:
        return
    for chosen in each.field.type.options_in(value):
        if each.field.option_of[chosen].retired:
            known = ", ".join([one.value for one in each.field.options if not one.retired][:20])
            raise FieldRefused("option_unknown", value=chosen, options=known)


def _kept(scope: Scope, each: PreparedField, value: Any) -> Any:
    if each.field.type.asked_as == "money":
        return str(Decimal(value).scaleb(-scope.tenant.money_exponent))
    return each.field.type.to_json(value)
