"""Which rows are records already: by the first of the match fields that a row fills."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from guanxi.features.imports.service.drafts import Draft, RowProblem
from guanxi.features.imports.service.lookups import AMBIGUOUS, Directory, HeldValues
from guanxi.features.imports.service.plan import ImportPlan
from guanxi.features.imports.service.values import match_key
from guanxi.kernel.ids import new_id
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.tenancy import Scope


class Matcher:
    """Gives every draft its operation and the id of its record. Rows of one file that match each other are one record."""

    def __init__(self, plan: ImportPlan) -> None:
        self._plan = plan
        self._directories = {
            name: _directory(plan.definition, field)
            for name in plan.match_by
            if (field := plan.definition.field(name))
        }

    async def load(self, scope: Scope) -> None:
        if self._plan.on_match != "create":
            for directory in self._directories.values():
                await directory.load(scope)

    async def match(self, scope: Scope, drafts: Sequence[Draft]) -> None:
        if self._plan.on_match == "create" or not self._directories:
            for draft in drafts:
                draft.record_id = new_id()
            return
        await self._seek(scope, drafts)
        fresh: dict[tuple[str, str], UUID] = {}
        for draft in drafts:
            self._settle(draft, fresh)

    def created(self, drafts: Sequence[Draft]) -> None:
        """Remember what was written, for the rows that follow."""
        for draft in drafts:
            found = self._by(draft)
            if found and draft.op == "create" and draft.record_id:
                self._directories[found[0]].add(found[1], draft.record_id, str(draft.values.get("name", "")))

    async def _seek(self, scope: Scope, drafts: Sequence[Draft]) -> None:
        wanted: dict[str, set[str]] = {}
        for draft in drafts:
            if found := self._by(draft):
                wanted.setdefault(found[0], set()).add(found[1])
        for name, texts in wanted.items():
            if not self._directories[name].whole:
                await self._directories[name].seek(scope, texts)

    def _by(self, draft: Draft) -> tuple[str, str] | None:
        return next(
            (
                (name, str(draft.values[name]))
                for name in self._directories
                if draft.values.get(name) is not None
            ),
            None,
        )

    def _settle(self, draft: Draft, fresh: dict[tuple[str, str], UUID]) -> None:
        by = self._by(draft)
        found = self._directories[by[0]].find(by[1]) if by else None
        if by and found is None:
            key = (by[0], self._directories[by[0]].key(by[1]))
            found = fresh.get(key)
            if found is None and draft.op != "refuse":
                draft.record_id = fresh[key] = new_id()
                return
        if found is AMBIGUOUS and by:
            draft.refuse(RowProblem("import_match_ambiguous", {"value": by[1][:80]}, by[0]))
        elif isinstance(found, UUID):
            draft.record_id = found
            if draft.op != "refuse":
                draft.op = "skip" if self._plan.on_match == "skip" else "update"
        else:
            draft.record_id = new_id()


def _directory(definition: ObjectDef, field: Field) -> Directory | HeldValues:
    if field.place is not None:
        return HeldValues(definition, field)
    return Directory(definition, [field.column], _key_of(field))


def _key_of(field: Field):  # type: ignore[no-untyped-def]
    """Numbers of a record's own are compared as they stand, names as people read them."""
    return str.strip if field.unique and field.type.name == "text" else match_key
