"""The expressions of a process, read once: conditions of entry and of steps, people, and what it sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from guanxi.features.approvals.schemas.body import Approver, Process, walk
from guanxi.kernel.errors import Problem
from guanxi.kernel.expressions import (
    EvaluationContext,
    Program,
    Rate,
    TypedValue,
    check,
    check_value,
    parse,
    rates_in,
    to_getter,
    to_program,
)
from guanxi.kernel.metadata import Conventions, ObjectDef, Registry
from guanxi.kernel.query import Fields, RecordEnvironment
from guanxi.kernel.query.fields import Sees
from guanxi.kernel.tenancy import Scope

USER = "user"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Test:
    program: Program
    reads: frozenset[str]
    rates: frozenset[Rate]

    def holds(self, row: Row, context: EvaluationContext) -> bool:
        return self.program.evaluate([row], context)[0]


@dataclass(frozen=True, slots=True)
class Computed:
    typed: TypedValue
    reads: frozenset[str]
    rates: frozenset[Rate]

    def of(self, row: Row, context: EvaluationContext) -> Any:
        return to_getter(self.typed, context)(row)


class Reader:
    """Reads expressions over one object, as somebody sees its fields. Raises `expression_…` with the place."""

    def __init__(self, scope: Scope, registry: Registry, definition: ObjectDef, sees: Sees) -> None:
        fields = Fields(registry, definition, sees)
        self.environment = RecordEnvironment(fields, Conventions.of(scope.tenant), reads_formulas=True)

    def test(self, text: str, place: str) -> Test:
        with at(place):
            typed = check(parse(text), self.environment, in_memory=True)
        return Test(to_program(typed), frozenset(each.dotted for each in typed.references), rates_in(typed))

    def value(self, text: str, place: str) -> Computed:
        with at(place):
            typed = check_value(parse(text), self.environment, in_memory=True)
        return Computed(typed, frozenset(each.dotted for each in typed.references), rates_in(typed))


@dataclass(frozen=True, slots=True)
class Plan:
    """`tests` and `values` by their text. `reads` are the fields of the record that any of them names, `rates` the
    exchange rates that they ask for.
    """

    tests: Mapping[str, Test]
    values: Mapping[str, Computed]
    chains: Mapping[str, Test]  # over users
    reads: frozenset[str]
    rates: frozenset[Rate]

    def holds(self, condition: str | None, row: Row, context: EvaluationContext) -> bool:
        """A condition that can no longer be read holds: its people are rather asked than passed over."""
        test = self.tests.get(condition) if condition else None
        return test is None or test.holds(row, context)


def everything(object_name: str, field_name: str) -> bool:
    return True


def plan_of(
    scope: Scope,
    registry: Registry,
    object_name: str,
    body: Process,
    sees: Sees = everything,
    *,
    lenient: bool = False,
) -> Plan:
    """Raises `expression_…` and `field_unknown` with the place in the body; or, if `lenient`, leaves out what names something
    that is gone since.
    """
    record = Reader(scope, registry, registry.object(object_name), sees)
    users = Reader(scope, registry, registry.object(USER), sees)
    caught: tuple[type[Problem], ...] = (Problem,) if lenient else ()
    tests: dict[str, Test] = {}
    values: dict[str, Computed] = {}
    chains: dict[str, Test] = {}
    fields: set[str] = set()
    for text, place in _conditions(body):
        with suppress(*caught):
            tests[text] = record.test(text, place)
    for text, place in _values(body):
        with suppress(*caught):
            values[text] = record.value(text, place)
    for approver, place in approvers_of(body):
        if approver.until:
            with suppress(*caught):
                chains[approver.until] = users.test(approver.until, f"{place}.until")
        if approver.field and record.environment.resolve(tuple(approver.field.split("."))) is not None:
            fields.add(approver.field)
        if approver.manager_of == "owner":
            fields.add("owner")
    reads = frozenset(fields).union(
        *(each.reads for each in tests.values()), *(each.reads for each in values.values())
    )
    rates = frozenset[Rate]().union(
        *(each.rates for each in tests.values()), *(each.rates for each in values.values())
    )
    return Plan(tests, values, chains, reads, rates)


def _conditions(body: Process) -> Iterator[tuple[str, str]]:
    if body.condition:
        yield body.condition, "body.condition"
    for step, place, _ in walk(body.steps):
        if step.condition:
            yield step.condition, f"{place}.condition"


def _values(body: Process) -> Iterator[tuple[str, str]]:
    for approver, place in approvers_of(body):
        if approver.formula:
            yield approver.formula, f"{place}.formula"
    for name, setting in body.settings.items():
        for field, text in setting.set.items():
            if text.strip():
                yield text, f"body.{name}.set.{field}"


def approvers_of(body: Process) -> list[tuple[Approver, str]]:
    """Everybody whom the process names, each with the place."""
    found: list[tuple[Approver, str]] = []
    if body.submitters != "editors":
        found += [(each, f"body.submitters[{index}]") for index, each in enumerate(body.submitters)]
    for step, place, _ in walk(body.steps):
        found += [(each, f"{place}.approvers[{index}]") for index, each in enumerate(step.approvers)]
        if step.deadline is not None and step.deadline.to is not None:
            found.append((step.deadline.to, f"{place}.deadline.to"))
    return found


def context_of(scope: Scope, me: UUID | None) -> EvaluationContext:
    """Days and times are the company's: a process is the same for everybody."""
    return EvaluationContext(scope.now, scope.tenant.timezone, me, scope.tenant.timezone)


class at:
    """Names the place of whatever is refused within."""

    def __init__(self, place: str) -> None:
        self._place = place

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Problem):
            error.field = self._place
