"""Reading what a stranger sent: what a field is, and no more. Whatever the company's rules say of it he is never told."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from guanxi.features.forms.service.conditions import UNFIT
from guanxi.features.forms.service.preparing import PreparedField, PreparedForm
from guanxi.kernel.errors import FieldError, Invalid
from guanxi.kernel.metadata import FieldRefused, ParseContext
from guanxi.kernel.metadata.field_types.files import HeldFile, HeldFiles
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Sources:
    """What a value may name: uploads by id, and records by the words that were offered for them, by field. Whoever is not a
    stranger names records by their ids (`choices` is None).
    """

    files: Mapping[UUID, HeldFile] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, UUID]] | None = None


NOTHING = Sources()


def shown_names(scope: Scope, form: PreparedForm, given: Mapping[str, Any]) -> set[str]:
    """The fields that are shown as long as these are the values, whatever is wrong with them."""
    stored: dict[str, Any] = {}
    shown: set[str] = set()
    for each in form.fields:
        stored[each.name] = None
        if each.is_shown is not None and not each.is_shown(stored):
            continue
        shown.add(each.name)
        if each.field.type.asked_as not in UNFIT:
            with suppress(FieldRefused):
                stored[each.name] = _parsed(scope, each, given.get(each.name))
    return shown


def read_values(
    scope: Scope, form: PreparedForm, given: Mapping[str, Any], sources: Sources = NOTHING
) -> dict[str, Any]:
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
            stored[each.name] = _read(scope, each, given.get(each.name), sources)
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


def _read(scope: Scope, each: PreparedField, raw: Any, sources: Sources) -> Any:
    """The stored value, None for nothing."""
    if each.field.type.pointing and sources.choices is not None and raw not in (None, ""):
        raw = sources.choices.get(each.name, {}).get(raw if isinstance(raw, str) else "")
        if raw is None:
            raise FieldRefused("form_choice_gone")
    value = _parsed(scope, each, raw)
    if isinstance(value, HeldFiles):
        value = _known(value, sources.files)
    if each.is_required and (value is None or (each.field.type.asked_as == "boolean" and value is False)):
        raise FieldRefused("required")
    return value


def _parsed(scope: Scope, each: PreparedField, raw: Any) -> Any:
    if raw is None or raw == "" or raw == []:
        return None
    context = ParseContext(scope.tenant.currency, scope.tenant.timezone)
    value = each.field.type.parse(raw, each.field, context)
    value = None if value == "" else value
    _refuse_retired(each, value)
    return value


def _known(value: HeldFiles, files: Mapping[UUID, HeldFile]) -> HeldFiles:
    """With their names and sizes."""
    for each in value:
        if each.id not in files:
            raise FieldRefused("field_file_unknown", id=str(each.id))
    return HeldFiles(files[each.id] for each in value)


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
