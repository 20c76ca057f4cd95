"""The second phase: references between rows of one file, settled when all rows are in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from guanxi.features.imports.queries import imports as queries
from guanxi.features.imports.service.batches import Batches
from guanxi.features.imports.service.change_sets import ChangeSet
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.errors import FieldError
from guanxi.kernel.tenancy import Scope

CHUNK = 1_000


async def settle_references(scope: Scope, batches: Batches, import_id: UUID, change_set: ChangeSet) -> bool:
    """Settle some; True while there may be more. A reference that finds nothing stays blank, with a warning."""
    issues = await queries.list_issues(scope, import_id, "defer", after=-1, most=CHUNK)
    if not issues:
        return False
    texts = {text for issue in issues for text in issue["cells"].values()}
    directory = batches.resolver.directories[batches.plan.definition.name]
    await directory.seek(scope, texts)
    values_of: dict[UUID, dict[str, Any]] = {}
    owners: dict[UUID, Mapping[str, Any]] = {}
    warnings: list[dict[str, Any]] = []
    for issue in issues:
        values = {name: directory.find(text) for name, text in issue["cells"].items()}
        lost = {name: issue["cells"][name] for name, found in values.items() if not isinstance(found, UUID)}
        found = {name: value for name, value in values.items() if name not in lost}
        if lost:
            warnings.append(_warning(issue, [_lost(name, text) for name, text in lost.items()]))
        if found:
            record_id = issue["record_id"]
            # Rows that are one record have one change; the last of them wins, as it did in the first phase.
            values_of.setdefault(record_id, {}).update(found)
            owners[record_id] = issue
    name = batches.plan.definition.name
    changes = [Change("update", name, record_id, values) for record_id, values in values_of.items()]
    warnings += await _write(scope, changes, list(owners.values()), change_set)
    await queries.delete_issues(scope, import_id, "defer", until=issues[-1]["row_no"])
    await queries.insert_issues(scope, import_id, _merged(warnings))
    return True


async def _write(
    scope: Scope, changes: Sequence[Change], owners: Sequence[Mapping[str, Any]], change_set: ChangeSet
) -> list[dict[str, Any]]:
    if not changes:
        return []
    outcome = await apply(
        scope, changes, reason=change_set.reason, source="import", partial=True, change_set_id=change_set.id
    )
    return [
        _warning(owners[result.index], [_refused(error) for error in result.errors])
        for result in outcome.results
        if result.status == "refused"
    ]


def _warning(issue: Mapping[str, Any], errors: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "row_no": issue["row_no"],
        "outcome": "warn",
        "record_id": issue["record_id"],
        "errors": errors,
        "cells": [],
    }


def _lost(name: str, text: str) -> dict[str, Any]:
    return {
        "field": name,
        "column": None,
        "code": "import_reference_left_blank",
        "params": {"value": text[:80]},
    }


def _refused(error: FieldError) -> dict[str, Any]:
    return {"field": error.field, "column": None, "code": error.code, "params": dict(error.params)}


def _merged(warnings: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """One warning a row."""
    rows: dict[int, dict[str, Any]] = {}
    for warning in warnings:
        known = rows.setdefault(warning["row_no"], {**warning, "errors": []})
        known["errors"].extend(warning["errors"])
    return list(rows.values())
