"""The controls of a form's page, as HTML, with what was filled in already and what is wrong with it. All is escaped here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from guanxi.features.forms.schemas.public import PublicField, PublicForm, Uploaded
from guanxi.kernel.errors import render

KEPT = "kept "
"""What names of controls begin with that name uploads of the same page by their ids."""

_TYPES = {
    "line": "text",
    "email": "email",
    "phone": "tel",
    "url": "url",
    "date": "date",
    "datetime": "datetime-local",
}
_NUMBERS = frozenset({"integer", "number", "money"})
_COMPLETE = {"email": "email", "phone": "tel", "url": "url"}


@dataclass(frozen=True, slots=True)
class Filled:
    """A page on its way back: `values` as they were sent, `errors` by field, `problem` above all of them, which
    may only say that more is asked for (`is_wrong` is false), `uploads` by field.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    is_wrong: bool = True
    agreed: bool = False
    uploads: Mapping[str, Sequence[Uploaded]] = field(default_factory=dict)


def consent_html(form: PublicForm, filled: Filled | None) -> str:
    if form.consent is None:
        return ""
    consent, link = form.consent, ""
    if consent.policy_url:
        text = escape(render("form_page_policy", {}, form.language))
        link = f' <a href="{escape(consent.policy_url)}" target="_blank" rel="noopener noreferrer">{text}</a>'
    attributes = ' aria-required="true"' if consent.required else ""
    attributes += " checked" if filled is not None and filled.agreed else ""
    attributes += _marked("consent", filled)
    return (
        f'<div class="field consent" id="of-consent"><label class="check"><input type="checkbox" id="consent" name="consent" '
        f'value="{consent.version}"{attributes} aria-describedby="error-consent"><span>{as_lines(consent.text)}'
        f"{_mark(consent.required)}</span></label>{link}{_error('consent', filled)}</div>\n"
    )


def field_html(each: PublicField, language: str, shown: Collection[str], filled: Filled | None = None) -> str:
    name, label = escape(each.name), f"{escape(each.label)}{_mark(each.required)}"
    help_ = _help(each, language)
    described = f"{f'help-{name} ' if help_ else ''}error-{name}"
    error = _error(each.name, filled)
    attributes = f'id="field-{name}" name="{name}" aria-describedby="{described}"{_marked(each.name, filled)}'
    if each.required:
        attributes += ' aria-required="true"'
    value = each.default if filled is None else filled.values.get(each.name)
    opening = f'<div class="field" id="of-{name}"{"" if each.name in shown else " hidden"}>'
    if each.kind == "boolean":
        control = f'<input type="checkbox" value="true" {attributes}{" checked" if value is True else ""}>'
        return f'{opening}<label class="check">{control}<span>{label}</span></label>{help_}{error}</div>'
    if each.kind == "choices":
        return f"{opening}{_choices(each, label, described, help_, value)}{error}</div>"
    opening += f'<label for="field-{name}">{label}</label>{help_}'
    if each.kind == "files":
        return f"{opening}{_files(each, attributes, language, filled)}{error}</div>"
    return f"{opening}{_control(each, attributes, language, value)}{error}</div>"


def as_lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _help(each: PublicField, language: str) -> str:
    """What the author says, and of files how many and how large."""
    texts = [each.help] if each.help else []
    if each.kind == "files":
        params = {"count": each.most or 1, "size": max(1, (each.largest or 0) >> 20)}
        texts.append(render("form_page_file" if each.most == 1 else "form_page_files", params, language))
    return f'<p class="help" id="help-{escape(each.name)}">{escape(" ".join(texts))}</p>' if texts else ""


def _control(each: PublicField, attributes: str, language: str, given: Any) -> str:
    value = "" if given is None else escape(str(given))
    if each.max_length:
        attributes += f' maxlength="{each.max_length}"'
    match each.kind:
        case "lines":
            # The first line break after the tag is not part of the text.
            return f'<textarea rows="4" {attributes}>\n{value}</textarea>'
        case "choice":
            nothing = escape(render("form_page_choose", {}, language))
            options = "".join(
                f'<option value="{escape(one.value)}"{" selected" if one.value == given else ""}>{escape(one.label)}</option>'
                for one in each.options
            )
            return f'<select {attributes}><option value="">{nothing}</option>{options}</select>'
        case kind if kind in _NUMBERS:
            mode = "numeric" if kind == "integer" else "decimal"
            return f'<input type="text" inputmode="{mode}" {attributes} value="{value}">'
    complete = f' autocomplete="{_COMPLETE[each.kind]}"' if each.kind in _COMPLETE else ""
    return f'<input type="{_TYPES.get(each.kind, "text")}" {attributes}{complete} value="{value}">'


def _choices(each: PublicField, label: str, described: str, help_: str, given: Any) -> str:
    name, chosen = escape(each.name), given if isinstance(given, list) else [given]
    boxes = "".join(
        f'<label class="check"><input type="checkbox" name="{name}" value="{escape(one.value)}"'
        f"{' checked' if one.value in chosen else ''}><span>{escape(one.label)}</span></label>"
        for one in each.options
    )
    return f'<fieldset id="field-{name}" aria-describedby="{described}"><legend>{label}</legend>{help_}{boxes}</fieldset>'


def _files(each: PublicField, attributes: str, language: str, filled: Filled | None) -> str:
    """Files that came with an earlier sending of the page stay, as long as their boxes are ticked."""
    accept = escape(",".join(each.accept))
    several = " multiple" if (each.most or 1) > 1 else ""
    name, kept = escape(each.name), filled.uploads.get(each.name, ()) if filled is not None else ()
    boxes = "".join(
        f'<li><label class="check"><input type="checkbox" name="{KEPT}{name}" value="{one.id}" data-name="{escape(one.name)}" '
        f'data-size="{one.size}" checked><span>{escape(one.name)}</span></label></li>'
        for one in kept
    )
    return f'<input type="file" {attributes} accept="{accept}"{several}><ul class="files" id="files-{name}">{boxes}</ul>'


def _error(name: str, filled: Filled | None) -> str:
    text = filled.errors.get(name, "") if filled is not None else ""
    return f'<p class="error" id="error-{escape(name)}"{"" if text else " hidden"}>{escape(text)}</p>'


def _marked(name: str, filled: Filled | None) -> str:
    return ' aria-invalid="true"' if filled is not None and name in filled.errors else ""


def _mark(required: bool) -> str:
    return '<span class="required" aria-hidden="true"> *</span>' if required else ""
