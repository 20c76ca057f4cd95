"""Making a record of what was sent, or changing the one that is the same, with the rights of whoever answers for the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from guanxi.features.assignment.facade import find_assignee
from guanxi.features.duplicates.facade import DuplicateCheck, find_candidates
from guanxi.features.forms.schemas.body import Form, OnDuplicate
from guanxi.features.forms.service.kinds import OWNER
from guanxi.features.forms.service.quarantine import hand_over
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.db import Database
from guanxi.kernel.definitions import Definition
from guanxi.kernel.errors import Conflict, Problem
from guanxi.kernel.query import fetch_values
from guanxi.kernel.tenancy import Scope, acting, administrators_among

SOURCE = "form"


@dataclass(frozen=True, slots=True)
class Written:
    """`error` is JSON, {code, params, errors}, where nothing was written and a person has to see to it."""

    record_id: UUID | None = None
    outcome: str | None = None
    change_set_id: UUID | None = None
    error: dict[str, Any] | None = None


async def write(
    scope: Scope,
    database: Database,
    form: Definition[Form],
    values: Mapping[str, Any],
    on_duplicate: OnDuplicate | None = None,
) -> Written:
    """Within the transaction of `scope`. Whatever refuses it becomes `error`; nothing of it is left then."""
    owners = await administrators_among(database, scope.tenant.id, [form.updated_by])
    owner = owners.get(form.updated_by) if form.updated_by else None
    if owner is None:
        return Written(error=_kept(Conflict("form_owner_gone")))
    reason = form.label.in_locale(scope.tenant.locale)[:500]
    after = len(scope.tx.waiting_for_commit)
    async with acting(scope, owner, source=SOURCE, reason=reason, timezone=scope.tenant.timezone) as own:
        try:
            async with own.tx.savepoint():
                return await _write(own, form, values, on_duplicate or form.body.on_duplicate)
        except Problem as problem:
            del scope.tx.waiting_for_commit[after:]
            refused = Written(error=_kept(problem))
    return refused


async def _write(
    scope: Scope, form: Definition[Form], values: Mapping[str, Any], on_duplicate: OnDuplicate
) -> Written:
    object_name = form.object or ""
    await hand_over(scope, form.id, object_name, values)
    same = None if on_duplicate == "create" else await _same(scope, object_name, values, on_duplicate)
    if same is not None:
        kept = await fetch_values(scope, object_name, [same], values.keys()) if on_duplicate == "fill" else {}
        empty = {name for name, value in kept.get(same, {}).items() if value in (None, "", [])}
        wanted = {name: value for name, value in values.items() if on_duplicate == "replace" or name in empty}
        change = Change("update", object_name, same, wanted)
    else:
        fixed = {each.field: each.value for each in form.body.fixed}
        new = {**fixed, **values, **await _owner(scope, form.body)}
        change = Change("create", object_name, None, new, allows_duplicates=on_duplicate == "create")
    outcome = await apply(scope, [change])
    result = outcome.results[0]
    return Written(result.id, result.status, outcome.change_set_id)


async def _same(
    scope: Scope, object_name: str, values: Mapping[str, Any], on_duplicate: OnDuplicate
) -> UUID | None:
    """The one record that a rule finds. Several, or one that a person shall look at, are refused."""
    found = await find_candidates(scope, object_name, DuplicateCheck(dict(values)))
    if not found:
        return None
    names = ", ".join(f"“{each.name}”" for each in found[:5])
    if len(found) > 1:
        raise Conflict("form_duplicates_several", params={"names": names})
    if on_duplicate == "review":
        raise Conflict("form_duplicate_found", params={"names": names})
    return found[0].id


async def _owner(scope: Scope, body: Form) -> dict[str, Any]:
    """Without one, the assignment rules decide."""
    if body.owner is None:
        return {}
    found = await find_assignee(scope, body.owner.kind, body.owner.name)
    if found is None:
        raise Conflict("form_owner_unknown", params={"name": body.owner.name})
    return {OWNER: str(found)}


def _kept(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "params": _plain(problem.params),
        "errors": [
            {"field": each.field, "code": each.code, "params": _plain(each.params)} for each in problem.errors
        ],
    }


def _plain(params: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value if isinstance(value, str | int | float | bool | None) else str(value)
        for name, value in params.items()
    }
