"""Pipelines: the stages that records of an object go through, and what is asked of a record to enter or leave one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from guanxi.kernel.metadata.labels import Label

OPEN, WON, LOST = "open", "won", "lost"

# What a field is to the pipelines of its object; `Field.role` names one.
STAGE, PIPELINE, STATUS, PROBABILITY = "stage", "pipeline", "status", "probability"
ENTERED_AT, DUE_AT = "stage_entered_at", "stage_due_at"


@dataclass(frozen=True, slots=True)
class Gate:
    """`condition` must hold; otherwise `reason` says what is to be done."""

    condition: str
    reason: Label


@dataclass(frozen=True, slots=True)
class Stage:
    """`kind` is open, won or lost; `probability` in percent. A record must meet `entry` to come in and `exit` to go on, and
    have a value in each field of `required` as long as it is here. It may go on to `next` alone, or where that is None
    to any stage; after `limit_days` it counts as stale.
    """

    key: str
    label: Label
    kind: str = OPEN
    probability: float = 0
    color: str = "gray"
    entry: tuple[Gate, ...] = ()
    exit: tuple[Gate, ...] = ()
    required: tuple[str, ...] = ()
    guidance: Label | None = None
    limit_days: int | None = None
    next: tuple[str, ...] | None = None

    def due(self, entered_at: datetime) -> datetime | None:
        return None if self.limit_days is None else entered_at + timedelta(days=self.limit_days)


@dataclass(frozen=True, slots=True)
class Pipeline:
    key: str
    label: Label
    stages: tuple[Stage, ...]


def pipeline_from_json(kept: Mapping[str, Any]) -> Pipeline:
    return Pipeline(
        kept["key"], Label.from_json(kept["label"]), tuple(_stage_from_json(each) for each in kept["stages"])
    )


def pipeline_as_json(pipeline: Pipeline) -> dict[str, Any]:
    return {
        "key": pipeline.key,
        "label": pipeline.label.as_json(),
        "stages": [_stage_as_json(stage) for stage in pipeline.stages],
    }


def _stage_from_json(kept: Mapping[str, Any]) -> Stage:
    guidance, following = kept.get("guidance"), kept.get("next")
    return Stage(
        kept["key"],
        Label.from_json(kept["label"]),
        kept.get("kind", OPEN),
        kept.get("probability", 0),
        kept.get("color", "gray"),
        _gates_from_json(kept.get("entry", ())),
        _gates_from_json(kept.get("exit", ())),
        tuple(kept.get("required", ())),
        None if guidance is None else Label.from_json(guidance),
        kept.get("limit_days"),
        None if following is None else tuple(following),
    )


def _stage_as_json(stage: Stage) -> dict[str, Any]:
    """What is not asked is left out."""
    kept = {
        "key": stage.key,
        "label": stage.label.as_json(),
        "kind": stage.kind,
        "probability": stage.probability,
        "color": stage.color,
    }
    asked = {
        "entry": _gates_as_json(stage.entry),
        "exit": _gates_as_json(stage.exit),
        "required": list(stage.required),
        "guidance": None if stage.guidance is None else stage.guidance.as_json(),
        "limit_days": stage.limit_days,
    }
    kept |= {name: value for name, value in asked.items() if value not in (None, [])}
    return kept if stage.next is None else kept | {"next": list(stage.next)}


def _gates_from_json(kept: Any) -> tuple[Gate, ...]:
    return tuple(Gate(each["condition"], Label.from_json(each["reason"])) for each in kept)


def _gates_as_json(gates: tuple[Gate, ...]) -> list[dict[str, Any]]:
    return [{"condition": gate.condition, "reason": gate.reason.as_json()} for gate in gates]
