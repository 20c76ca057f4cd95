"""Conditions of administrators' rules over drafts: the record as it will be, `old.` as it was, and what it looks up.

They speak of the company's records, not of what the writer sees of them: a rule holds for everybody alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Uuid, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.currencies import give_rates
from guanxi.kernel.db import Prepared, prepare
from guanxi.kernel.errors import Problem
from guanxi.kernel.expressions import (
    Derived,
    Environment,
    EvaluationContext,
    Program,
    Rate,
    Reference,
    ValueType,
    check,
    names_in,
    parse,
    rates_in,
    to_program,
)
from guanxi.kernel.metadata import Conventions, Field, ObjectDef, Records, Registry
from guanxi.kernel.metadata.storing import columns_read, stored_value
from guanxi.kernel.query import FieldPath, Fields
from guanxi.kernel.query.fields import RecordEnvironment
from guanxi.kernel.tenancy import Scope

OLD = "old"
Row = Mapping[str, Any]


class DraftEnvironment:
    """What a condition over drafts may name: fields, those of looked-up records, and fields as they were before."""

    def __init__(self, fields: Fields, conventions: Conventions) -> None:
        self._record = RecordEnvironment(fields, conventions)
        self.money_exponent = conventions.money_exponent
        self.fiscal_month = conventions.fiscal_month
        self.work_calendar = conventions.work_calendar
        self.currency = conventions.currency

    def resolve(self, path: tuple[str, ...]) -> Reference | None:
        if path[0] != OLD:
            found = self._record.resolve(path)
            return None if found is None or found.type is ValueType.LINKS else found
        found = self._record.resolve(path[1:])
        if found is None or found.type is ValueType.LINKS or found.lookups:
            return None
        return as_it_was(found)

    def names(self) -> Iterator[str]:
        for name in self._record.names():
            yield name
            if "." not in name:
                yield f"{OLD}.{name}"


class _BeforeEnvironment:
    """What a formula names, as it was before. Records looked up are not known as they were."""

    def __init__(self, now: Environment) -> None:
        self._now = now
        self.money_exponent = now.money_exponent
        self.fiscal_month = now.fiscal_month
        self.work_calendar = now.work_calendar
        self.currency = now.currency

    def resolve(self, path: tuple[str, ...]) -> Reference | None:
        found = self._now.resolve(path)
        return None if found is None or found.lookups else as_it_was(found)

    def names(self) -> Iterable[str]:
        return self._now.names()


def as_it_was(found: Reference) -> Reference:
    """The same field as it was; a formula with it, computed from what it reads as that was."""
    formula = found.derived
    if formula is not None:
        environment = _BeforeEnvironment(formula.environment)
        formula = Derived(f"{OLD}.{formula.name}", formula.expression, environment)
    return Reference(
        (OLD, *found.path),
        found.type,
        options=found.options,
        handle=found.handle,
        labels=found.labels,
        derived=formula,
        parts={name: as_it_was(part) for name, part in found.parts.items()},
        is_part=found.is_part,
    )


@dataclass(frozen=True, slots=True)
class DraftCondition:
    """`reads` are the object's own fields that it reads, lookups that it follows among them; `paths` what lies behind those."""

    program: Program
    depends_on_context: bool
    reads: frozenset[str]
    reads_old: frozenset[str]
    paths: tuple[FieldPath, ...]
    rates: frozenset[Rate] = frozenset()

    def holds(self, rows: Sequence[Row], context: EvaluationContext) -> list[bool]:
        return self.program.evaluate(rows, context if self.depends_on_context else None)


def compile_condition(
    registry: Registry,
    definition: ObjectDef,
    text: str,
    conventions: Conventions,
    sees: Callable[[str, str], bool] | None = None,
) -> DraftCondition:
    """Raises `expression_…` problems. `sees` limits it to fields that somebody sees."""
    fields = Fields(registry, definition, sees or _sees_everything)
    typed = check(parse(text), DraftEnvironment(fields, conventions), in_memory=True)
    program = to_program(typed)
    try:
        program.evaluate([])
        depends_on_context = False
    except LookupError:
        depends_on_context = True
    paths = [reference.handle for reference in typed.references if isinstance(reference.handle, FieldPath)]
    return DraftCondition(
        program,
        depends_on_context,
        frozenset(reference.path[0] for reference in typed.references if reference.path[0] != OLD),
        frozenset(reference.path[1] for reference in typed.references if reference.path[0] == OLD),
        tuple(sorted((path for path in paths if path.through is not None), key=lambda path: path.name)),
        rates_in(typed.condition),
    )


def fields_named(registry: Registry, definition: ObjectDef, text: str) -> set[tuple[str, str]]:
    """(object, field) of whatever a condition names, be it there or not. Nothing of one that cannot be read."""
    try:
        names = [each.path for each in names_in(parse(text).root)]
    except Problem:
        return set()
    found = set()
    for path in names:
        own = path[1:] if path[0] == OLD and len(path) > 1 else path
        found.add((definition.name, own[0]))
        lookup = definition.field(own[0])
        if len(own) > 1 and lookup is not None and lookup.target is not None:
            found.add((lookup.target, own[1]))
    return found


