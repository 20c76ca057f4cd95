"""The values of a file that name nothing that exists, with close matches and what was decided about each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import anyio

from guanxi.features.imports.schemas.options import Analysis, ImportOptions, ValueDecision
from guanxi.features.imports.service.lookups import Resolver
from guanxi.features.imports.service.plan import ImportPlan, plan_import
from guanxi.features.imports.service.values import (
    Candidate,
    NewOption,
    Reference,
    Refusal,
    Suggestion,
    is_safe,
    match_key,
    suggest,
)
from guanxi.kernel.metadata import Field, ObjectDef, Registry
from guanxi.kernel.tabular import ColumnProfile
from guanxi.kernel.tenancy import Scope

_SHOWN_PER_FIELD = 200
_DISTINCT_TRIED = 5_000


@dataclass(frozen=True, slots=True)
class Unresolved:
    field: Field
    value: str
    count: int
    suggestions: list[Suggestion]
    chosen: ValueDecision | None


async def find_unresolved(
    scope: Scope,
    registry: Registry,
    definition: ObjectDef,
    analysis: Analysis,
    options: ImportOptions,
    profiles: Sequence[ColumnProfile],
) -> list[Unresolved]:
    """Read every distinct value as if nothing had been decided, so that decisions stay visible and can be changed."""
    bare = ImportOptions(mapping=options.mapping, date_format=options.date_format, decimal=options.decimal)
    plan = plan_import(definition, analysis, bare, scope.tenant.currency)
    resolver = Resolver(plan, registry)
    await resolver.load(scope)
    found: list[Unresolved] = []
    for column in plan.columns:
        values = dict(list(profiles[column.index].evidence().items())[:_DISTINCT_TRIED])
        readings = {value: column.read(value) for value in values}
        if column.field.type.name == "lookup":
            bad = await _unknown_names(scope, plan, resolver, column.field, readings, profiles)
        else:
            bad = [value for value, reading in readings.items() if type(reading) in (Refusal, NewOption)]
        # Comparing names with thousands of others takes a while; others are served meanwhile.
        found += await anyio.to_thread.run_sync(_described, column.field, bad, values, resolver, options)
    return found


async def _unknown_names(
    scope: Scope,
    plan: ImportPlan,
    resolver: Resolver,
    field: Field,
    readings: Mapping[str, object],
    profiles: Sequence[ColumnProfile],
) -> list[str]:
    directory = resolver.directory_of(field)
    references = {value: reading for value, reading in readings.items() if type(reading) is Reference}
    if not directory.whole:
        await directory.seek(scope, [reference.text for reference in references.values()])
    own = _names_in_file(plan, profiles) if field.target == plan.definition.name else frozenset()
    return [
        value
        for value, reference in references.items()
        if not isinstance(directory.find(reference.text), UUID) and reference.key not in own
    ]


def _names_in_file(plan: ImportPlan, profiles: Sequence[ColumnProfile]) -> frozenset[str]:
    for column in plan.columns:
        if column.field.name == "name":
            return frozenset(match_key(value) for value in profiles[column.index].values)
    return frozenset()


def _described(
    field: Field, values: Sequence[str], counts: Mapping[str, int], resolver: Resolver, options: ImportOptions
) -> list[Unresolved]:
    candidates = _candidates(field, resolver)
    keys = [match_key(candidate.label) for candidate in candidates]
    decisions = {
        match_key(value): decision for value, decision in options.value_map.get(field.name, {}).items()
    }
    commonest = sorted(values, key=lambda value: -counts[value])[:_SHOWN_PER_FIELD]
    return [
        Unresolved(
            field, value, counts[value], suggest(value, candidates, keys), decisions.get(match_key(value))
        )
        for value in commonest
    ]


def _candidates(field: Field, resolver: Resolver) -> list[Candidate]:
    if field.type.name == "lookup":
        return resolver.directory_of(field).candidates()
    return [
        Candidate(option.value, label)
        for option in field.options
        if not option.retired
        for label in dict.fromkeys((option.label.en, option.label.zh, option.value))
    ]


def assume_close_matches(options: ImportOptions, unresolved: Sequence[Unresolved]) -> None:
    """Take close matches unasked, for a caller who cannot be asked; each is marked as assumed."""
    for item in unresolved:
        if item.chosen is None and is_safe(item.suggestions, options.accept_score):
            best = item.suggestions[0]
            options.value_map.setdefault(item.field.name, {})[item.value] = ValueDecision(
                "match", str(best.target), best.label, assumed=True
            )
