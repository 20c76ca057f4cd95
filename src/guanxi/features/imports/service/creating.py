"""What rows refer to and nobody has yet: records created by their name, in the import's own change-set."""

from __future__ import annotations

from collections.abc import Sequence

from guanxi.features.imports.service.batches import Batches
from guanxi.features.imports.service.change_sets import ChangeSet
from guanxi.features.imports.service.drafts import Draft, RowProblem
from guanxi.features.imports.service.values import Reference
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.ids import new_id
from guanxi.kernel.tenancy import Scope


async def create_missing(
    scope: Scope, batches: Batches, drafts: Sequence[Draft], change_set: ChangeSet
) -> None:
    """Fill in the pending lookups of the drafts that will be written."""
    wanted: dict[tuple[str, str], Reference] = {}
    for _, field, reference in _pending(batches, drafts):
        wanted.setdefault((field, reference.key), reference)
    if wanted:
        problems = await _create(scope, batches, wanted, change_set)
        _fill_in(batches, drafts, problems)


def _pending(batches: Batches, drafts: Sequence[Draft]) -> list[tuple[Draft, str, Reference]]:
    """(draft, object, reference) for rows that are to be written."""
    target_of = {field.name: str(field.target) for field in batches.plan.lookups}
    return [
        (draft, target_of[name], reference)
        for draft in drafts
        if draft.op in ("create", "update")
        for name, reference in draft.pending.items()
    ]


async def _create(
    scope: Scope, batches: Batches, wanted: dict[tuple[str, str], Reference], change_set: ChangeSet
) -> dict[tuple[str, str], list[RowProblem]]:
    keys = list(wanted)
    changes = [Change("create", target, new_id(), {"name": wanted[target, key].text}) for target, key in keys]
    outcome = await apply(
        scope,
        changes,
        reason=change_set.reason,
        source="import",
        partial=True,
        change_set_id=change_set.id,
    )
    problems: dict[tuple[str, str], list[RowProblem]] = {}
    for result in outcome.results:
        target, key = keys[result.index]
        if result.status == "refused":
            problems[target, key] = [RowProblem(e.code, dict(e.params), None) for e in result.errors]
        elif result.id is not None:
            batches.resolver.directories[target].add(
                wanted[target, key].text, result.id, wanted[target, key].text
            )
    return problems


def _fill_in(
    batches: Batches, drafts: Sequence[Draft], problems: dict[tuple[str, str], list[RowProblem]]
) -> None:
    for field in batches.plan.lookups:
        directory = batches.resolver.directory_of(field)
        for draft in drafts:
            reference = draft.pending.get(field.name)
            if reference is None or draft.op not in ("create", "update"):
                continue
            found = directory.find(reference.text)
            if refused := problems.get((str(field.target), reference.key)):
                draft.refuse(*(RowProblem(p.code, p.params, field.name) for p in refused))
            elif found is not None:
                draft.values[field.name] = found
