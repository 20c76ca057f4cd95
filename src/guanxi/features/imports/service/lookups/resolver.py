"""References of a batch of drafts become ids; what is missing is refused, left blank, created or put off, as decided."""

from __future__ import annotations

from collections.abc import Container, Sequence
from uuid import UUID

from guanxi.features.imports.service.drafts import Draft, RowProblem
from guanxi.features.imports.service.lookups.directory import AMBIGUOUS, Directory
from guanxi.features.imports.service.plan import ImportPlan
from guanxi.features.imports.service.values import Reference
from guanxi.kernel.metadata import Field, ObjectDef, Registry
from guanxi.kernel.tenancy import Scope


def directory_columns(definition: ObjectDef) -> list[str]:
    """A record is called by its name, by a number of its own or, for people, by its e-mail address, if the caller sees it."""
    unique = [field.column for field in definition.field_list if field.unique and field.place is None]
    email = ["email"] if definition.name in ("user", "contact", "lead") else []
    return [
        column for column in ("name", *unique, *email) if column in {f.column for f in definition.field_list}
    ]


class Resolver:
    """Keeps the directories of one import. `in_file` holds the keys that rows of the same file will answer to."""

    def __init__(self, plan: ImportPlan, registry: Registry) -> None:
        self._plan = plan
        self._registry = registry
        self.directories: dict[str, Directory] = {}
        self.in_file: Container[str] = frozenset()

    async def load(self, scope: Scope) -> None:
        for target in {field.target for field in self._plan.lookups if field.target}:
            definition = self._registry.object(target)
            directory = self.directories[target] = Directory(definition, directory_columns(definition))
            await directory.load(scope)

    async def resolve(self, scope: Scope, drafts: Sequence[Draft]) -> None:
        for field in self._plan.lookups:
            await self._seek(scope, field, drafts)
            for draft in drafts:
                reference = draft.values.get(field.name)
                if type(reference) is Reference:
                    self._settle(field, draft, reference)

    def directory_of(self, field: Field) -> Directory:
        return self.directories[str(field.target)]

    async def _seek(self, scope: Scope, field: Field, drafts: Sequence[Draft]) -> None:
        directory = self.directory_of(field)
        # A whole directory misses only what this import itself has created meanwhile.
        if directory.whole and field.target != self._plan.definition.name:
            return
        wanted = {
            reference.text for draft in drafts if type(reference := draft.values.get(field.name)) is Reference
        }
        await directory.seek(scope, wanted)

    def _settle(self, field: Field, draft: Draft, reference: Reference) -> None:
        found = self._decided(field, reference) or self.directory_of(field).find(reference.text)
        if isinstance(found, UUID):
            draft.values[field.name] = found
            return
        del draft.values[field.name]
        if found is AMBIGUOUS:
            draft.refuse(_problem("import_lookup_ambiguous", field, reference))
        elif field.target == self._plan.definition.name and reference.key in self.in_file:
            draft.deferred[field.name] = reference
        else:
            self._miss(field, draft, reference)

    def _decided(self, field: Field, reference: Reference) -> UUID | None:
        """A decision names an id, or another name that is looked up in turn."""
        decision = self._plan.rules[field.name].decisions.get(reference.key)
        if decision is None or decision.action != "match" or not decision.value:
            return None
        try:
            return UUID(decision.value)
        except ValueError:
            found = self.directory_of(field).find(decision.value)
            return found if isinstance(found, UUID) else None

    def _miss(self, field: Field, draft: Draft, reference: Reference) -> None:
        rules = self._plan.rules[field.name]
        decision = rules.decisions.get(reference.key)
        action = decision.action if decision and decision.action != "match" else rules.missing
        if action == "create":
            draft.pending[field.name] = reference
        elif action == "refuse":
            draft.refuse(_problem("import_lookup_unknown", field, reference))


def _problem(code: str, field: Field, reference: Reference) -> RowProblem:
    return RowProblem(code, {"value": reference.text[:80], "object": field.target}, field.name)
