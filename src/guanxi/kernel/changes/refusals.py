"""Refused drafts as the one problem that the caller sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.errors import Conflict, FieldError, Forbidden, Invalid, NotFound, Problem

MOST_ERRORS = 200


def raise_refusals(drafts: Sequence[Draft], size: int) -> None:
    """Rows are numbered where there is more than one."""
    refused = [draft for draft in drafts if draft.errors]
    if not refused:
        return
    errors = [
        replace(error, row=draft.index) if size > 1 else error for draft in refused for error in draft.errors
    ][:MOST_ERRORS]
    raise problem_of(errors, size)


def problem_of(errors: Sequence[FieldError], size: int) -> Problem:
    """The one problem that stands for these errors of a write of `size` records."""
    codes = {error.code for error in errors}
    details = errors if size > 1 else ()
    if "not_found" in codes:
        return NotFound(errors=details)
    if "record_not_editable" in codes:
        return Forbidden("record_not_editable", errors=details)
    if "version_conflict" in codes:
        return Conflict("version_conflict", params=errors[0].params, errors=errors)
    return Invalid("invalid_record" if size == 1 else "invalid_records", errors=errors)