def context_of(scope: Scope) -> EvaluationContext:
    return EvaluationContext(scope.now, scope.timezone, scope.actor.user_id, scope.tenant.timezone)


async def rows_of(
    scope: Scope,
    drafts: Sequence[Draft],
    conditions: Iterable[DraftCondition],
    *,
    as_caller: bool = False,
) -> list[dict[str, Any]]:
    """What the conditions read of each draft: own fields by name, others as `account.industry` and `old.amount`, and the
    exchange rates of the days that it speaks of.

    One query for each object that they look up, however many records and conditions there are. `as_caller` leaves empty
    what lies in records that the caller does not see.
    """
    rows = [{**(draft.current or {}), **draft.values, "id": draft.id} for draft in drafts]
    old: set[str] = set()
    paths: dict[str, FieldPath] = {}
    rates: set[Rate] = set()
    for condition in conditions:
        rates |= condition.rates
        old |= condition.reads_old
        paths.update({path.name: path for path in condition.paths})
    for name in old:
        key = f"{OLD}.{name}"
        for draft, row in zip(drafts, rows, strict=True):
            row[key] = draft.current.get(name) if draft.current is not None else None
    if paths:
        async with nullcontext() if as_caller else elevated(scope):
            await _look_up(scope, drafts, rows, list(paths.values()))
    await give_rates(scope, rates, rows, context_of(scope))
    return rows


async def _look_up(
    scope: Scope, drafts: Sequence[Draft], rows: Sequence[dict[str, Any]], paths: Sequence[FieldPath]
) -> None:
    """Step by step: what lies two lookups away is found by what the first has led to."""
    for steps in _by_distance(paths):
        by_target: defaultdict[str, list[_Step]] = defaultdict(list)
        for step in steps:
            by_target[step.target.name].append(step)
        for wanted in by_target.values():
            target = wanted[0].target
            found = await _values_of(scope, target, wanted, rows)
            # Records of this very batch are not there yet, or not yet as they will be.
            found.update(
                {
                    draft.id: partial(_drafted, draft)
                    for draft in drafts
                    if draft.definition.name == target.name
                }
            )
            for step in wanted:
                for row in rows:
                    get = found.get(row.get(step.lookup))
                    row[step.name] = None if get is None else get(step.leaf.name)


def _drafted(draft: Draft, name: str) -> Any:
    """A value as it will be, or a part of one."""
    own, dot, part = name.partition(".")
    value = draft.get(own)
    return value[part] if dot and value is not None else value


@dataclass(frozen=True, slots=True)
class _Step:
    """`leaf` of the records whose ids rows hold under `lookup`, to be put under `name`."""

    lookup: str
    name: str
    leaf: Field
    target: ObjectDef


def _by_distance(paths: Sequence[FieldPath]) -> list[list[_Step]]:
    found: defaultdict[int, dict[str, _Step]] = defaultdict(dict)
    for path in paths:
        assert path.through is not None and path.target is not None
        names = path.name.split(".")
        targets = [path.target, *(target for _, target in path.beyond)]
        leaves = [*(through for through, _ in path.beyond), path.field.whole or path.field]
        for at, (target, leaf) in enumerate(zip(targets, leaves, strict=True), start=1):
            name = ".".join(names[: at + 1])
            found[at][name] = _Step(".".join(names[:at]), name, leaf, target)
    return [list(found[at].values()) for at in sorted(found)]


async def _values_of(
    scope: Scope, target: ObjectDef, wanted: Sequence[_Step], rows: Sequence[Row]
) -> dict[UUID | None, Callable[[str], Any]]:
    throughs = {step.lookup for step in wanted}
    ids = {row[name] for row in rows for name in throughs if row.get(name) is not None}
    if not ids:
        return {}
    leaves = {step.leaf.name: step.leaf for step in wanted}
    statement = _select(target.records, columns_read(leaves.values()))
    records = await scope.tx.fetch(statement, {"tenant_id": scope.tenant.id, "ids": sorted(ids)})
    return {record["id"]: _values(leaves, record).get for record in records}


def _values(leaves: Mapping[str, Field], record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: stored_value(field, record) for name, field in leaves.items()}


@lru_cache(maxsize=1024)
def _select(records: Records, columns: tuple[str, ...]) -> Prepared:
    table = records.rows
    return prepare(
        select(table.c.id, *[table.c[name] for name in columns if name != "id"]).where(
            table.c.tenant_id == bindparam("tenant_id", type_=BigInteger),
            table.c.id == bindparam("ids", type_=ARRAY(Uuid)).any_(),
        )
    )


def _sees_everything(object_name: str, field_name: str) -> bool:
    return True
