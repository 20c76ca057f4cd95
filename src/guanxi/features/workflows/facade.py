"""What other features may do with workflows: bring types of step, and settle what a run waits for.

A type that waits for people registers a `StepType` whose `prepare` gives an `execute` that answers `Wait(memo={…})` at
first, keeping `run.id` and the step's key (`batch.node`) with what it asked for. When the answer is there, `settle` adds it
to the memo in the transaction that notes it, and `execute` is called again with `item.run.memo`.
"""

from __future__ import annotations

from guanxi.features.workflows.service.environment import Surroundings
from guanxi.features.workflows.service.people import Person, all_people, pick_people, prepare_person
from guanxi.features.workflows.service.settling import Settlement, settle
from guanxi.features.workflows.service.step_types import (
    Batch,
    Done,
    Failed,
    Item,
    Prepared,
    Result,
    Run,
    StepType,
    Wait,
    register_step,
)
from guanxi.features.workflows.service.targets import target
from guanxi.features.workflows.service.values import condition, expression, template

__all__ = [
    "Batch",
    "Done",
    "Failed",
    "Item",
    "Person",
    "Prepared",
    "Result",
    "Run",
    "Settlement",
    "StepType",
    "Surroundings",
    "Wait",
    "all_people",
    "condition",
    "expression",
    "pick_people",
    "prepare_person",
    "register_step",
    "settle",
    "target",
    "template",
]
