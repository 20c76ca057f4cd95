"""What administrators see of forms and of what was sent with them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct, field

from guanxi.features.forms.schemas.body import MOST_FIELDS, FieldName, Language, OnDuplicate

State = Literal["accepted", "refused", "spam", "discarded"]


class FormSummary(Struct, frozen=True):
    """`accepted` counts up to 1,000 sendings, `waiting` those refused or held as spam. `owner` answers for it; `answers`
    says whether he still may.
    """

    name: str
    label: dict[str, str]
    object: str
    active: bool
    version: int
    fields: int
    owner: UUID | None
    owner_name: str | None
    answers: bool
    accepted: int
    waiting: int
    last_at: datetime | None
    updated_at: datetime | None


class FormPage(Struct, frozen=True):
    data: list[FormSummary]
    next_cursor: str | None


class FormLink(Struct, frozen=True):
    """`embed` are lines of HTML for a page of one of the allowed origins."""

    url: str
    embed: str


class FormPreview(Struct, frozen=True, forbid_unknown_fields=True):
    """A form as it is being designed."""

    object: Annotated[str, Meta(min_length=1, max_length=80)]
    body: dict[str, Any]
    label: Annotated[str, Meta(max_length=200)] = ""
    language: Language = "en"


class FormPreviewed(Struct, frozen=True):
    """A page to show in a frame; it sends nothing."""

    html: str


class ConsentVersion(Struct, frozen=True):
    """A wording that was in force from `since`, until the next one."""

    version: int
    text: dict[str, str]
    policy_url: str
    since: datetime


class ConsentVersions(Struct, frozen=True):
    data: list[ConsentVersion]


class SentError(Struct, frozen=True):
    """`detail` is a sentence in the reader's language."""

    field: str | None
    code: str
    detail: str


class SentConsent(Struct, frozen=True):
    """What was agreed to, or was not: the wording in the language in which it was shown."""

    version: int
    agreed: bool
    text: str
    at: datetime


class Submission(Struct, frozen=True):
    """`sent` by field, empty once it is past its time (`trimmed_at`); the consent stays. `outcome`: created, updated, unchanged."""

    id: UUID
    form: str
    label: dict[str, str]
    form_version: int
    object: str
    state: State
    language: Language
    sent: dict[str, Any]
    consent: SentConsent | None
    record_id: UUID | None
    outcome: str | None
    change_set_id: UUID | None
    error: str | None
    errors: list[SentError]
    at: datetime
    trimmed_at: datetime | None


class SubmissionPage(Struct, frozen=True):
    data: list[Submission]
    next_cursor: str | None


class RetrySubmission(Struct, frozen=True, forbid_unknown_fields=True):
    """`values` replace what was sent, field by field; `on_duplicate` is for this one only."""

    values: Annotated[dict[FieldName, Any], Meta(max_length=MOST_FIELDS)] = field(default_factory=dict)
    on_duplicate: OnDuplicate | None = None
