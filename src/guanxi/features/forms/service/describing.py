"""A form as a stranger sees it, in one language: nothing of the company but what was written for him."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guanxi.features.files.facade import limit_of
from guanxi.features.forms.schemas.body import Form, Language
from guanxi.features.forms.schemas.public import Choice, PublicConsent, PublicField, PublicForm
from guanxi.features.forms.service import tickets
from guanxi.features.forms.service.choices import Offered, Offers
from guanxi.features.forms.service.preparing import PreparedField, PreparedForm
from guanxi.features.forms.service.quarantine import rules_for_strangers
from guanxi.features.forms.service.reading import label_of
from guanxi.kernel.errors import render
from guanxi.kernel.metadata import Label
from guanxi.kernel.metadata.field_types.files import KINDS


def language_of(body: Form, *wanted: str | None) -> Language:
    """The first of those wanted in which the form is, else its own first."""
    return next((each for each in wanted if each in body.languages), body.languages[0])  # type: ignore[return-value]


def describe(
    form: PreparedForm,
    label: Label,
    language: Language,
    *,
    ticket: str,
    consent_version: int,
    is_open: bool,
    offers: Offers,
    upload_limit: int,
) -> PublicForm:
    """`upload_limit` in bytes is the installation's."""
    body = form.body
    return PublicForm(
        language,
        list(body.languages),
        body.title.in_locale(language) or label.in_locale(language),
        body.description.in_locale(language) if is_open else "",
        body.button.in_locale(language) or render("form_button", {}, language),
        is_open,
        "" if is_open else body.closed.in_locale(language) or render("form_is_closed", {}, language),
        [_field(each, language, offers.get(each.name, ()), upload_limit) for each in form.fields]
        if is_open
        else [],
        _consent(body, language, consent_version) if is_open else None,
        ticket if is_open else "",
        tickets.SECONDS_AT_LEAST,
        tickets.CHALLENGE_BITS if body.challenge else 0,
    )


def _consent(body: Form, language: Language, version: int) -> PublicConsent | None:
    if body.consent is None:
        return None
    text = body.consent.text.in_locale(language)
    return PublicConsent(version, text, body.consent.policy_url, body.consent.required)


def _field(
    each: PreparedField, language: Language, offered: Sequence[Offered], upload_limit: int
) -> PublicField:
    field, declared = each.field, each.declared
    options = [
        Choice(option.value, option.label.in_locale(language))
        for option in field.options
        if not option.retired
    ]
    if field.type.pointing:
        options = [Choice(one.token, one.name) for one in offered]
    rules = rules_for_strangers(field) if field.type.holds_files else None
    return PublicField(
        each.name,
        label_of(language, each),
        "choice" if field.type.pointing else field.type.asked_as,
        declared.help.in_locale(language),
        each.is_required,
        options,
        _default(each),
        field.max_length or field.type.longest or None,
        field.minimum,
        field.maximum,
        field.decimals,
        each.tree,
        rules.most if rules else None,
        limit_of(field, upload_limit) if rules else None,
        sorted({kind for name in rules.kinds for kind in KINDS[name]}) if rules else [],
        field.type.pointing,
    )


def _default(each: PreparedField) -> Any:
    """Only the form's own: the object's defaults are filled in when the record is written."""
    return each.declared.default
