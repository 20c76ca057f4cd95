"""What administrators see of forms and of what was sent, and how they mend what was refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.definitions.facade import body_of
from guanxi.features.forms.queries import keeping, uploads
from guanxi.features.forms.queries import submissions as queries
from guanxi.features.forms.schemas.api import (
    ConsentVersion,
    ConsentVersions,
    FormPage,
    FormPreview,
    FormPreviewed,
    FormSummary,
    RetrySubmission,
    SentConsent,
    SentError,
    Submission,
    SubmissionPage,
)
from guanxi.features.forms.schemas.body import Form
from guanxi.features.forms.service import page
from guanxi.features.forms.service.choices import Offered, Offers, named_by
from guanxi.features.forms.service.chosen_names import names_of_chosen, names_of_records
from guanxi.features.forms.service.describing import describe, language_of
from guanxi.features.forms.service.keys import new_key
from guanxi.features.forms.service.kinds import FORM, check
from guanxi.features.forms.service.preparing import PreparedForm, prepare
from guanxi.features.forms.service.quarantine import named_in, without_gone
from guanxi.features.forms.service.reading import Sources, read_values, shown_names
from guanxi.features.forms.service.retention import CHORE
from guanxi.features.forms.service.settling import Submitted, tell
from guanxi.features.forms.service.writing import write
from guanxi.features.users.facade import names_of
from guanxi.kernel.db import Database
from guanxi.kernel.definitions import Declared, Definition, find_definition, page_of, read_by_id
from guanxi.kernel.errors import Conflict, NotFound, render
from guanxi.kernel.jobs import call
from guanxi.kernel.metadata import Label, registry_of
from guanxi.kernel.query.cursor import decode_cursor, encode_cursor
from guanxi.kernel.tenancy import Scope

MANAGE = "company.manage"
MOST_COUNTED = 1_000
MOST_CONSENTS = 200
_LAST = UUID(int=2**128 - 1)


async def list_forms(scope: Scope, object_name: str | None, cursor: str, limit: int) -> FormPage:
    """In the order of the store, those that are switched off too. Raises 403, `cursor_invalid`."""
    scope.require(MANAGE)
    shown, next_cursor = await page_of(scope, FORM, object_name, cursor, limit)
    figures = await queries.figures(scope, [each.id for each in shown], MOST_COUNTED)
    people = await names_of(scope, {each.updated_by for each in shown if each.updated_by})
    return FormPage([_summary(each, figures[each.id], people) for each in shown], next_cursor)


async def key_of(scope: Scope, name: str, *, anew: bool = False) -> tuple[str, str]:
    """The form's public key and its title; `anew` makes the address before lead nowhere. Raises 403, 404."""
    scope.require(MANAGE)
    form = await find_definition(scope, FORM, name)
    if anew:
        await keeping.replace_link(scope, form.id, new_key(scope.tenant.id))
    key = await keeping.key_of(scope, form.id)
    if key is None:
        raise NotFound()
    title = form.body.title if not form.body.title.is_blank else form.label
    return key, title.in_locale(scope.tenant.locale)


async def preview(scope: Scope, data: FormPreview, upload_limit: int) -> FormPreviewed:
    """`upload_limit` in bytes. Raises 403, 404, and 422 for one that could not be saved."""
    scope.require(MANAGE)
    registry = await registry_of(scope)
    body = body_of(FORM, data.body)
    label = Label(data.label, data.label)
    await check(scope, registry, Declared("preview", data.object, label, body))
    form = prepare(scope, registry.object(data.object), body)
    language = language_of(body, data.language)
    offers = await _offers(scope, form)
    shown = describe(
        form,
        label,
        language,
        ticket="",
        consent_version=1,
        is_open=True,
        offers=offers,
        upload_limit=upload_limit,
    )
    first = {each.name: each.declared.default for each in form.fields}
    return FormPreviewed(page.as_preview(shown, shown_names(scope, form, first, Sources.offered(offers))))


async def _offers(scope: Scope, form: PreparedForm) -> Offers:
    """As whoever designs it sees them; the preview sends nothing, so any word will do."""
    return {
        each.name: [
            Offered(str(number), record_id, name)
            for number, (record_id, name) in enumerate(
                await named_by(scope, each.field.target or "", each.declared.choices)
            )
        ]
        for each in form.fields
        if each.field.type.pointing
    }


async def list_consents(scope: Scope, name: str) -> ConsentVersions:
    """The latest first, at most 200. Raises 403, 404."""
    scope.require(MANAGE)
    form = await find_definition(scope, FORM, name)
    rows = await keeping.consents(scope, form.id, MOST_CONSENTS)
    return ConsentVersions(
        [ConsentVersion(row["version"], row["text"], row["policy_url"], row["created_at"]) for row in rows]
    )


async def list_submissions(
    scope: Scope, *, form: str | None, state: str | None, record_id: UUID | None, cursor: str, limit: int
) -> SubmissionPage:
    """The latest first. Raises 403, 404, `cursor_invalid`."""
    scope.require(MANAGE)
    wanted: dict[str, Any] = {}
    if form is not None:
        wanted["form"] = (await find_definition(scope, FORM, form)).id
    if state is not None:
        wanted["state"] = state
    if record_id is not None:
        wanted["record"] = record_id
    shape = f"form_submissions.{form or ''}.{state or ''}.{record_id or ''}"
    before = UUID(str(decode_cursor(scope.tenant.id, cursor, shape).values[0])) if cursor else _LAST
    rows = await queries.list_submissions(scope, wanted, before, limit + 1)
    shown, next_cursor = await _read(scope, rows[:limit]), None
    if len(rows) > limit:
        place = msgspec.json.encode([0, shown[-1].id, shown[-1].id]).decode()
        next_cursor = encode_cursor(scope.tenant.id, shape, place)
    return SubmissionPage(shown, next_cursor)


