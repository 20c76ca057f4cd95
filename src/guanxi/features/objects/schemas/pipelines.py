"""Pipelines with their stages, told and changed."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from guanxi.features.objects.schemas.words import Color, Guidance, HelpText, Key, LabelText, StageKind


class GateMeta(Struct):
    """What a stage asks, as a sentence. The condition, and the sentence in each language, are told to administrators.
    `problem` says why a condition can no longer be evaluated; it holds nobody up then.
    """

    reason: str
    condition: str | UnsetType = UNSET
    reasons: dict[str, str] | UnsetType = UNSET
    problem: str | UnsetType = UNSET


class StageMeta(Struct):
    """`entry` is asked of a record that comes in, `exit` of one that goes on; `required` fields have a value while it is here.
    After `limit_days` it counts as stale. `next` are the stages that it may go to, if not to any. `labels` and `guidances`
    are told to administrators.
    """

    key: str
    label: str
    kind: str
    probability: float
    color: str
    entry: list[GateMeta] | UnsetType = UNSET
    exit: list[GateMeta] | UnsetType = UNSET
    required: list[str] | UnsetType = UNSET
    guidance: str | UnsetType = UNSET
    limit_days: int | UnsetType = UNSET
    next: list[str] | UnsetType = UNSET
    labels: dict[str, str] | UnsetType = UNSET
    guidances: dict[str, str] | UnsetType = UNSET


class PipelineMeta(Struct):
    key: str
    label: str
    stages: list[StageMeta]
    labels: dict[str, str] | UnsetType = UNSET


class PipelineFields(Struct):
    """The names of the fields that keep where a record stands: stage, pipeline, status, since when, and until when it is not
    stale. `stage_due_at < now()` finds the stale ones.
    """

    stage: str
    pipeline: str | None
    status: str | None
    stage_entered_at: str | None
    stage_due_at: str | None


class GateChange(Struct, forbid_unknown_fields=True):
    """`condition` must hold of the record as it would be; `reason` tells a person what to do where it does not. `reasons` and
    `problem` may be sent back as they were told.
    """

    condition: Annotated[str, Meta(min_length=1, max_length=10_000)]
    reason: HelpText | dict[Literal["en", "zh-CN"], HelpText]
    reasons: dict[Literal["en", "zh-CN"], str] | None = None
    problem: str | None = None


GateChanges = Annotated[list[GateChange], Meta(max_length=20)]


class StageChange(Struct, forbid_unknown_fields=True):
    """Of a stage that there is, what is left out stays as it was. `next` as null: it may go on to any stage. `labels` and
    `guidances` may be sent back as they were told.
    """

    key: Key
    label: LabelText
    kind: StageKind = "open"
    probability: Annotated[float, Meta(ge=0, le=100)] | None = None
    color: Color | None = None
    entry: GateChanges | UnsetType = UNSET
    exit: GateChanges | UnsetType = UNSET
    required: Annotated[list[Annotated[str, Meta(max_length=60)]], Meta(max_length=30)] | UnsetType = UNSET
    guidance: Guidance | dict[Literal["en", "zh-CN"], Guidance] | UnsetType | None = UNSET
    limit_days: Annotated[int, Meta(ge=1, le=3650)] | UnsetType | None = UNSET
    next: Annotated[list[Key], Meta(max_length=30)] | UnsetType | None = UNSET
    labels: dict[Literal["en", "zh-CN"], str] | None = None
    guidances: dict[Literal["en", "zh-CN"], str] | None = None


class PipelineChange(Struct, forbid_unknown_fields=True):
    key: Key
    label: LabelText
    stages: Annotated[list[StageChange], Meta(max_length=30)]
    labels: dict[Literal["en", "zh-CN"], str] | None = None


class PipelinesChange(Struct, forbid_unknown_fields=True):
    """All pipelines, in their order; stages too. None takes them away, where the company gave them to the object."""

    pipelines: Annotated[list[PipelineChange], Meta(max_length=20)]


class Pipelines(Struct):
    pipelines: list[PipelineMeta] = field(default_factory=list)
