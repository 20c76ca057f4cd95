"""A lead becomes an account, a contact and perhaps a deal: all of it one change-set, taken back as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec

from guanxi.features.leads import queries
from guanxi.features.leads.schemas import Conversion, Converted
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.errors import Conflict, FieldError, Invalid, NotFound, Problem
from guanxi.kernel.ids import new_id
from guanxi.kernel.query import fetch_record
from guanxi.kernel.tenancy import Scope

# What a new record takes over from the lead, unless the request says otherwise.
_ACCOUNT_FROM = {"name": "company"}
_CONTACT_FROM = {"name": "name", "title": "title", "email": "email", "phone": "phone"}


async def convert_lead(scope: Scope, lead_id: UUID, request: Conversion) -> Converted:
    """Raises 404, 409 `lead_already_converted`, 422 with errors by `account.<field>` and the like."""
    scope.require("lead.update")
    lead = await _get_lead(scope, lead_id)
    owner = lead["owner"]["id"] if lead.get("owner") else None

    account = _record(scope, "account", request.account, lead, _ACCOUNT_FROM, {"owner": owner})
    links = {"account": str(account.id), "owner": owner}
    contact = None
    if request.contact is not None:
        contact = _record(scope, "contact", request.contact, lead, _CONTACT_FROM, links)
        links["contact"] = str(contact.id)
    deal = None
    if request.deal is not None:
        asked = {
            name: value for name, value in msgspec.to_builtins(request.deal).items() if value is not None
        }
        deal = Change("create", "deal", new_id(), {**_editable(scope, "deal", links), **asked})

    made = [change for change in (account, contact, deal) if change is not None and change.op == "create"]
    await _require_existing(scope, request)
    changes = [
        *made,
        _marked(scope, lead, account, contact, deal),
        *await _moved_activities(scope, lead_id, account, contact, deal),
    ]
    try:
        outcome = await apply(scope, changes, reason=lead["name"])
    except Problem as problem:
        raise _by_part(problem, changes) from None
    return Converted(
        _id(account),
        _id(contact) if contact else None,
        _id(deal) if deal else None,
        outcome.change_set_id,
    )


async def _get_lead(scope: Scope, lead_id: UUID) -> dict[str, Any]:
    found = await fetch_record(scope, "lead", lead_id)
    if found is None:
        raise NotFound()
    lead: dict[str, Any] = msgspec.json.decode(found.body)
    if lead.get("converted_at") is not None or lead.get("status") == "converted":
        raise Conflict("lead_already_converted")
    return lead


def _record(
    scope: Scope,
    object_name: str,
    given: Mapping[str, Any],
    lead: Mapping[str, Any],
    taken_over: Mapping[str, str],
    links: Mapping[str, Any],
) -> Change:
    """The creation of a record, or a reference to the existing one (an update without values)."""
    if "id" in given:
        try:
            return Change("update", object_name, UUID(str(given["id"])))
        except ValueError:
            raise Invalid(
                "lookup_expected", field=object_name, params={"value": str(given["id"])[:80]}
            ) from None
    known = {name: lead.get(source) for name, source in taken_over.items() if lead.get(source)}
    taken = _editable(scope, object_name, {**links, **known})
    return Change("create", object_name, new_id(), {**taken, **given})


def _editable(scope: Scope, object_name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What goes along by itself goes no further than the caller's own hand."""
    rights = scope.actor.rights
    return {
        name: value
        for name, value in values.items()
        if rights.sees(object_name, name) and rights.edits(object_name, name)
    }


async def _require_existing(scope: Scope, request: Conversion) -> None:
    for name, given in (("account", request.account), ("contact", request.contact)):
        if given is None or "id" not in given:
            continue
        if await fetch_record(scope, name, UUID(str(given["id"])), ("name",)) is None:
            raise Invalid("lookup_not_found", field=name, params={"id": str(given["id"])})


def _marked(scope: Scope, lead: Mapping[str, Any], *became: Change | None) -> Change:
    values: dict[str, Any] = {"status": "converted", "converted_at": scope.now}
    values |= {f"converted_{each.object}": each.id for each in became if each is not None}
    return Change("update", "lead", UUID(lead["id"]), values, version=lead["version"], system=True)


async def _moved_activities(scope: Scope, lead_id: UUID, *became: Change | None) -> list[Change]:
    """What is still to be done goes on with the new records; it stays in the history of the lead."""
    links = {each.object: each.id for each in became if each is not None}
    return [
        Change("update", "activity", activity_id, links)
        for activity_id in await queries.open_activities_of(scope, lead_id)
    ]


def _by_part(problem: Problem, changes: list[Change]) -> Problem:
    """Errors of a batch are numbered by row; here a row is a part of the form."""
    if not problem.errors:
        return problem
    errors: list[FieldError] = []
    for error in problem.errors:
        row = changes[error.row or 0]
        field = row.object if error.field is None else f"{row.object}.{error.field}"
        errors.append(replace(error, field=field, row=None))
    code = "lead_not_converted" if problem.status == 422 else problem.code
    return Problem(code, problem.status, params=problem.params, errors=errors)


def _id(change: Change) -> UUID:
    assert change.id is not None
    return change.id
