"""Types of step: what one says of itself, what it is given, how it answers.

A type is prepared once for a step of a workflow, where whatever cannot work is refused with its place, and then run for
whole batches of runs that stand at that step, in one transaction. It must not write one record at a time.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Generic, TypeAlias, TypeVar
from uuid import UUID, uuid5

from msgspec import Struct

from guanxi.features.workflows.service.environment import Reads, Surroundings
from guanxi.kernel.errors import FieldError, NotFound
from guanxi.kernel.expressions import ValueType
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope

NEXT = "next"

S = TypeVar("S", bound=Struct)


@dataclass(slots=True)
class Run:
    """One run, as the engine holds it while it carries it on. `memo` is what its step remembers while it waits."""

    id: UUID
    workflow_id: UUID
    version: int
    object: str
    record_id: UUID | None
    node: str | None
    steps: int
    attempts: int
    depth: int
    cause: dict[str, Any]
    outputs: dict[str, dict[str, Any]]
    memo: dict[str, Any] | None
    parent_id: UUID | None
    created_at: datetime
    is_new: bool = False
    occasion: str | None = None

    def key(self, purpose: str = "") -> UUID:
        """The same whenever this step of this run is made, and for nothing else: for what must not happen twice."""
        return uuid5(self.id, f"{self.node}:{self.steps}:{purpose}")

    @property
    def caused_by(self) -> UUID | None:
        found = self.cause.get("actor")
        return UUID(found) if found else None


@dataclass(slots=True)
class Item:
    """A run at this step, and the values that the step asked to know, by the names that expressions use."""

    run: Run
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """Runs of one version of one workflow at one step. `scope` is of the person who answers for it.

    `is_test`: nothing will remain of it; what leaves the database is not to be waited for.
    """

    scope: Scope
    workflow: str
    label: Label
    node: str
    items: Sequence[Item]
    is_test: bool = False


@dataclass(frozen=True, slots=True)
class Child:
    """A run that a step begins: it goes by the step's way of that name, or starts where another workflow starts."""

    id: UUID
    object: str
    record_id: UUID | None
    way: str | None = None
    workflow_id: UUID | None = None  # None: the one whose step this is
    version: int | None = None
    outputs: Mapping[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """Goes on by this way. `output` is JSON, and for later steps; `input` tells people what the step was given."""

    way: str = NEXT
    output: Mapping[str, Any] = field(default_factory=dict)
    input: Mapping[str, Any] = field(default_factory=dict)
    change_set_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Comes to this step again at `until`, when its children have ended, when `settle` says so, or, if it `watches`, at a
    change of its record; `memo` is handed back then.
    """

    until: datetime | None = None
    watches: bool = False
    memo: Mapping[str, Any] = field(default_factory=dict)
    children: Sequence[Child] = ()
    input: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failed:
    """`passing`: worth another attempt, a little later each time."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    errors: Sequence[FieldError] = ()
    input: Mapping[str, Any] = field(default_factory=dict)
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Stopped:
    """Ends the run, as a success."""

    reason: str = ""


Result: TypeAlias = Done | Wait | Failed | Stopped
Execute = Callable[[Batch], Awaitable[Sequence[Result]]]
"""One result for each item, in their order."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """`reads` is what the step wants to know. `gives` types what it leaves for later steps."""

    execute: Execute
    reads: Reads = frozenset()
    gives: Mapping[str, ValueType] = field(default_factory=dict)
    gives_object: str | None = None  # of the record whose `id` it gives
    ways: tuple[str, ...] = (NEXT,)
    body: tuple[str, str] | None = (
        None  # of a loop: the way into it, and the object of the records that go through it
    )
    writes: tuple[tuple[str, str], ...] = ()  # (object, field) written on the record that the run is about


Prepare = Callable[[Surroundings, S], Awaitable[Prepared]]


@dataclass(frozen=True, slots=True)
class StepType(Generic[S]):
    """`prepare` raises Invalid with `field` naming the place within the settings."""

    name: str
    label: Label
    settings: type[S]
    prepare: Prepare[S]
    group: str = "other"


_types: dict[str, StepType[Any]] = {}


def register_step(step_type: StepType[Any]) -> StepType[Any]:
    known = _types.get(step_type.name)
    if known is not None and known.settings is not step_type.settings:
        raise ValueError(f"Two types of step are called {step_type.name!r}.")
    _types[step_type.name] = step_type
    return step_type


def step_types() -> Mapping[str, StepType[Any]]:
    return MappingProxyType(_types)


def step_type_named(name: str) -> StepType[Any]:
    found = _types.get(name)
    if found is None:
        raise NotFound("workflow_step_type_unknown", params={"type": name[:40]})
    return found
