"""A batch of rows made into changes: read, resolved, matched. What preview, check and run have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from guanxi.features.imports.service.drafts import Draft, RowProblem, read_draft
from guanxi.features.imports.service.lookups import MixedResolver, Resolver
from guanxi.features.imports.service.matching import Matcher
from guanxi.features.imports.service.plan import ImportPlan
from guanxi.kernel.changes import Change, ChangeResult
from guanxi.kernel.metadata import Registry
from guanxi.kernel.tabular import Row
from guanxi.kernel.tenancy import Scope


@dataclass(slots=True)
class Write:
    """One change and the rows that it stands for: rows of one batch that mean the same record are written as one."""

    change: Change
    values: dict[str, Any]
    drafts: list[Draft] = field(default_factory=list)


class Batches:
    """Keeps what one import knows about existing records between batches."""

    def __init__(self, plan: ImportPlan, registry: Registry) -> None:
        self.plan = plan
        self.registry = registry
        self.resolver = Resolver(plan, registry)
        self.mixed = MixedResolver(plan, registry)
        self.matcher = Matcher(plan)
        self.added_options: dict[str, dict[str, str]] = {}

    async def load(self, scope: Scope) -> None:
        await self.resolver.load(scope)
        await self.mixed.load(scope)
        await self.matcher.load(scope)

    async def prepare(self, scope: Scope, rows: Sequence[Row]) -> list[Draft]:
        drafts = [read_draft(self.plan, row) for row in rows]
        await self.settle(scope, drafts)
        return drafts

    async def settle(self, scope: Scope, drafts: Sequence[Draft]) -> None:
        """Finds the records that rows mean: those that they look up, and those that they are."""
        await self.resolver.resolve(scope, drafts)
        await self.mixed.resolve(scope, drafts)
        await self.matcher.match(scope, drafts)

    def writes(self, drafts: Sequence[Draft]) -> list[Write]:
        by_record: dict[Any, Write] = {}
        writes: list[Write] = []
        for draft in drafts:
            if draft.op not in ("create", "update"):
                continue
            known = by_record.get(draft.record_id)
            if known is not None:
                known.values.update(self._values(draft, op="update"))
                known.drafts.append(draft)
                continue
            values = self._values(draft, op=draft.op)
            anyway = self.plan.allow_duplicates
            change = Change(
                draft.op,
                self.plan.definition.name,
                draft.record_id,
                values,
                allows_duplicates=anyway,
                insists=anyway,
            )
            by_record[draft.record_id] = Write(change, values, [draft])
            writes.append(by_record[draft.record_id])
        return writes

    def _values(self, draft: Draft, *, op: str) -> dict[str, Any]:
        """A name that was put together and the time of creation are for new records only."""
        if op == "create":
            return dict(draft.values)
        dropped = {"created_at"} | ({"name"} if self.plan.compose is not None else set())
        return {name: value for name, value in draft.values.items() if name not in dropped}


def note_refusals(writes: Sequence[Write], results: Sequence[ChangeResult]) -> None:
    """Take over what the kernel refused."""
    for result in results:
        if result.status != "refused":
            continue
        for draft in writes[result.index].drafts:
            draft.refuse(
                *(RowProblem(error.code, dict(error.params), error.field) for error in result.errors)
            )
