"""One chunk of rows written: records, what was refused, and how far the import is, in the caller's one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from guanxi.features.imports.service.batches import Batches, note_refusals
from guanxi.features.imports.service.change_sets import ChangeSet
from guanxi.features.imports.service.creating import create_missing
from guanxi.features.imports.service.drafts import Draft
from guanxi.features.imports.service.options_added import add_missing_options
from guanxi.kernel.changes import apply
from guanxi.kernel.tenancy import Scope


@dataclass(slots=True)
class Written:
    created: int = 0
    updated: int = 0
    skipped: int = 0
    refused: int = 0


async def write_rows(
    scope: Scope, batches: Batches, drafts: Sequence[Draft], change_set: ChangeSet
) -> tuple[Written, list[dict[str, Any]]]:
    """The counts and the issues of these rows."""
    await batches.settle(scope, drafts)
    scope = await add_missing_options(scope, batches, drafts, change_set)
    await create_missing(scope, batches, drafts, change_set)
    writes = batches.writes(drafts)
    if writes:
        outcome = await apply(
            scope,
            [write.change for write in writes],
            reason=change_set.reason,
            source="import",
            partial=True,
            change_set_id=change_set.id,
        )
        note_refusals(writes, outcome.results)
    # Rows that are one record with an earlier row of their batch count as updates of it.
    for write in writes:
        for draft in write.drafts[1:]:
            draft.op = "update" if draft.op != "refuse" else "refuse"
    batches.matcher.created(drafts)
    return _counts(drafts), _issues(drafts)


def _counts(drafts: Sequence[Draft]) -> Written:
    ops = [draft.op for draft in drafts]
    return Written(ops.count("create"), ops.count("update"), ops.count("skip"), ops.count("refuse"))


def _issues(drafts: Sequence[Draft]) -> list[dict[str, Any]]:
    """Refused rows with their cells, to be mended; skipped rows; references to be settled when all rows are in."""
    issues: list[dict[str, Any]] = []
    for draft in drafts:
        if draft.op in ("refuse", "skip"):
            cells = draft.row.cells if draft.op == "refuse" else []
            issues.append(_issue(draft, draft.op, cells))
        elif draft.deferred:
            references = {name: reference.text for name, reference in draft.deferred.items()}
            issues.append(_issue(draft, "defer", references))
    return issues


def _issue(draft: Draft, outcome: str, cells: Any) -> dict[str, Any]:
    errors = [
        {"field": p.field, "column": p.column, "code": p.code, "params": p.params} for p in draft.problems
    ]
    return {
        "row_no": draft.row.number,
        "outcome": outcome,
        "record_id": draft.record_id if outcome == "defer" else None,
        "errors": errors,
        "cells": cells,
    }