async def get_submission(scope: Scope, submission_id: UUID) -> Submission:
    scope.require(MANAGE)
    return (await _read(scope, [await _locked(scope, submission_id)]))[0]


async def retry(scope: Scope, database: Database, submission_id: UUID, data: RetrySubmission) -> Submission:
    """As the form is now, with the rights of whoever answers for it. Raises 403, 404, 409 `form_submission_settled`, 422."""
    row = await _waiting(scope, submission_id)
    form = await read_by_id(scope, FORM, row["form_id"])
    if form is None:
        raise Conflict("form_gone")
    prepared = prepare(scope, (await registry_of(scope)).object(form.object or ""), form.body)
    kept = {name: value for name, value in row["sent"].items() if name in prepared.by_name}
    given = {**kept, **data.values}
    files = await named_in(scope, form.id, prepared, given, None)
    given = {name: without_gone(value, files) for name, value in given.items()}
    names = await names_of_records(scope, prepared, given)
    values = read_values(scope, prepared, given, Sources(files, names=names))
    written = await write(scope, database, form, values, data.on_duplicate)
    await queries.settle(
        scope,
        submission_id,
        {
            "state": "accepted" if written.error is None else "refused", "sent": values,
            "record_id": written.record_id, "outcome": written.outcome, "change_set_id": written.change_set_id,
            "error": written.error, "settled_at": scope.now if written.error is None else None,
        },
    )  # fmt: skip
    if written.record_id is not None:
        await tell(scope, Submitted(form.name, form.object or "", written.record_id, values))
        await call(scope, CHORE)
    return await get_submission(scope, submission_id)


async def discard(scope: Scope, submission_id: UUID) -> Submission:
    """What waits goes altogether after a month, its files within a day. Of what was accepted, what was sent goes at once, as whom
    it is about may ask; the consent and the record stay. Raises 403, 404, 409 `form_submission_settled`.
    """
    scope.require(MANAGE)
    if (await _locked(scope, submission_id))["state"] == "accepted":
        await queries.trim(scope, submission_id)
        return await get_submission(scope, submission_id)
    row = await _waiting(scope, submission_id)
    await uploads.release(scope, submission_id)
    await queries.settle(
        scope,
        submission_id,
        {
            "state": "discarded", "sent": row["sent"], "record_id": None, "outcome": None, "change_set_id": None,
            "error": row["error"], "settled_at": scope.now,
        },
    )  # fmt: skip
    await call(scope, CHORE)
    return await get_submission(scope, submission_id)


async def _waiting(scope: Scope, submission_id: UUID) -> Any:
    scope.require(MANAGE)
    row = await _locked(scope, submission_id)
    if row["state"] not in ("refused", "spam"):
        raise Conflict("form_submission_settled")
    return row


async def _locked(scope: Scope, submission_id: UUID) -> Any:
    row = await queries.lock_one(scope, submission_id)
    if row is None:
        raise NotFound()
    return row


async def _read(scope: Scope, rows: Sequence[Mapping[str, Any]]) -> list[Submission]:
    """Values of fields that the reader does not see are left out."""
    registry, sees = await registry_of(scope), scope.actor.rights.sees
    wordings = await keeping.wordings(
        scope, {(row["form_id"], row["consent_version"]) for row in rows if row["consent_version"]}
    )
    names = await names_of_chosen(scope, [(row["object_id"], row["sent"]) for row in rows])
    found = []
    for row in rows:
        name = registry.by_number(row["object_id"]).name if registry.has_number(row["object_id"]) else ""
        error = row["error"] or {}
        found.append(
            Submission(
                row["id"],
                row["name"],
                row["label"],
                row["form_version"],
                name,
                row["state"],
                row["language"],
                {key: names.shown(name, key, value) for key, value in row["sent"].items() if sees(name, key)},
                _consent(row, wordings),
                row["record_id"],
                row["outcome"],
                row["change_set_id"],
                render(error["code"], error["params"], scope.locale) if error else None,
                [
                    SentError(each["field"], each["code"], render(each["code"], each["params"], scope.locale))
                    for each in error.get("errors", ())
                    if each["field"] is None or sees(name, each["field"])
                ],
                row["created_at"],
                row["trimmed_at"],
            )
        )
    return found


def _consent(
    row: Mapping[str, Any], wordings: Mapping[tuple[UUID, int], dict[str, str]]
) -> SentConsent | None:
    version = row["consent_version"]
    if version is None:
        return None
    wording = Label.from_json(wordings.get((row["form_id"], version), {}))
    return SentConsent(version, row["consent_agreed"], wording.in_locale(row["language"]), row["created_at"])


def _summary(
    each: Definition[Form], figures: Mapping[str, Any], people: Mapping[UUID, tuple[str, bool]]
) -> FormSummary:
    owner = people.get(each.updated_by) if each.updated_by else None
    return FormSummary(
        each.name,
        each.label.as_json(),
        each.object or "",
        each.active,
        each.version,
        len(each.body.fields),
        each.updated_by,
        owner[0] if owner else None,
        owner is not None and owner[1],
        figures["accepted"],
        figures["waiting"],
        figures["last_at"],
        each.updated_at,
    )
