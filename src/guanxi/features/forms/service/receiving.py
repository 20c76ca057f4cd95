"""Taking what a stranger sent: kept whatever becomes of it, unless he himself can mend it.

He is told what is wrong with what he typed, as far as the fields themselves say so. What the company's rules, its duplicates or
its rights refuse waits for an administrator, and he is thanked all the same: the answer never tells what the company has.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.forms.queries import keeping, submissions
from guanxi.features.forms.schemas.public import PublicForm, Sending, Thanks
from guanxi.features.forms.service import tickets
from guanxi.features.forms.service.choices import offers_of
from guanxi.features.forms.service.describing import describe, language_of
from guanxi.features.forms.service.opening import OpenedForm, is_open, opened
from guanxi.features.forms.service.preparing import PreparedForm
from guanxi.features.forms.service.quarantine import hold, named_in
from guanxi.features.forms.service.reading import Sources, read_values, shown_names
from guanxi.features.forms.service.retention import CHORE
from guanxi.features.forms.service.settling import Submitted, tell
from guanxi.features.forms.service.telling import tell_owner
from guanxi.features.forms.service.uploads import take
from guanxi.features.forms.service.writing import Written, write
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Database
from guanxi.kernel.errors import Conflict, Invalid, TooMany, render
from guanxi.kernel.ids import new_id
from guanxi.kernel.jobs import call
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.metadata.field_types.files import HeldFile

MOST_WAITING = 5_000
"""Refused sendings of one form that wait for a person; until some are dealt with it takes no more."""

MOST_SPAM = 500
"""Held of one form; further ones are dropped."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody before a form: in which language he wishes it, in which he is answered; `upload_limit` in bytes."""

    key: str
    secret: bytes
    language: str | None
    locale: str
    upload_limit: int


@dataclass(frozen=True, slots=True)
class Shown:
    """`origins` may show it within their pages; `names` are the fields that the values given so far show."""

    form: PublicForm
    origins: Sequence[str]
    names: Collection[str]


async def show(database: Database, visit: Visit, given: Mapping[str, Any] | None = None) -> Shown:
    """Without values, as it is before anything was filled in. Raises 404."""
    key, locale = visit.key, visit.locale
    async with opened(database, key, locale) as form:
        body = form.definition.body
        chosen = language_of(body, visit.language, locale)
        prepared = form.prepared or PreparedForm(form.definition.object or "", body, ())
        consent = await keeping.latest_consent(form.scope, form.definition.id) if body.consent else None
        offers = await offers_of(form.scope, database, form.definition, prepared, key, visit.secret)
        shown = describe(
            prepared,
            form.definition.label,
            chosen,
            ticket=tickets.issue(visit.secret, key, form.scope.now),
            consent_version=consent["version"] if consent else 0,
            is_open=await is_open(form),
            offers=offers,
            upload_limit=visit.upload_limit,
        )
        first = {each.name: each.declared.default for each in prepared.fields}
        names = shown_names(form.scope, prepared, first if given is None else given, Sources.offered(offers))
        return Shown(shown, body.allowed_origins, names)


async def upload(
    database: Database, visit: Visit, ticket: str, proof: int | None, field: str, file: Any
) -> HeldFile:
    """For a sending of the same page. Raises 404, 409 `form_closed`, 413, 422, 429 `form_too_many_files`."""
    number = tickets.read(visit.secret, visit.key, ticket, utc_now(), may_be_new=True)
    async with opened(database, visit.key, visit.locale) as form:
        if not await is_open(form):
            raise Conflict("form_closed")
        if form.definition.body.challenge:
            tickets.require_proof(ticket, proof)
        return await take(form, number, field, file, visit.upload_limit)


async def receive(database: Database, visit: Visit, sending: Sending) -> Thanks:
    """Raises 404, 409 `form_closed`, `form_already_sent`, `form_changed`, 422 `form_…`, 429 `form_too_many_waiting`."""
    key = visit.key
    ticket = tickets.read(visit.secret, key, sending.ticket, utc_now())
    async with opened(database, key, visit.locale) as form:
        chosen = language_of(form.definition.body, visit.language, visit.locale)
        content_hash = sha256(
            msgspec.json.encode([sending.values, sending.consent], order="deterministic")
        ).digest()
        earlier = await submissions.hash_of_ticket(form.scope, form.definition.id, ticket)
        if earlier is not None:
            if bytes(earlier) != content_hash:
                raise Conflict("form_already_sent", field="ticket")
            return _thanks(form, chosen)
        body = form.definition.body
        if body.most_in_total is not None or body.most_per_day is not None:
            await keeping.lock(form.scope, form.definition.id)
        if form.prepared is None or not await is_open(form):
            raise Conflict("form_closed")
        if body.challenge:
            tickets.require_proof(sending.ticket, sending.proof)
        offers = await offers_of(form.scope, database, form.definition, form.prepared, key, visit.secret)
        files = await named_in(form.scope, form.definition.id, form.prepared, sending.values, ticket)
        values = read_values(form.scope, form.prepared, sending.values, Sources.offered(offers, files))
        version = await _consented(form, sending)
        await _keep(database, form, chosen, ticket, content_hash, sending, values, version)
        return _thanks(form, chosen)


async def _consented(form: OpenedForm, sending: Sending) -> int | None:
    """The version shown, agreed to or not. An older wording than the one in force was not what the company asks for now."""
    consent = form.definition.body.consent
    if consent is None:
        return None
    latest = await keeping.latest_consent(form.scope, form.definition.id)
    version: int = latest["version"]
    if sending.consent is None:
        if consent.required:
            raise Invalid("form_consent_missing", field="consent")
    elif sending.consent != version:
        raise Conflict("form_changed", field="consent")
    return version


async def _keep(
    database: Database,
    form: OpenedForm,
    language: str,
    ticket: UUID,
    content_hash: bytes,
    sending: Sending,
    values: dict[str, Any],
    version: int | None,
) -> None:
    scope, definition = form.scope, form.definition
    written, state = Written(), "spam"
    if sending.website:
        if await submissions.count_held(scope, definition.id, "spam", MOST_SPAM) >= MOST_SPAM:
            return
    else:
        if await submissions.count_held(scope, definition.id, "refused", MOST_WAITING) >= MOST_WAITING:
            raise TooMany("form_too_many_waiting")
        written = await write(scope, database, definition, values)
        state = "accepted" if written.error is None else "refused"
    number, submission_id = (await registry_of(scope)).object(definition.object or "").number, new_id()
    await submissions.insert(
        scope,
        {
            "id": submission_id, "form_id": definition.id, "form_version": definition.version, "name": definition.name,
            "label": definition.label.as_json(), "object_id": number, "state": state, "ticket": ticket,
            "content_hash": content_hash, "language": language, "sent": values, "consent_version": version,
            "consent_agreed": None if version is None else sending.consent is not None,
            "record_id": written.record_id, "outcome": written.outcome, "change_set_id": written.change_set_id,
            "error": written.error, "created_at": scope.now,
            "settled_at": None if state == "refused" else scope.now, "trimmed_at": None,
        },
    )  # fmt: skip
    if written.record_id is not None:
        await tell(scope, Submitted(definition.name, definition.object or "", written.record_id, values))
    if state == "refused":
        await hold(scope, values, submission_id)
        await tell_owner(scope, definition)
    else:
        await call(scope, CHORE)


def _thanks(form: OpenedForm, language: str) -> Thanks:
    body = form.definition.body
    text = body.thanks.in_locale(language) or render("form_thanks", {}, language)
    return Thanks(text, body.redirect_url or None)
