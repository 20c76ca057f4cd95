"""What is not held to a promise, each with its reason. Nothing else is left out anywhere."""

from __future__ import annotations

from collections.abc import Mapping

# (operation, table) → why a colleague may tell such an id from an absent one.
_SAYS_WHOSE = (
    "refused with a sentence that says whose change it is; that it was made is no secret inside a company"
)
KNOWN_TO_COLLEAGUES: Mapping[tuple[str, str], str] = {
    ("GET /change-sets/{change_set_id}", "change_set"): _SAYS_WHOSE,
    ("POST /change-sets/{change_set_id}/undo", "change_set"): _SAYS_WHOSE,
}

# Operations to which no probe is aimed.
NOT_PROBED: Mapping[str, str] = {}

_NEEDS_OPEN = "needs an approval that is open, which holds its record; tests/features/approvals does it"
_NEEDS_PROCESS = "needs a process of the record's own object; tests/features/approvals does it"
_NEEDS_LETTER = "needs a token that only a letter gives out; tests/features/approvals does it"

# Operations whose rightful use is not shown to succeed, so that their refusals are taken on trust.
NOT_REACHED: Mapping[str, str] = {
    "PATCH /session": "is for browser sessions of people with several companies; tests/features/sessions does it",
    "POST /objects/{object_name}/records/{record_id}/take": "needs a record that waits in a queue of the caller's",
    "GET /workflows/{name}/hook": "is for workflows that other systems start; tests/features/workflows does it",
    "POST /workflows/{name}/hook": "is for workflows that other systems start; tests/features/workflows does it",
    "POST /workflow-hooks/{token}": "needs an address that only such a workflow gives out; tests/features/workflows does it",
    "POST /workflow-runs/{run_id}/retry": "needs a run that failed; tests/features/workflows does it",
    "POST /workflow-runs/{run_id}/cancel": "needs a run that has not ended; tests/features/workflows does it",
    "POST /workflow-runs/{run_id}/skip": "needs a run that failed; tests/features/workflows does it",
    "POST /objects/{object_name}/records/{record_id}/approvals": _NEEDS_PROCESS,
    "POST /objects/{object_name}/records/{record_id}/approvals/preview": _NEEDS_PROCESS,
    "GET /approvals/{request_id}": _NEEDS_PROCESS,
    "POST /approvals/{request_id}/approve": _NEEDS_OPEN,
    "POST /approvals/{request_id}/reject": _NEEDS_OPEN,
    "POST /approvals/{request_id}/return": _NEEDS_OPEN,
    "POST /approvals/{request_id}/resubmit": _NEEDS_OPEN,
    "POST /approvals/{request_id}/withdraw": _NEEDS_OPEN,
    "POST /approvals/{request_id}/delegate": _NEEDS_OPEN,
    "POST /approvals/{request_id}/signers": _NEEDS_OPEN,
    "POST /approvals/{request_id}/urge": _NEEDS_OPEN,
    "POST /approvals/{request_id}/comments": _NEEDS_OPEN,
    "POST /approvals/{request_id}/files": _NEEDS_OPEN,
    "GET /approvals/{request_id}/files/{file_id}/content": _NEEDS_OPEN,
    "GET /approval-letters/{token}": _NEEDS_LETTER,
    "POST /approval-letters/{token}": _NEEDS_LETTER,
    "GET /f/{key}": "needs a key that only a form's address holds; tests/features/forms does it",
    "POST /f/{key}": "needs a key that only a form's address holds; tests/features/forms does it",
    "POST /public-forms/{key}/uploads": "needs a ticket that only such a form gives out; tests/features/forms does it",
    "GET /public-forms/{key}": "needs a key that only a form's address holds; tests/features/forms does it",
    "POST /public-forms/{key}/submissions": "needs a ticket that only such a form gives out; tests/features/forms does it",
    "POST /form-submissions/{submission_id}/retry": "needs something sent that waits; tests/features/forms does it",
    "POST /form-submissions/{submission_id}/discard": "needs something sent that waits; tests/features/forms does it",
    "POST /support-sessions": "needs a ticket that only the operator's command line gives out",
}
