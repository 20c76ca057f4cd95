"""What a page sends by itself, without its script: read from the form's parts, taken like any other sending, and answered with a page.

What is wrong stands beside its field, and everything that was typed stays where it was; files that were taken in stay too.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Protocol

from msgspec import structs

from guanxi.features.forms.schemas.public import PublicField, PublicForm, Sending, Uploaded
from guanxi.features.forms.service import page, receiving, tickets
from guanxi.features.forms.service.controls import KEPT, Filled
from guanxi.features.forms.service.opening import opened
from guanxi.features.forms.service.quarantine import named_in
from guanxi.features.forms.service.receiving import Shown, Visit
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Database
from guanxi.kernel.errors import Problem, render

LONGEST = 128 * 1024
"""Of what is typed into one control, in characters."""

_STALE = frozenset({"form_ticket_invalid", "form_ticket_expired", "form_already_sent"})


class Parts(Protocol):
    """Of a form that was sent: texts and files by the names of their controls, in their order."""

    def getall(self, key: str, default: Any) -> list[Any]: ...


@dataclass(frozen=True, slots=True)
class PlainAnswer:
    status: int
    html: str
    origins: Sequence[str]


async def send(database: Database, visit: Visit, parts: Parts) -> PlainAnswer:
    """Raises 404. Whatever else refuses it is said on the page."""
    first = await receiving.show(database, visit)
    if not first.form.is_open:
        return PlainAnswer(409, page.as_html(first.form, visit.key, ()), first.origins)
    ticket = _text(parts, "ticket")
    values = {each.name: _value(each, parts) for each in first.form.fields}
    uploads, errors = await _uploads(database, visit, first.form, ticket, parts)
    given = {name: value for name, value in values.items() if value not in (None, "", [], False)}
    given |= {name: [str(one.id) for one in files] for name, files in uploads.items() if files}
    shown = await receiving.show(database, visit, given)
    filled = Filled(values, errors, agreed=bool(_text(parts, "consent")), uploads=uploads)
    if errors:
        return _back(visit, shown, ticket, replace(filled, problem=_said("form_values_wrong", shown)), 422)
    if set(shown.names) - set(_text(parts, "shown").split()):
        return _back(
            visit, shown, ticket, replace(filled, problem=_said("form_page_more", shown), is_wrong=False), 200
        )
    sending = Sending(
        ticket,
        {name: value for name, value in given.items() if name in shown.names},
        _number(_text(parts, "consent")),
        _text(parts, "website"),
    )
    try:
        thanks = await receiving.receive(database, visit, sending)
    except Problem as problem:
        if problem.status == 404:
            raise
        told = _told(problem, filled, shown)
        return _back(visit, shown, "" if problem.code in _STALE else ticket, told, problem.status)
    return PlainAnswer(200, page.as_thanks(shown.form, thanks), shown.origins)


async def _uploads(
    database: Database, visit: Visit, form: PublicForm, ticket: str, parts: Parts
) -> tuple[dict[str, list[Uploaded]], dict[str, str]]:
    """By field: those that came before and are still wanted, then those that came now; and what was wrong with some."""
    found: dict[str, list[Uploaded]] = {}
    errors: dict[str, str] = {}
    for each in form.fields:
        if each.kind != "files":
            continue
        most = each.most or 1
        files = await _kept(database, visit, ticket, each.name, parts.getall(KEPT + each.name, [])[:most])
        for file in parts.getall(each.name, []):
            if isinstance(file, str):  # No file was chosen.
                continue
            if len(files) >= most:
                errors[each.name] = render("files_too_many", {"limit": most}, form.language)
                break
            try:
                taken = await receiving.upload(database, visit, ticket, None, each.name, file)
            except Problem as problem:
                errors[each.name] = render(problem.code, problem.params, form.language)
                break
            files.append(Uploaded(taken.id, taken.name, taken.size))
        found[each.name] = files
    return found, errors


async def _kept(
    database: Database, visit: Visit, ticket: str, field: str, ids: Sequence[Any]
) -> list[Uploaded]:
    """What is not of this page, or is gone, is left out."""
    if not ids:
        return []
    with suppress(Problem):
        number = tickets.read(visit.secret, visit.key, ticket, utc_now(), may_be_new=True)
        async with opened(database, visit.key, visit.locale) as form:
            if form.prepared is not None:
                named = {field: [each for each in ids if isinstance(each, str)]}
                files = await named_in(form.scope, form.definition.id, form.prepared, named, number)
                return [Uploaded(each.id, each.name, each.size) for each in files.values()]
    return []


def _value(each: PublicField, parts: Parts) -> Any:
    match each.kind:
        case "files":
            return None
        case "boolean":
            return bool(_text(parts, each.name))
        case "choices":
            return [one for one in parts.getall(each.name, []) if isinstance(one, str)]
    return _text(parts, each.name).replace("\r\n", "\n").strip()


def _text(parts: Parts, name: str) -> str:
    found = next((one for one in parts.getall(name, []) if isinstance(one, str)), "")
    return found[:LONGEST]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else None


def _told(problem: Problem, filled: Filled, shown: Shown) -> Filled:
    language, names = shown.form.language, {each.name for each in shown.form.fields} | {"consent"}
    errors = {
        each.field: render(each.code, each.params, language)
        for each in problem.errors
        if each.field is not None and each.field in names
    }
    text = render(problem.code, problem.params, language)
    if problem.field in names and problem.field is not None:
        errors[problem.field] = text
    return replace(filled, problem=text, errors=errors)


def _said(code: str, shown: Shown) -> str:
    return render(code, {}, shown.form.language)


def _back(visit: Visit, shown: Shown, ticket: str, filled: Filled, status: int) -> PlainAnswer:
    """The page once more. It keeps its ticket, which its uploads belong to, as long as that is good for anything."""
    form = structs.replace(shown.form, ticket=ticket) if ticket else shown.form
    if not ticket:
        filled = replace(filled, uploads={})
    return PlainAnswer(status, page.as_html(form, visit.key, shown.names, filled), shown.origins)
