"""What follows from the stage of a record: its pipeline, whether it is open, its probability, since when it stands there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guanxi.kernel.changes.drafts import Draft
from guanxi.kernel.metadata import ObjectDef, Pipeline, Stage
from guanxi.kernel.metadata.pipelines import (
    DUE_AT,
    ENTERED_AT,
    OPEN,
    PIPELINE,
    PROBABILITY,
    STAGE,
    STATUS,
)
from guanxi.kernel.tenancy import Scope


def settle_stages(scope: Scope, definition: ObjectDef, drafts: Sequence[Draft]) -> None:
    """Runs before the rules of features, which may go by what it sets."""
    if not definition.pipelines or STAGE not in definition.roles:
        return
    for draft in drafts:
        if draft.op in ("create", "update"):
            place = _Place(draft, definition.roles)
            _settle(place)
            _follow(scope, place)


def stage_before(draft: Draft) -> Stage | None:
    name = draft.definition.roles.get(STAGE)
    return stage_of(draft, draft.current.get(name)) if draft.current and name else None


def stage_after(draft: Draft) -> Stage | None:
    name = draft.definition.roles.get(STAGE)
    return stage_of(draft, draft.get(name)) if name else None


def stage_of(draft: Draft, key: str | None) -> Stage | None:
    found = draft.definition.stages.get(key) if key else None
    return found[1] if found else None


class _Place:
    """Where a draft stands, by what its fields are to the pipelines."""

    def __init__(self, draft: Draft, roles: Mapping[str, str]) -> None:
        self.draft = draft
        self._roles = roles

    def was_given(self, role: str) -> bool:
        name = self._roles.get(role)
        return name is not None and name in self.draft.given and self.draft.values[name] is not None

    def was_emptied(self, role: str) -> bool:
        name = self._roles.get(role)
        return name is not None and name in self.draft.given and self.draft.values[name] is None

    def get(self, role: str) -> Any:
        name = self._roles.get(role)
        return None if name is None else self.draft.get(name)

    def set(self, role: str, value: Any) -> None:
        name = self._roles.get(role)
        if name is not None and (self.draft.op == "create" or self.draft.get(name) != value):
            self.draft.values[name] = value

    def is_refused(self) -> bool:
        names = {self._roles.get(STAGE), self._roles.get(PIPELINE)}
        return any(error.field in names for error in self.draft.errors)


def _settle(place: _Place) -> None:
    """A stage given brings its pipeline along; a pipeline given alone begins at its first open stage. A new record begins
    somewhere, and one that stands in a stage does not leave all stages.
    """
    draft = place.draft
    pipelines = {pipeline.key: pipeline for pipeline in draft.definition.pipelines}
    if place.was_given(STAGE):
        found = draft.definition.stages.get(place.get(STAGE))
        if found is None:
            return  # an option that was refused or dropped
        pipeline, stage = found
        if place.was_given(PIPELINE) and place.get(PIPELINE) != pipeline.key:
            name = draft.definition.roles[STAGE]
            draft.refuse(name, "stage_of_other_pipeline", stage=stage.key, pipeline=place.get(PIPELINE))
        place.set(PIPELINE, pipeline.key)
    elif place.was_given(PIPELINE):
        if _pipeline_before(draft) != place.get(PIPELINE):
            place.set(STAGE, _first_open(pipelines[place.get(PIPELINE)]))
    elif place.was_emptied(PIPELINE) and (kept := stage_after(draft)) is not None:
        place.set(PIPELINE, draft.definition.stages[kept.key][0].key)
    elif place.get(STAGE) is None and _begins(place):
        first = draft.definition.pipelines[0]
        place.set(PIPELINE, first.key)
        place.set(STAGE, _first_open(first))


def _begins(place: _Place) -> bool:
    """Records that are older than the pipelines stay without a stage until somebody gives them one."""
    if place.is_refused():
        return False
    return place.draft.op == "create" or place.was_emptied(STAGE)


def _follow(scope: Scope, place: _Place) -> None:
    draft = place.draft
    before, now = stage_before(draft), stage_after(draft)
    if now is None:
        return
    if before is None or before.key != now.key:
        place.set(ENTERED_AT, scope.now)
        place.set(DUE_AT, now.due(scope.now) if now.kind == OPEN else None)
    elif place.get(STATUS) == now.kind:
        return
    place.set(STATUS, now.kind)
    if not place.was_given(PROBABILITY):
        place.set(PROBABILITY, now.probability)


def _pipeline_before(draft: Draft) -> str | None:
    stage = stage_before(draft)
    found = draft.definition.stages.get(stage.key) if stage else None
    return found[0].key if found else None


def _first_open(pipeline: Pipeline) -> str:
    return next(stage.key for stage in pipeline.stages if stage.kind == OPEN)
