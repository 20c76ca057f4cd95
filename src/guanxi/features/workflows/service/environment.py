"""The names that a workflow's conditions, expressions and texts may use, as the person who answers for it sees them.

The record's fields by their names (`amount`, `account.industry`), `old.<field>` for what they were before the change that
started the run, `parent.<field>` within a loop, `steps.<step>.<name>` for what a step left, `sent.<name>` for what another
system sent, `me` for who caused it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from guanxi.kernel.changes.conditions import as_it_was
from guanxi.kernel.expressions import Rate, Reference, ValueType
from guanxi.kernel.metadata import Conventions, ObjectDef, Registry
from guanxi.kernel.query import Fields, RecordEnvironment
from guanxi.kernel.tenancy import Scope

OLD, PARENT, STEPS, SENT = "old", "parent", "steps", "sent"

Reads = frozenset[str | Rate]
"""What expressions want to know: fields by the names that they use, and exchange rates."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Of one step. `outer` is the object around a loop, `sent` what a webhook declares, `steps` what earlier ones leave."""

    scope: Scope
    registry: Registry
    object: str
    has_record: bool = True
    has_old: bool = False
    outer: str | None = None
    sent: Mapping[str, ValueType] = field(default_factory=dict)
    steps: Mapping[str, Mapping[str, ValueType]] = field(default_factory=dict)
    records: Mapping[str, str] = field(
        default_factory=dict
    )  # objects of the records that earlier steps give, by step
    workflow: str = ""

    @property
    def definition(self) -> ObjectDef:
        return self.registry.object(self.object)

    def fields_of(self, object_name: str) -> Fields:
        return Fields(self.registry, self.registry.object(object_name), self.scope.actor.rights.sees)

    @property
    def environment(self) -> FlowEnvironment:
        return FlowEnvironment(self)

    def within_loop(self, object_name: str) -> Surroundings:
        return replace(self, object=object_name, outer=self.object, has_old=False, has_record=True)


class FlowEnvironment:
    """For the expression checker."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._conventions = Conventions.of(around.scope.tenant)
        self.money_exponent = self._conventions.money_exponent
        self.fiscal_month = self._conventions.fiscal_month
        self.work_calendar = self._conventions.work_calendar
        self.currency = self._conventions.currency
        self._own = self._of(around.object) if around.has_record else None
        self._outer = self._of(around.outer) if around.outer is not None else None

    def resolve(self, path: tuple[str, ...]) -> Reference | None:
        around, first, rest = self._around, path[0], path[1:]
        if first == OLD and rest and around.has_old and self._own is not None:
            return self._as_it_was(rest, path)
        if first == PARENT and rest and self._outer is not None:
            return _renamed(self._outer.resolve(rest), path)
        if first == STEPS and len(rest) == 2:
            found = around.steps.get(rest[0], {}).get(rest[1])
            return None if found is None else Reference(path, found)
        if first == SENT and len(rest) == 1:
            found = around.sent.get(rest[0])
            return None if found is None else Reference(path, found)
        return None if self._own is None else self._own.resolve(path)

    def names(self) -> Iterable[str]:
        if self._own is not None:
            yield from self._own.names()
        yield from (f"{SENT}.{name}" for name in self._around.sent)
        for step, gives in self._around.steps.items():
            yield from (f"{STEPS}.{step}.{name}" for name in gives)
        if self._outer is not None:
            yield from (f"{PARENT}.{name}" for name in self._outer.names())
        if self._around.has_old and self._own is not None:
            yield from (f"{OLD}.{name}" for name in self._around.definition.fields)

    def _as_it_was(self, names: tuple[str, ...], path: tuple[str, ...]) -> Reference | None:
        """What is stored, by itself; a formula is computed of that. Records looked up are not known as they were."""
        assert self._own is not None
        field = self._around.definition.field(names[0])
        if len(names) > 1 or field is None:
            return None
        if field.formula is None:
            return _renamed(self._own.resolve(names), path)
        found = RecordEnvironment(self._around.fields_of(self._around.object), self._conventions).resolve(
            names
        )
        return None if found is None else as_it_was(found)

    def _of(self, object_name: str) -> RecordEnvironment:
        return RecordEnvironment(self._around.fields_of(object_name), self._conventions, reads_formulas=True)


def _renamed(found: Reference | None, path: tuple[str, ...]) -> Reference | None:
    return None if found is None else replace(found, path=path)
