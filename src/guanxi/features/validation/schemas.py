"""A validation rule as it is declared; and the trial of a condition on a record."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct, field

from guanxi.kernel.definitions import Sentence

Condition = Annotated[str, Meta(min_length=1, max_length=10_000)]
FieldName = Annotated[str, Meta(min_length=1, max_length=120)]
Occasion = Literal["create", "update", "both"]


class ValidationRule(Struct, frozen=True, forbid_unknown_fields=True):
    """A record is refused while `error_when` holds of it, with `message` at `field`, or at the record as a whole.

    The condition sees values as they will be, `old.amount` as they were, and fields of looked-up records. With
    `when_changed` it is asked only where one of these fields gets another value.
    """

    error_when: Condition
    message: Sentence
    field: FieldName | None = None
    on: Occasion = "both"
    when_changed: Annotated[tuple[FieldName, ...], Meta(max_length=50)] = ()


class ConditionTrial(Struct, forbid_unknown_fields=True):
    """The record `record_id` with `changes`, or without it a new record of these values."""

    condition: Condition
    record_id: UUID | None = None
    changes: dict[str, Any] = field(default_factory=dict)


class ValueSeen(Struct):
    """A value that the condition read; money in major units, as a decimal string."""

    name: str
    value: Any


class ConditionOutcome(Struct):
    """Whether it holds, and of what values."""

    holds: bool
    values: list[ValueSeen]
