"""The page of a form, as HTML that needs one small script and one style sheet of ours: quick on a phone, readable by anything.

All that is written into it is escaped here; the data for its script stand in a block that no browser runs.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

import msgspec

from guanxi.features.forms.schemas.public import PublicField, PublicForm
from guanxi.kernel.errors import render

ASSETS = Path(__file__).parents[1] / "assets"
_NAMES = {"en": "English", "zh-CN": "中文"}
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


@cache
def asset(name: str) -> tuple[bytes, str]:
    """Its content and a hash of it."""
    content = (ASSETS / name).read_bytes()
    return content, sha256(content).hexdigest()[:12]


def policy(origins: list[str]) -> str:
    """Of the page: our own files only, and shown only within pages of these origins."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        f"form-action 'none'; base-uri 'none'; frame-ancestors {' '.join(origins) or chr(39) + 'none' + chr(39)}"
    )


def as_html(form: PublicForm, key: str, *, is_preview: bool = False) -> str:
    language = form.language
    data = {
        "key": key,
        "language": language,
        "ticket": form.ticket,
        "wait": form.wait_seconds,
        "challenge": form.challenge,
        "preview": is_preview,
        "consent": None if form.consent is None else form.consent.version,
        "fields": [{"name": each.name, "kind": each.kind, "when": each.when} for each in form.fields],
        "texts": {
            "sending": render("form_page_sending", {}, language),
            "failed": render("form_page_failed", {}, language),
        },
    }
    body = _open(form) if form.is_open else f'<p class="closed">{_lines(form.closed)}</p>'
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><link rel="icon" href="data:,"><meta name="color-scheme" content="light dark">
<title>{escape(form.title)}</title>
<link rel="stylesheet" href="{_address("form.css")}">
</head>
<body>
<main>
{"" if is_preview else _languages(form, key)}<h1>{escape(form.title)}</h1>
{body}
</main>
<script type="application/json" id="form-data">{_embedded(data)}</script>
<script src="{_address("form.js")}" defer></script>
</body>
</html>
"""


def _address(name: str) -> str:
    return f"/f/{name}?v={asset(name)[1]}"


def _embedded(data: Any) -> str:
    """JSON that cannot end its block."""
    return msgspec.json.encode(data).decode().replace("<", "\\u003c").replace("\u2028", "\\u2028")


def _languages(form: PublicForm, key: str) -> str:
    if len(form.languages) < 2:
        return ""
    links = "".join(
        f'<span lang="{each}" aria-current="true">{_NAMES[each]}</span>'
        if each == form.language
        else f'<a lang="{each}" hreflang="{each}" href="/f/{escape(key)}?language={each}">{_NAMES[each]}</a>'
        for each in form.languages
    )
    return f'<nav aria-label="{render("form_page_languages", {}, form.language)}">{links}</nav>\n'


def _open(form: PublicForm) -> str:
    language = form.language
    described = f'<p class="description">{_lines(form.description)}</p>\n' if form.description else ""
    fields = "\n".join(_field(each, language) for each in form.fields)
    has_required = any(each.required for each in form.fields)
    hint = f'<p class="hint">{escape(render("form_page_required", {}, language))}</p>' if has_required else ""
    return f"""{described}{hint}
<noscript><p class="problem">{escape(render("form_page_script", {}, language))}</p></noscript>
<form id="form" novalidate>
<div class="problem" id="problem" role="alert" tabindex="-1" hidden></div>
{fields}
<div class="website" aria-hidden="true"><label>Website <input name="website" tabindex="-1" autocomplete="off"></label></div>
{_consent(form)}<button type="submit">{escape(form.button)}</button>
</form>
<div class="thanks" id="thanks" role="status" tabindex="-1" hidden></div>"""


def _consent(form: PublicForm) -> str:
    if form.consent is None:
        return ""
    consent, link = form.consent, ""
    if consent.policy_url:
        text = escape(render("form_page_policy", {}, form.language))
        link = f' <a href="{escape(consent.policy_url)}" target="_blank" rel="noopener noreferrer">{text}</a>'
    mark = _mark(consent.required)
    required = ' aria-required="true"' if consent.required else ""
    return (
        f'<div class="field consent" id="of-consent"><label class="check"><input type="checkbox" id="consent"{required} '
        f'aria-describedby="error-consent"><span>{_lines(consent.text)}{mark}</span></label>{link}'
        f'<p class="error" id="error-consent" hidden></p></div>\n'
    )


def _field(each: PublicField, language: str) -> str:
    name, label = escape(each.name), f"{escape(each.label)}{_mark(each.required)}"
    help_ = f'<p class="help" id="help-{name}">{escape(each.help)}</p>' if each.help else ""
    described = f"{f'help-{name} ' if each.help else ''}error-{name}"
    error = f'<p class="error" id="error-{name}" hidden></p>'
    attributes = f'id="field-{name}" name="{name}" aria-describedby="{described}"'
    if each.required:
        attributes += ' aria-required="true"'
    hidden = " hidden" if each.when is not None else ""
    opening = f'<div class="field" id="of-{name}"{hidden}>'
    if each.kind == "boolean":
        checked = " checked" if each.default is True else ""
        control = f'<input type="checkbox" {attributes}{checked}>'
        return f'{opening}<label class="check">{control}<span>{label}</span></label>{help_}{error}</div>'
    if each.kind == "choices":
        return f"{opening}{_choices(each, label, described, help_)}{error}</div>"
    return f'{opening}<label for="field-{name}">{label}</label>{help_}{_control(each, attributes, language)}{error}</div>'


def _control(each: PublicField, attributes: str, language: str) -> str:
    value = "" if each.default is None else escape(str(each.default))
    if each.max_length:
        attributes += f' maxlength="{each.max_length}"'
    match each.kind:
        case "lines":
            return f'<textarea rows="4" {attributes}>{value}</textarea>'
        case "choice":
            nothing = escape(render("form_page_choose", {}, language))
            options = "".join(
                f'<option value="{escape(one.value)}"{" selected" if one.value == each.default else ""}>{escape(one.label)}</option>'
                for one in each.options
            )
            return f'<select {attributes}><option value="">{nothing}</option>{options}</select>'
        case kind if kind in _NUMBERS:
            mode = "numeric" if kind == "integer" else "decimal"
            return f'<input type="text" inputmode="{mode}" {attributes} value="{value}">'
    complete = f' autocomplete="{_COMPLETE[each.kind]}"' if each.kind in _COMPLETE else ""
    return f'<input type="{_TYPES.get(each.kind, "text")}" {attributes}{complete} value="{value}">'


def _choices(each: PublicField, label: str, described: str, help_: str) -> str:
    name, chosen = escape(each.name), each.default if isinstance(each.default, list) else [each.default]
    boxes = "".join(
        f'<label class="check"><input type="checkbox" name="{name}" value="{escape(one.value)}"'
        f"{' checked' if one.value in chosen else ''}><span>{escape(one.label)}</span></label>"
        for one in each.options
    )
    return f'<fieldset id="field-{name}" aria-describedby="{described}"><legend>{label}</legend>{help_}{boxes}</fieldset>'


def _mark(required: bool) -> str:
    return '<span class="required" aria-hidden="true"> *</span>' if required else ""


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
