"""Holds batches of records to what their stages ask. All reasons are told at once, each where it can be acted on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from guanxi.features.stages.service.gates import Asked, Gates, gates_of
from guanxi.kernel.changes import Draft
from guanxi.kernel.changes.conditions import context_of, rows_of
from guanxi.kernel.changes.staging import stage_after, stage_before
from guanxi.kernel.metadata import ObjectDef, Stage
from guanxi.kernel.metadata.pipelines import LOST, STAGE
from guanxi.kernel.tenancy import Scope

ENTRY, EXIT = "stage_entry_refused", "stage_exit_refused"


@dataclass(frozen=True, slots=True)
class _Move:
    draft: Draft
    before: Stage | None
    after: Stage

    @property
    def is_move(self) -> bool:
        return self.before is None or self.before.key != self.after.key


async def hold_to_stages(scope: Scope, drafts: Sequence[Draft]) -> None:
    """A lost cause may be given up from anywhere: what a stage asks before one goes on is not asked then."""
    if not drafts or STAGE not in drafts[0].definition.roles:
        return
    definition = drafts[0].definition
    field = definition.roles[STAGE]
    moves = [move for draft in drafts if (move := _move_of(draft, field)) is not None]
    for move in moves:
        _hold_to_fields(scope, definition, move)
        if move.is_move:
            _hold_to_transitions(scope, field, move)
    await _hold_to_gates(scope, definition, field, [move for move in moves if move.is_move])


def _move_of(draft: Draft, field: str) -> _Move | None:
    """Also a draft that stays where it is. None where nothing is asked, or the stage itself was refused."""
    if draft.op not in ("create", "update") or not draft.change.is_held or draft.is_unchanged:
        return None
    after = stage_after(draft)
    if after is None or any(error.field == field for error in draft.errors):
        return None
    return _Move(draft, stage_before(draft), after)


def _hold_to_fields(scope: Scope, definition: ObjectDef, move: _Move) -> None:
    """Asked of who comes in; who is in already may not empty them."""
    for name in move.after.required:
        field = definition.field(name)
        if field is None or move.draft.get(name) is not None:
            continue
        if not move.is_move and name not in move.draft.changed():
            continue
        if any(error.field == name for error in move.draft.errors):
            continue
        params = {
            "stage": move.after.label.in_locale(scope.locale),
            "label": field.label.in_locale(scope.locale),
        }
        if scope.actor.rights.sees(definition.name, name):
            move.draft.refuse(name, "stage_field_needed", **params)
        else:
            move.draft.refuse(definition.roles[STAGE], "stage_hidden_field_needed", stage=params["stage"])


def _hold_to_transitions(scope: Scope, field: str, move: _Move) -> None:
    before = move.before
    if before is None or before.next is None or move.after.key in before.next:
        return
    stages = move.draft.definition.stages
    allowed = [stages[key][1].label.in_locale(scope.locale) for key in before.next if key in stages]
    move.draft.refuse(
        field,
        "stage_move_not_allowed" if allowed else "stage_final",
        stage=before.label.in_locale(scope.locale),
        to=move.after.label.in_locale(scope.locale),
        allowed=", ".join(allowed),
    )


async def _hold_to_gates(scope: Scope, definition: ObjectDef, field: str, moves: Sequence[_Move]) -> None:
    gates = await gates_of(scope, definition) if moves else {}
    asked: defaultdict[tuple[str, int], list[_Move]] = defaultdict(list)
    questions: dict[tuple[str, int], tuple[str, Stage, Asked]] = {}
    for move in moves:
        for code, stage, each in _questions(gates, move):
            if not any(error.field in each.condition.reads - {field} for error in move.draft.errors):
                questions[(code, id(each))] = (code, stage, each)
                asked[(code, id(each))].append(move)
    if not questions:
        return
    rows = await rows_of(
        scope, [move.draft for move in moves], [each.condition for _, _, each in questions.values()]
    )
    row_of = {move.draft.id: row for move, row in zip(moves, rows, strict=True)}
    context = context_of(scope)
    for key, (code, stage, each) in questions.items():
        holds = each.condition.holds([row_of[move.draft.id] for move in asked[key]], context)
        for move, is_met in zip(asked[key], holds, strict=True):
            if not is_met:
                reason, label = each.gate.reason.in_locale(scope.locale), stage.label.in_locale(scope.locale)
                move.draft.refuse(field, code, stage=label, reason=reason)


def _questions(gates: Gates, move: _Move) -> list[tuple[str, Stage, Asked]]:
    found = []
    if move.before is not None and move.after.kind != LOST and move.before.key in gates:
        found += [(EXIT, move.before, each) for each in gates[move.before.key].exit]
    if move.after.key in gates:
        found += [(ENTRY, move.after, each) for each in gates[move.after.key].entry]
    return found
