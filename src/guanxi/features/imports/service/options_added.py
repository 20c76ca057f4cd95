"""Options that an import adds to a choice field, where somebody decided so."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.features.imports.service.batches import Batches
from guanxi.features.imports.service.drafts import Draft, RowProblem
from guanxi.features.imports.service.values import match_key
from guanxi.features.objects.facade import add_options
from guanxi.kernel.errors import Problem
from guanxi.kernel.tenancy import Scope


async def add_missing_options(scope: Scope, batches: Batches, drafts: Sequence[Draft]) -> Scope:
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
            known.update({match_key(text): code for text, code in added.values.items()})
        for draft in asking:
            draft.values[field.name] = known[match_key(draft.new_options[field.name].label)]
    return scope


def _refuse(drafts: Sequence[Draft], field: str, problem: Problem) -> None:
    for draft in drafts:
        draft.refuse(RowProblem(problem.code, dict(problem.params), field))
