"""Batch rules of deals: what follows from the stage, and from the dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from guanxi.kernel.changes import Draft, before_write
from guanxi.kernel.metadata import ObjectDef, Pipeline, Stage
from guanxi.kernel.tenancy import Scope

OPEN, LOST = "open", "lost"


@before_write("deal")
async def derive_from_stage(scope: Scope, drafts: Sequence[Draft]) -> None:
    """Pipeline, status, probability, close date, length of the sales cycle, currency."""
    today = scope.now.astimezone(ZoneInfo(scope.timezone)).date()
    for draft in drafts:
        if draft.op not in ("create", "update"):
            continue
        if draft.op == "create":
            draft.values["currency"] = scope.tenant.currency
        _settle_stage(draft)
        _follow_stage(draft, today)
        _measure_cycle(draft)


def _settle_stage(draft: Draft) -> None:
    """A stage given brings its pipeline along; a pipeline given alone begins at its first open stage."""
    pipelines = {pipeline.key: pipeline for pipeline in draft.definition.pipelines}
    stage_given = "stage" in draft.given and draft.values["stage"] is not None
    pipeline_given = "pipeline" in draft.given and draft.values["pipeline"] is not None
    if stage_given:
        found = draft.definition.stages.get(draft.values["stage"])
        if found is None:
            return  # an option that was refused or dropped
        pipeline, stage = found
        if pipeline_given and draft.values["pipeline"] != pipeline.key:
            draft.refuse(
                "stage", "stage_of_other_pipeline", stage=stage.key, pipeline=draft.values["pipeline"]
            )
        draft.values["pipeline"] = pipeline.key
    elif pipeline_given:
        if _pipeline_of(draft) != draft.values["pipeline"]:
            draft.values["stage"] = _first_open(pipelines[draft.values["pipeline"]])
    elif _has_no_stage(draft) and not _refused(draft, "stage", "pipeline"):
        first = draft.definition.pipelines[0]
        draft.values["pipeline"], draft.values["stage"] = first.key, _first_open(first)


def _follow_stage(draft: Draft, today: date) -> None:
    before, now = _stage_before(draft), _stage_of(draft.definition, draft.get("stage"))
    if now is None or (before is not None and before.key == now.key and draft.get("status") == now.kind):
        return
    draft.values["status"] = now.kind
    if "probability" not in draft.given or draft.values["probability"] is None:
        draft.values["probability"] = now.probability
    if now.kind != OPEN and draft.get("close_date") is None:
        draft.values["close_date"] = today
    if now.kind == OPEN and before is not None and before.kind == LOST and "lost_reason" not in draft.given:
        draft.values["lost_reason"] = None


def _measure_cycle(draft: Draft) -> None:
    """Days from engagement to close, of closed deals only."""
    begun, ended = draft.get("engage_date"), draft.get("close_date")
    is_closed = draft.get("status") not in (None, OPEN)
    days = (ended - begun).days if is_closed and begun and ended else None
    if draft.op == "create" or draft.get("cycle_days") != days:
        draft.values["cycle_days"] = days


def _has_no_stage(draft: Draft) -> bool:
    """Also where a caller empties the stage: a deal always stands in one."""
    return draft.get("stage") is None or draft.get("pipeline") is None


def _pipeline_of(draft: Draft) -> str | None:
    """The pipeline that the stage, as it was before, belongs to."""
    found = draft.definition.stages.get(draft.current["stage"]) if draft.current else None
    return found[0].key if found else None


def _stage_before(draft: Draft) -> Stage | None:
    return _stage_of(draft.definition, draft.current["stage"]) if draft.current else None


def _stage_of(definition: ObjectDef, key: str | None) -> Stage | None:
    found = definition.stages.get(key) if key else None
    return found[1] if found else None


def _first_open(pipeline: Pipeline) -> str:
    return next(stage.key for stage in pipeline.stages if stage.kind == OPEN)


def _refused(draft: Draft, *fields: str) -> bool:
    return any(error.field in fields for error in draft.errors)
