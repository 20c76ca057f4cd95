"""Pipelines as the caller sees them: everybody what stages ask, administrators also how it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from msgspec import UNSET, UnsetType

from guanxi.features.objects.schemas import GateMeta, PipelineFields, PipelineMeta, StageMeta
from guanxi.kernel.changes.conditions import compile_condition
from guanxi.kernel.errors import Problem, render
from guanxi.kernel.metadata import Gate, Label, ObjectDef, Registry, Stage
from guanxi.kernel.metadata.conventions import Conventions
from guanxi.kernel.metadata.pipelines import DUE_AT, ENTERED_AT, PIPELINE, STAGE, STATUS
from guanxi.kernel.tenancy import Scope

T = TypeVar("T")
Problems = Mapping[str, str]
"""Why conditions cannot be evaluated, by their texts."""


def describe_pipelines(
    scope: Scope, definition: ObjectDef, problems: Problems | None = None
) -> list[PipelineMeta]:
    return [
        PipelineMeta(
            pipeline.key,
            pipeline.label.in_locale(scope.locale),
            [_stage(scope, definition, stage, problems or {}) for stage in pipeline.stages],
            _labels(scope, pipeline.label),
        )
        for pipeline in definition.pipelines
    ]


def pipeline_fields_of(scope: Scope, definition: ObjectDef) -> PipelineFields | None:
    """None for an object without pipelines, or where the caller does not see in which stage a record is."""
    seen = {
        role: name
        for role, name in definition.roles.items()
        if scope.actor.rights.sees(definition.name, name)
    }
    if not definition.pipelines or STAGE not in seen:
        return None
    return PipelineFields(seen[STAGE], *(seen.get(role) for role in (PIPELINE, STATUS, ENTERED_AT, DUE_AT)))


def _stage(scope: Scope, definition: ObjectDef, stage: Stage, problems: Problems) -> StageMeta:
    sees = scope.actor.rights.sees
    required = [name for name in stage.required if name in definition.fields and sees(definition.name, name)]
    return StageMeta(
        stage.key,
        stage.label.in_locale(scope.locale),
        stage.kind,
        stage.probability,
        stage.color,
        _gates(scope, stage.entry, problems),
        _gates(scope, stage.exit, problems),
        required or UNSET,
        UNSET if stage.guidance is None else stage.guidance.in_locale(scope.locale),
        _if_any(stage.limit_days),
        UNSET if stage.next is None else list(stage.next),
        _labels(scope, stage.label),
        _labels(scope, stage.guidance),
    )


def _gates(scope: Scope, gates: tuple[Gate, ...], problems: Problems) -> list[GateMeta] | UnsetType:
    is_editor = scope.may("company.manage")
    return [
        GateMeta(
            gate.reason.in_locale(scope.locale),
            gate.condition if is_editor else UNSET,
            gate.reason.as_json() if is_editor else UNSET,
            problems.get(gate.condition, UNSET) if is_editor else UNSET,
        )
        for gate in gates
    ] or UNSET


def gate_problems(scope: Scope, registry: Registry, definition: ObjectDef) -> Problems:
    """For administrators: what the conditions named may be gone since."""
    if not scope.may("company.manage"):
        return {}
    found = {}
    for _, stage in definition.stages.values():
        for gate in (*stage.entry, *stage.exit):
            try:
                compile_condition(registry, definition, gate.condition, Conventions.of(scope.tenant))
            except Problem as problem:
                found[gate.condition] = render(problem.code, problem.params, scope.locale)
    return found


def _labels(scope: Scope, label: Label | None) -> dict[str, str] | UnsetType:
    """Where the languages differ, for those who may change them."""
    if label is None or label.en == label.zh or not scope.may("company.manage"):
        return UNSET
    return label.as_json()


def _if_any(value: T | None) -> T | UnsetType:
    return UNSET if value is None else value
