"""Cells that name a record of one of several objects: `account:Acme`, `客户：华为`, or a name that only one record has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from guanxi.features.imports.service.drafts import Draft, RowProblem
from guanxi.features.imports.service.lookups.directory import AMBIGUOUS, Directory
from guanxi.features.imports.service.lookups.resolver import directory_columns
from guanxi.features.imports.service.plan import ImportPlan
from guanxi.features.imports.service.values import match_key
from guanxi.kernel.metadata import Field, ObjectDef, Registry
from guanxi.kernel.metadata.field_types.mixed_lookup import RecordReference
from guanxi.kernel.metadata.mixed_lookups import targets_of
from guanxi.kernel.tenancy import Scope

_SHOWN = 80


class MixedResolver:
    """Keeps the directories of one import. What is not found is refused: nobody could say of which object to make it."""

    def __init__(self, plan: ImportPlan, registry: Registry) -> None:
        self._fields = {
            column.field.name: column.field for column in plan.columns if column.field.type.many_targets
        }
        self._registry = registry
        self._directories: dict[str, Directory] = {}

    async def load(self, scope: Scope) -> None:
        for target in {name for field in self._fields.values() for name in targets_of(field, self._registry)}:
            definition = self._registry.object(target)
            columns = directory_columns(definition) if scope.may(f"{target}.read") else []
            directory = self._directories[target] = Directory(definition, columns)
            await directory.load(scope)

    async def resolve(self, scope: Scope, drafts: Sequence[Draft]) -> None:
        for name, field in self._fields.items():
            asking = [draft for draft in drafts if isinstance(draft.values.get(name), str)]
            await self._seek(scope, field, [draft.values[name] for draft in asking])
            for draft in asking:
                self._settle(field, draft, draft.values.pop(name))

    def label_of(self, reference: RecordReference) -> str | None:
        return self._directories[reference.object].label_of(reference.id)

    async def _seek(self, scope: Scope, field: Field, texts: Sequence[str]) -> None:
        wanted: defaultdict[str, set[str]] = defaultdict(set)
        for text in texts:
            targets, name = self._read(field, text)
            for target in targets:
                wanted[target].add(name)
        for target, names in wanted.items():
            await self._directories[target].seek(scope, names)

    def _settle(self, field: Field, draft: Draft, text: str) -> None:
        targets, name = self._read(field, text)
        if len(targets) == 1 and (record_id := _id(name)) is not None:
            draft.values[field.name] = RecordReference(targets[0], record_id)
            return
        found = {target: self._directories[target].find(name) for target in targets}
        found = {target: each for target, each in found.items() if each is not None}
        match list(found.items()):
            case [(target, UUID() as record_id)]:
                draft.values[field.name] = RecordReference(target, record_id)
            case []:
                draft.refuse(self._problem("import_lookup_unknown", field, targets, name))
            case [(_, each)] if each is AMBIGUOUS:
                draft.refuse(self._problem("import_lookup_ambiguous", field, targets, name))
            case _:
                params = {"value": name[:_SHOWN], "objects": self._labels(list(found))}
                draft.refuse(RowProblem("import_lookup_of_several", params, field.name))

    def _read(self, field: Field, text: str) -> tuple[list[str], str]:
        """The objects that it may mean, and the name. What stands before a colon may be part of the name, too."""
        targets = targets_of(field, self._registry)
        first, colon, rest = text.replace("：", ":").partition(":")
        if colon and rest.strip():
            for target in targets:
                if match_key(first) in _called(self._registry.object(target)):
                    return [target], rest.strip()
        return targets, text.strip()

    def _labels(self, targets: Sequence[str]) -> str:
        return ", ".join(targets)

    def _problem(self, code: str, field: Field, targets: Sequence[str], name: str) -> RowProblem:
        return RowProblem(code, {"value": name[:_SHOWN], "object": self._labels(targets)}, field.name)


def _called(definition: ObjectDef) -> set[str]:
    labels = (definition.label, definition.plural_label)
    texts = (definition.name, *(each.en for each in labels), *(each.zh for each in labels))
    return {match_key(text) for text in texts}


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
