"""/forms and /form-submissions, for administrators. What a form says is read and written under /definitions/form."""

from __future__ import annotations

from html import escape
from typing import Annotated
from uuid import UUID

from litestar import get, post
from litestar.params import Parameter

from guanxi.edge.requests import AnyRequest, database_of, edge_settings_of
from guanxi.features.forms.schemas.api import (
    ConsentVersions,
    FormLink,
    FormPage,
    FormPreview,
    FormPreviewed,
    RetrySubmission,
    State,
    Submission,
    SubmissionPage,
)
from guanxi.features.forms.service import managing
from guanxi.kernel.tenancy import Scope

TAGS = ["Forms"]
Cursor = Annotated[str, Parameter(max_length=2_000)]
Limit = Annotated[int, Parameter(ge=1, le=200)]


@get("/forms", summary="List forms and what came of them", tags=TAGS)
async def list_forms(
    caller: Scope,
    object_name: Annotated[str | None, Parameter(query="object", max_length=80)] = None,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> FormPage:
    """For administrators."""
    return await managing.list_forms(caller, object_name, cursor, limit)


@get("/forms/{name:str}/link", summary="Read a form's public address", tags=TAGS)
async def get_link(request: AnyRequest, caller: Scope, name: str) -> FormLink:
    """For administrators. With the lines that show the form within another page."""
    return _link(request, *await managing.key_of(caller, name))


@post("/forms/{name:str}/link", status_code=200, summary="Give a form a new public address", tags=TAGS)
async def renew_link(request: AnyRequest, caller: Scope, name: str) -> FormLink:
    """For administrators. The one before leads nowhere any more."""
    return _link(request, *await managing.key_of(caller, name, anew=True))


@get("/forms/{name:str}/consents", summary="List the wordings of a form's consent", tags=TAGS)
async def list_consents(caller: Scope, name: str) -> ConsentVersions:
    """For administrators. The latest first, up to 200."""
    return await managing.list_consents(caller, name)


@post("/form-previews", status_code=200, summary="Show a form as it would be", tags=TAGS)
async def preview_form(request: AnyRequest, caller: Scope, data: FormPreview) -> FormPreviewed:
    """For administrators. Nothing is written; what could not be saved is refused with its place."""
    return await managing.preview(caller, data, edge_settings_of(request).form_limit)


@get("/form-submissions", summary="List what was sent with forms", tags=TAGS)
async def list_submissions(
    caller: Scope,
    form: Annotated[str | None, Parameter(max_length=80)] = None,
    sent_state: Annotated[State | None, Parameter(query="state")] = None,
    record_id: UUID | None = None,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> SubmissionPage:
    """For administrators. The latest first; `state=refused` are those that somebody should look at."""
    return await managing.list_submissions(
        caller, form=form, state=sent_state, record_id=record_id, cursor=cursor, limit=limit
    )


@get("/form-submissions/{submission_id:uuid}", summary="Read what was sent with a form", tags=TAGS)
async def get_submission(caller: Scope, submission_id: UUID) -> Submission:
    """For administrators."""
    return await managing.get_submission(caller, submission_id)


@post("/form-submissions/{submission_id:uuid}/retry", status_code=200, summary="Mend and retry", tags=TAGS)
async def retry_submission(
    request: AnyRequest, caller: Scope, submission_id: UUID, data: RetrySubmission
) -> Submission:
    """For administrators. What was refused, or held as spam, is taken as if it were sent now, with values replaced."""
    return await managing.retry(caller, database_of(request), submission_id, data)


@post("/form-submissions/{submission_id:uuid}/discard", status_code=200, summary="Discard", tags=TAGS)
async def discard_submission(caller: Scope, submission_id: UUID) -> Submission:
    """For administrators. What was refused, or held as spam, goes after 30 days. Of what became a record, what was sent goes at once; the
    consent stays.
    """
    return await managing.discard(caller, submission_id)


def _link(request: AnyRequest, key: str, title: str) -> FormLink:
    address = request.app.state.settings.address
    embed = (
        f'<script src="{address}/f/embed.js" data-form="{key}" data-title="{escape(title)}" async></script>'
    )
    return FormLink(f"{address}/f/{key}", embed)


handlers = [
    list_forms,
    get_link,
    renew_link,
    list_consents,
    preview_form,
    list_submissions,
    get_submission,
    retry_submission,
    discard_submission,
]
