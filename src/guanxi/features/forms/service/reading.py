"""Reading what a stranger sent: what a field is, and no more. Whatever the company's rules say of it he is never told."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from guanxi.features.forms.service.choices import Offers
from guanxi.features.forms.service.conditions import as_weighed
from guanxi.features.forms.service.preparing import PreparedField, PreparedForm
from guanxi.kernel.errors import FieldError, Invalid
from guanxi.kernel.metadata import FieldRefused, ParseContext
from guanxi.kernel.metadata.field_types.files import HeldFile, HeldFiles
from guanxi.kernel.tenancy import Scope


@dataclass(frozen=True, slots=True)
class Sources:
    """What a value may name: uploads by id, and records by the words that were offered for them, by field. Whoever is not a
    stranger names records by their ids (`choices` is None). `names` is what records are called.
    """

    files: Mapping[UUID, HeldFile] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, UUID]] | None = None
    names: Mapping[UUID, str] = field(default_factory=dict)

    @classmethod
    def offered(cls, offers: Offers, files: Mapping[UUID, HeldFile] | None = None) -> Sources:
        """To a stranger."""
        return cls(
            files or {},
            {name: {one.token: one.id for one in offered} for name, offered in offers.items()},
            {one.id: one.name for offered in offers.values() for one in offered},
        )

    def chosen(self, each: PreparedField, raw: Any) -> Any:
        """What is given, as whoever writes a record gives it. Raises FieldRefused for what was not offered."""
        if self.choices is None or not each.field.type.pointing or raw in (None, ""):
            return raw
        found = self.choices.get(each.name, {}).get(raw if isinstance(raw, str) else "")
        if found is None:
            raise FieldRefused("form_choice_gone")
        return found

    def weighed(self, each: PreparedField, stored: Any) -> Any:
        """As conditions compare it."""
        name = self.names.get(stored) if isinstance(stored, UUID) else None
        return as_weighed(each.field, stored, name)


NOTHING = Sources()


def shown_names(
    scope: Scope, form: PreparedForm, given: Mapping[str, Any], sources: Sources = NOTHING
) -> set[str]:
    """The fields that are shown as long as these are the values, whatever is wrong with them."""
    weighed: dict[str, Any] = {}
    shown: set[str] = set()
    for each in form.fields:
        weighed[each.name] = None
        if each.is_shown is not None and not each.is_shown(weighed):
            continue
        shown.add(each.name)
        with suppress(FieldRefused):
            stored = _parsed(scope, each, sources.chosen(each, given.get(each.name)))
            weighed[each.name] = sources.weighed(each, stored)
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
    weighed: dict[str, Any] = {}
    for each in form.fields:
        stored[each.name] = weighed[each.name] = None
        if each.is_shown is not None and not each.is_shown(weighed):
            continue
        try:
            stored[each.name] = _read(scope, each, given.get(each.name), sources)
            weighed[each.name] = sources.weighed(each, stored[each.name])
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
    value = _parsed(scope, each, sources.chosen(each, raw))
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
