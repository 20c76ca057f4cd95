"""Wait: so long, until the day in a field, or until a condition holds for the record, with a time at which to give up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from msgspec import Meta, Struct

from guanxi.features.workflows.schemas.body import Clock, FieldName, Text
from guanxi.features.workflows.service.environment import Surroundings
from guanxi.features.workflows.service.step_types import (
    NEXT,
    Batch,
    Done,
    Item,
    Prepared,
    Result,
    StepType,
    Wait,
    register_step,
)
from guanxi.features.workflows.service.values import condition
from guanxi.kernel.errors import Invalid
from guanxi.kernel.expressions import ValueType
from guanxi.kernel.expressions.problems import closest
from guanxi.kernel.metadata import Label
from guanxi.kernel.tenancy import Scope

TIMEOUT = "timeout"
_SECONDS = {"minutes": 60, "hours": 3_600, "days": 86_400}
MOST_DAYS = 3_650


class Duration(Struct, frozen=True, forbid_unknown_fields=True):
    amount: Annotated[int, Meta(ge=1, le=100_000)]
    unit: Literal["minutes", "hours", "days"] = "days"

    @property
    def length(self) -> timedelta:
        return min(timedelta(seconds=self.amount * _SECONDS[self.unit]), timedelta(days=MOST_DAYS))


class UntilDay(Struct, frozen=True, forbid_unknown_fields=True):
    """So many days after the day in a field (before, where negative), at a time of the company's day."""

    field: FieldName
    days: Annotated[int, Meta(ge=-3_650, le=3_650)] = 0
    at: Clock = "09:00"


class WaitStep(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the three. `timeout` belongs to `until` and leads out by the way of that name."""

    duration: Duration | None = None
    day: UntilDay | None = None
    until: Text = ""
    timeout: Duration | None = None


async def prepare(around: Surroundings, settings: WaitStep) -> Prepared:
    if sum((settings.duration is not None, settings.day is not None, bool(settings.until))) != 1:
        raise Invalid("workflow_wait_one", field=None)
    if settings.duration is not None:
        return _for_duration(settings.duration)
    if settings.day is not None:
        return _until_day(around, settings.day)
    if settings.timeout is None:
        raise Invalid("required", field="timeout", params={"field": "timeout"})
    return _until_condition(around, settings, settings.timeout)


def _for_duration(duration: Duration) -> Prepared:
    async def execute(batch: Batch) -> Sequence[Result]:
        until = batch.scope.now + duration.length
        return [_until(batch.scope, item, until) for item in batch.items]

    return Prepared(execute)


def _until_day(around: Surroundings, day: UntilDay) -> Prepared:
    reference = around.environment.resolve(tuple(day.field.split(".")))
    if reference is None or reference.type not in (ValueType.DATE, ValueType.DATETIME):
        suggestion = closest(day.field, around.environment.names())
        raise Invalid(
            "field_unknown", field="day.field", params={"name": day.field, "suggestion": suggestion}
        )

    async def execute(batch: Batch) -> Sequence[Result]:
        return [
            _until(batch.scope, item, moment_of(batch.scope, item.values.get(day.field), day.days, day.at))
            for item in batch.items
        ]

    return Prepared(execute, frozenset({day.field}))


def _until_condition(around: Surroundings, settings: WaitStep, timeout: Duration) -> Prepared:
    test = condition(around, settings.until, "until")

    async def execute(batch: Batch) -> Sequence[Result]:
        held = test.test(batch.scope, [(item.values, item.run.caused_by) for item in batch.items])
        return [
            Done() if holds else _watching(batch.scope, item, timeout)
            for item, holds in zip(batch.items, held, strict=True)
        ]

    return Prepared(execute, test.reads, ways=(NEXT, TIMEOUT))


def _watching(scope: Scope, item: Item, timeout: Duration) -> Result:
    given_up = _kept(item)
    if given_up is None:
        given_up = scope.now + timeout.length
    elif given_up <= scope.now:
        return Done(TIMEOUT)
    return Wait(given_up, watches=True, memo={"until": given_up.isoformat()}, input={"until": given_up})


def _until(scope: Scope, item: Item, until: datetime | None) -> Result:
    """Where it began to wait decides; a day that is empty or past lets it go on."""
    kept = _kept(item)
    if kept is not None:
        until = kept
    if until is None or until <= scope.now:
        return Done()
    return Wait(until, memo={"until": until.isoformat()}, input={"until": until})


def _kept(item: Item) -> datetime | None:
    kept = (item.run.memo or {}).get("until")
    return datetime.fromisoformat(kept) if kept else None


def moment_of(scope: Scope, value: Any, days: int, at: str) -> datetime | None:
    """The instant that is meant, in the company's time zone; None where it lies beyond all calendars."""
    if value is None:
        return None
    zone = ZoneInfo(scope.tenant.timezone)
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    day = value.astimezone(zone).date() if isinstance(value, datetime) else value
    hour, minute = map(int, at.split(":"))
    try:
        return datetime.combine(day + timedelta(days=days), time(hour, minute), zone)
    except OverflowError:
        return None


register_step(StepType("wait", Label("Wait", "等待"), WaitStep, prepare, "logic"))
