"""The page of a form, as HTML with one style sheet of ours: quick on a phone, readable by anything. It can be filled in and sent
without its script, which makes it more comfortable.

All that is written into it is escaped here; the data for its script stand in a block that no browser runs.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

import msgspec
from msgspec import structs

from guanxi.features.forms.schemas.public import PublicForm, Thanks
from guanxi.features.forms.service.controls import Filled, as_lines, consent_html, field_html
from guanxi.kernel.errors import render

ASSETS = Path(__file__).parents[1] / "assets"
_NAMES = {"en": "English", "zh-CN": "中文"}


@cache
def asset(name: str) -> tuple[bytes, str]:
    """Its content and a hash of it."""
    content = (ASSETS / name).read_bytes()
    return content, sha256(content).hexdigest()[:12]


def policy(origins: Sequence[str]) -> str:
    """Of the page: our own files only, and shown only within pages of these origins."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        f"form-action 'self'; base-uri 'none'; frame-ancestors {' '.join(origins) or chr(39) + 'none' + chr(39)}"
    )


def as_html(form: PublicForm, key: str, shown: Collection[str], filled: Filled | None = None) -> str:
    """`shown` are the fields that the values so far show; `filled` is what was sent without the script and came back."""
    body = (
        _open(form, key, shown, filled) if form.is_open else f'<p class="closed">{as_lines(form.closed)}</p>'
    )
    return _document(form, f"{_languages(form, key)}<h1>{escape(form.title)}</h1>\n{body}", _data(form, key))


def as_preview(form: PublicForm, shown: Collection[str]) -> str:
    """The same page, which sends nothing."""
    content = f"<h1>{escape(form.title)}</h1>\n{_open(form, '', shown, None)}"
    return _document(form, content, _data(form, ""))


def as_thanks(form: PublicForm, thanks: Thanks) -> str:
    """After a sending without the script. It leads on by itself where the form says so."""
    onward, link = "", ""
    if thanks.redirect_url:
        address, text = escape(thanks.redirect_url), escape(render("form_page_onward", {}, form.language))
        onward = f'<meta http-equiv="refresh" content="1;url={address}">'
        link = f'<p><a href="{address}" target="_top">{text}</a></p>'
    content = f"""<h1>{escape(form.title)}</h1>
<div class="thanks" role="status">{as_lines(thanks.thanks)}</div>{link}"""
    return _document(form, content, _data(structs.replace(form, ticket=""), ""), onward)


def as_refusal(text: str, language: str) -> str:
    """A page that says why there is no form."""
    return f"""<!doctype html>
<html lang="{language}">
{_head(text)}
<body><main><p class="closed">{escape(text)}</p></main></body>
</html>
"""


def _document(form: PublicForm, content: str, data: Any, also: str = "") -> str:
    return f"""<!doctype html>
<html lang="{form.language}">
{_head(form.title, also)}
<body>
<main>
{content}
</main>
<script type="application/json" id="form-data">{_embedded(data)}</script>
<script src="{_address("form.js")}" defer></script>
</body>
</html>
"""


def _head(title: str, also: str = "") -> str:
    return f"""<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><link rel="icon" href="data:,"><meta name="color-scheme" content="light dark">{also}
<title>{escape(title)}</title>
<link rel="stylesheet" href="{_address("form.css")}">
</head>"""


def _data(form: PublicForm, key: str) -> Any:
    """For the script. Without a key it sends nothing."""
    language = form.language
    return {
        "key": key,
        "language": language,
        "ticket": form.ticket,
        "wait": form.wait_seconds,
        "challenge": form.challenge,
        "preview": not key,
        "consent": None if form.consent is None else form.consent.version,
        "fields": [
            {
                "name": each.name,
                "kind": each.kind,
                "when": each.when,
                "is_record": each.is_record,
                "most": each.most,
                "largest": each.largest,
            }
            for each in form.fields
        ],
        "texts": {
            name: render(f"form_page_{name}", {}, language)
            for name in ("sending", "failed", "uploading", "remove", "too_large", "too_many")
        },
    }


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


def _open(form: PublicForm, key: str, shown: Collection[str], filled: Filled | None) -> str:
    language = form.language
    described = f'<p class="description">{as_lines(form.description)}</p>\n' if form.description else ""
    fields = "\n".join(field_html(each, language, shown, filled) for each in form.fields)
    has_required = any(each.required for each in form.fields)
    hint = f'<p class="hint">{escape(render("form_page_required", {}, language))}</p>' if has_required else ""
    address = f' action="/f/{escape(key)}?language={language}"' if key else ""
    problem = filled.problem if filled is not None else ""
    follows = " follows" if filled is not None and not filled.is_wrong else ""
    return f"""{described}{hint}
{_needs_script(form)}<form id="form" method="post" enctype="multipart/form-data"{address} novalidate>
<input type="hidden" name="ticket" value="{escape(form.ticket)}"><input type="hidden" name="shown" value="{escape(" ".join(sorted(shown)))}">
<div class="problem{follows}" id="problem" role="alert" tabindex="-1"{"" if problem else " hidden"}>{escape(problem)}</div>
{fields}
<div class="website" aria-hidden="true"><label>Website <input name="website" tabindex="-1" autocomplete="off"></label></div>
{consent_html(form, filled)}<button type="submit">{escape(form.button)}</button>
</form>
<div class="thanks" id="thanks" role="status" tabindex="-1" hidden></div>"""


def _needs_script(form: PublicForm) -> str:
    """A browser that shall work before it sends needs it."""
    if not form.challenge:
        return ""
    return f'<noscript><p class="problem">{escape(render("form_page_script", {}, form.language))}</p></noscript>\n'
