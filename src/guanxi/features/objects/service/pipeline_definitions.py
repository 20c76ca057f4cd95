"""Pipelines as administrators describe them, checked and made into pipelines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import UNSET, UnsetType

from guanxi.features.objects.schemas import GateChange, PipelineChange, StageChange
from guanxi.features.objects.service.labels import label_of
from guanxi.kernel.changes.conditions import compile_condition
from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import ExpressionRefused
from guanxi.kernel.metadata import Gate, Label, ObjectDef, Pipeline, Registry, Stage
from guanxi.kernel.metadata.conventions import Conventions
from guanxi.kernel.tenancy import Scope

_USUAL_PROBABILITY = {"open": 50.0, "won": 100.0, "lost": 0.0}
_USUAL_COLOR = {"open": "blue", "won": "green", "lost": "red"}
Texts = str | dict[Literal["en", "zh-CN"], str]


def pipeline_from(scope: Scope, definition: ObjectDef, change: PipelineChange) -> Pipeline:
    current = next((each for each in definition.pipelines if each.key == change.key), None)
    label = label_of(scope, change.label, current.label if current else None, f"pipelines.{change.key}")
    return Pipeline(change.key, label, tuple(_stage(scope, definition, each) for each in change.stages))


def check_pipelines(
    scope: Scope,
    registry: Registry,
    definition: ObjectDef,
    pipelines: tuple[Pipeline, ...],
    *,
    before: Sequence[Pipeline] = (),
) -> None:
    """What was asked before is not asked about again: it may name what somebody else sees.

    Raises 422 `stage_condition_empty`, `stage_field_unusable`, `stage_next_unknown`, and `expression_…` with the place.
    """
    changed = definition.with_pipelines(pipelines)
    registry = registry.with_objects({definition.name: changed})
    known = {stage.key: stage for pipeline in before for stage in pipeline.stages}
    for pipeline in pipelines:
        keys = {stage.key for stage in pipeline.stages}
        for stage in pipeline.stages:
            _check_stage(scope, registry, changed, stage, known.get(stage.key), keys)


def _check_stage(
    scope: Scope,
    registry: Registry,
    definition: ObjectDef,
    stage: Stage,
    before: Stage | None,
    keys: set[str],
) -> None:
    place = f"pipelines.{stage.key}"
    sees = scope.actor.rights.sees
    asked = set() if before is None else {*before.entry, *before.exit}
    for gate in (*stage.entry, *stage.exit):
        if not (gate.reason.en.strip() or gate.reason.zh.strip()):
            raise Invalid("stage_condition_empty", field=place)
        if gate in asked:
            continue
        try:
            compile_condition(registry, definition, gate.condition, Conventions.of(scope.tenant), sees)
        except ExpressionRefused as refused:
            refused.field = place
            raise
    for name in stage.required:
        field = definition.field(name)
        if before is not None and name in before.required:
            continue
        if field is None or field.read_only or not sees(definition.name, name):
            raise Invalid("stage_field_unusable", field=place, params={"name": name})
    for key in stage.next or ():
        if key not in keys or key == stage.key:
            raise Invalid("stage_next_unknown", field=place, params={"key": key})


def _stage(scope: Scope, definition: ObjectDef, change: StageChange) -> Stage:
    found = definition.stages.get(change.key)
    current = found[1] if found else None
    was = current or Stage(change.key, Label("", ""))
    place = f"pipelines.{change.key}"
    probability = change.probability
    if probability is None:
        probability = current.probability if current else _USUAL_PROBABILITY[change.kind]
    return Stage(
        change.key,
        label_of(scope, change.label, current.label if current else None, place),
        change.kind,
        probability,
        change.color or (current.color if current else _USUAL_COLOR[change.kind]),
        _gates(scope, change.entry, was.entry),
        _gates(scope, change.exit, was.exit),
        was.required if change.required is UNSET else tuple(dict.fromkeys(change.required)),
        was.guidance if change.guidance is UNSET else _guidance(scope, change.guidance, was.guidance),
        was.limit_days if change.limit_days is UNSET else change.limit_days,
        was.next if change.next is UNSET else None if change.next is None else tuple(change.next),
    )


def _gates(
    scope: Scope, given: Sequence[GateChange] | UnsetType, before: tuple[Gate, ...]
) -> tuple[Gate, ...]:
    """A reason given as one text is that of the caller's language; a gate with the same condition keeps the other one."""
    if given is UNSET:
        return before
    known = {gate.condition: gate.reason for gate in before}
    return tuple(
        Gate(each.condition, _texts(scope, each.reason, known.get(each.condition))) for each in given
    )


def _guidance(scope: Scope, given: Texts | UnsetType | None, before: Label | None) -> Label | None:
    if given is None or given is UNSET:
        return None
    label = _texts(scope, given, before)
    return label if label.en.strip() or label.zh.strip() else None


def _texts(scope: Scope, given: Texts, current: Label | None) -> Label:
    """Paragraphs stay as they are written; see `label_of`."""
    if isinstance(given, dict):
        kept: dict[str, str] = current.as_json() if current else {}
        return Label.from_json(kept | {language: text for language, text in given.items()})
    if current is None or not given.strip():
        return Label(given, given)
    return Label(current.en, given) if scope.locale.startswith("zh") else Label(given, current.zh)
