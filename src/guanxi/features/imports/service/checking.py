"""A dry run over the whole file: counts, the commonest problems, and the outcome of every row."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from guanxi.features.imports.queries import imports as queries
from guanxi.features.imports.service.drafts import Draft
from guanxi.features.imports.service.outcomes import encode_outcomes
from guanxi.features.imports.service.prepared import Prepared, prepare_import
from guanxi.features.imports.service.previewing import outcomes_of
from guanxi.features.imports.service.work import Work
from guanxi.kernel.files import file_store
from guanxi.kernel.tenancy import Scope

CHUNK = 1_000
_PROBLEMS_KEPT = 200
_ROWS_SHOWN = 5


async def check_file(work: Work, import_id: UUID) -> dict[str, Any]:
    """Leaves the import ready, unless it was changed or stopped meanwhile."""
    prepared: Prepared | None = None
    tally = _Tally()
    position = 0
    while prepared is None or position < prepared.table.count:
        async with work.scope(source="import") as scope:
            row = await queries.get_import(scope, import_id)
            if row is None or row["state"] != "checking":
                return {}
            if prepared is None:
                prepared = await prepare_import(scope, row)
            rows = list(prepared.table.rows(position, CHUNK))
            drafts = await outcomes_of(scope, prepared.batches, rows)
            prepared.batches.matcher.created(drafts)
            tally.add(drafts)
            if position + CHUNK >= prepared.table.count:
                return await _finish(scope, import_id, tally)
        position += CHUNK
        await work.progress(position, prepared.table.count)
        await work.check_cancelled()
    return {}


async def _finish(scope: Scope, import_id: UUID, tally: _Tally) -> dict[str, Any]:
    with file_store().open_writer(scope.tenant.id) as writer:
        writer.write(bytes(tally.outcomes))
    result = {**tally.counts, "problems": tally.problems(), "outcomes_key": writer.key}
    await queries.update_import(scope, import_id, {"state": "ready", "check_result": result})
    return tally.counts


class _Tally:
    def __init__(self) -> None:
        self.counts = {"create": 0, "update": 0, "skip": 0, "refuse": 0}
        self.outcomes = bytearray()
        self._problems: OrderedDict[tuple[str | None, str, str], dict[str, Any]] = OrderedDict()

    def add(self, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            self.counts[draft.op] += 1
            for problem in draft.problems:
                self._note(draft, problem)
        self.outcomes += encode_outcomes([draft.op for draft in drafts])

    def _note(self, draft: Draft, problem: Any) -> None:
        key = (problem.field, problem.code, str(problem.params.get("value", "")))
        kept = self._problems.get(key)
        if kept is None:
            if len(self._problems) >= _PROBLEMS_KEPT:
                return
            kept = {
                "field": problem.field,
                "code": problem.code,
                "params": problem.params,
                "count": 0,
                "rows": [],
            }
            self._problems[key] = kept
        kept["count"] += 1
        if len(kept["rows"]) < _ROWS_SHOWN:
            kept["rows"].append(draft.row.number)

    def problems(self) -> list[dict[str, Any]]:
        return sorted(self._problems.values(), key=lambda problem: -problem["count"])
