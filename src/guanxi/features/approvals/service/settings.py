"""What processes set when something has come of a request: written as the application, many records at a time.

It is held to what the company asks of its people: validation rules, stages, duplicates. What cannot be written keeps nobody
from deciding; it stands in the trail with the reason, administrators are told, and can have it written again once they have
mended what stood in its way. A mere warning of a duplicate they confirm by that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from guanxi.features.approvals.service.application import SOURCE
from guanxi.features.approvals.service.ledger import Ledger
from guanxi.features.approvals.service.people import People
from guanxi.features.approvals.service.plans import Plan, Row, context_of
from guanxi.features.approvals.service.states import Request
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.errors import Invalid, Problem, render
from guanxi.kernel.tenancy import Scope

Values = Mapping[str, Any]
MOST_REASONS = 5
_UNSAID = {
    "duplicate_found": "duplicate_found_unseen",
    "duplicate_refused": "duplicate_refused_unseen",
    "stage_field_needed": "approval_stage_asks",
}
NOT_SET, SET_AGAIN = "not_set", "set_again"  # in the trail


class Bench(Protocol):
    """Of a desk what is needed here."""

    scope: Scope
    people: People
    ledger: Ledger

    async def row(self, request: Request) -> Row: ...

    def plan(self, request: Request) -> Plan: ...

    def forget_row(self, request: Request) -> None: ...


async def write_settings(
    desk: Bench, requests: Sequence[Request], occasion: str, *, confirmed: bool = False
) -> dict[UUID, str]:
    """`on_submitted`, `on_approved`, `on_rejected` or `on_withdrawn` of these. One write for those of one process. By request, the
    code of what kept it from being written. `confirmed`: somebody has read the warnings.
    """
    refused: dict[UUID, str] = {}
    by_process: defaultdict[tuple[str, str], list[tuple[Request, Values]]] = defaultdict(list)
    for request in requests:
        try:
            values = await _values(desk, request, occasion)
        except Problem as problem:
            await _tell(desk, request, problem.code, _sentence(desk.scope, problem.code, problem.params))
            refused[request.id] = problem.code
            continue
        if values:
            by_process[request.object, request.label.in_locale(desk.scope.tenant.locale)].append(
                (request, values)
            )
    for (_, label), given in by_process.items():
        refused |= await _write(desk, given, label, confirmed=confirmed)
    return refused


async def _values(desk: Bench, request: Request, occasion: str) -> Values:
    """Raises where what they are computed from is gone."""
    setting = request.body.settings.get(occasion)
    if setting is None or not setting.set:
        return {}
    row, plan = await desk.row(request), desk.plan(request)
    gone = next((text for text in setting.set.values() if text.strip() and text not in plan.values), None)
    if gone is not None:
        raise Invalid("approval_names_what_is_gone", params={"expression": gone[:200]})
    context = context_of(desk.scope, desk.scope.actor.user_id)
    return {
        name: plan.values[text].of(row, context) if text.strip() else None
        for name, text in setting.set.items()
    }


async def _write(
    desk: Bench, given: Sequence[tuple[Request, Values]], label: str, *, confirmed: bool
) -> dict[UUID, str]:
    changes = [
        Change(
            "update", request.object, request.record_id, values, system=True, allows_duplicates=confirmed, obeys_rules=True
        )
        for request, values in given
    ]  # fmt: skip
    try:
        async with desk.scope.tx.savepoint():
            outcome = await apply(desk.scope, changes, source=SOURCE, reason=label, partial=True)
        reasons = {each.index: [(one.code, one.params) for one in each.errors] for each in outcome.refused}
    except Problem as problem:
        reasons = {index: [(problem.code, problem.params)] for index in range(len(changes))}
    for index, (request, _) in enumerate(given):
        desk.forget_row(request)
        if index in reasons:
            told = [_sentence(desk.scope, *each) for each in reasons[index]]
            sentences = list(dict.fromkeys(each for each in told if each))[:MOST_REASONS]
            await _tell(desk, request, reasons[index][0][0], "\n".join(sentences) or None)
    return {given[index][0].id: each[0][0] for index, each in reasons.items()}


def _sentence(scope: Scope, code: str, params: Mapping[str, Any]) -> str | None:
    """For everybody whom the request concerns, so none that quotes a value, names another record, or a field that somebody
    may not see.
    """
    if "value" in params:
        return None
    return render(_UNSAID.get(code, code), params, scope.locale)


async def _tell(desk: Bench, request: Request, code: str, sentence: str | None) -> None:
    desk.ledger.note(desk.scope, request, NOT_SET, comment=sentence, how=code)
    request.unset = sentence or render("approval_not_set", {}, desk.scope.locale)
    for user in await desk.people.administrators():
        desk.ledger.tell(user, NOT_SET, request)
