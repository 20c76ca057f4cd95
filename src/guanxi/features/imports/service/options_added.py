"""Options that an import adds to a choice field, where somebody decided so, and that go with it when it is undone."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from guanxi.features.imports.service.batches import Batches
from guanxi.features.imports.service.change_sets import ChangeSet
from guanxi.features.imports.service.drafts import Draft, RowProblem
from guanxi.features.imports.service.values import match_key
from guanxi.features.objects.facade import add_options, take_back_options
from guanxi.kernel.changes import note, notes_of
from guanxi.kernel.errors import Problem
from guanxi.kernel.tenancy import Scope

ADDED = "options"


async def add_missing_options(
    scope: Scope, batches: Batches, drafts: Sequence[Draft], change_set: ChangeSet
) -> Scope:
    """Fill in the new options of the drafts that will be written. Only the scope returned knows them."""
    for field in batches.plan.definition.field_list:
        asking = [
            draft for draft in drafts if field.name in draft.new_options and draft.op in ("create", "update")
        ]
        known = batches.added_options.setdefault(field.name, {})
        texts = {
            match_key(draft.new_options[field.name].label): draft.new_options[field.name].label
            for draft in asking
        }
        missing = [text for key, text in texts.items() if key not in known]
        if missing:
            try:
                added = await add_options(scope, batches.plan.definition.name, field.name, missing)
            except Problem as problem:
                _refuse(asking, field.name, problem)
                continue
            scope = added.scope
            if added.change_set_id is not None:
                # A change-set of its own, which this one remembers.
                detail = {ADDED: str(added.change_set_id)}
                await note(scope, batches.plan.definition, change_set.id, detail, change_set.reason)
            known.update({match_key(text): code for text, code in added.values.items()})
        for draft in asking:
            draft.values[field.name] = known[match_key(draft.new_options[field.name].label)]
    return scope


async def take_back_added_options(scope: Scope, change_set_id: UUID) -> None:
    """The latest first, as each was made on top of those before."""
    for detail in reversed(await notes_of(scope, change_set_id)):
        if ADDED in detail:
            await take_back_options(scope, UUID(detail[ADDED]))


def _refuse(drafts: Sequence[Draft], field: str, problem: Problem) -> None:
    for draft in drafts:
        draft.refuse(RowProblem(problem.code, dict(problem.params), field))
