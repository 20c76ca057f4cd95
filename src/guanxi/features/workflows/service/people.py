"""People that a step names: by address, by a field of the record, or out of a team, a queue or a position of the company."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from guanxi.features.organisation.facade import people_of
from guanxi.features.workflows.schemas.body import FieldName
from guanxi.features.workflows.service.environment import Surroundings
from guanxi.features.workflows.service.step_types import Batch, Item
from guanxi.features.workflows.service.targets import target
from guanxi.kernel.errors import Invalid

USER = "user"


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    """`name` is an e-mail address, a lookup of a user (`owner`, `account.owner`), or the name of a team, queue or position.

    Of a team's, queue's or position's people, `round_robin` takes one after the other, `queue` the queue itself.
    """

    kind: Literal["person", "field", "team", "queue", "role", "cause"]
    name: Annotated[str, Meta(max_length=200)] = ""
    round_robin: bool = True

    def described(self) -> str:
        return self.name or self.kind


@dataclass(frozen=True, slots=True)
class PreparedPerson:
    """`of` where the record says who it is."""

    reads: frozenset[FieldName]
    of: Callable[[Item], UUID | None] | None


async def prepare_person(around: Surroundings, person: Person, place: str) -> PreparedPerson:
    """Raises 422 for a field that leads to no user and for a name that nobody has."""
    if person.kind == "cause":
        return PreparedPerson(frozenset(), lambda item: item.run.caused_by)
    if person.kind == "field":
        found = target(around, person.name, f"{place}.name")
        if found.object != USER:
            raise Invalid("workflow_not_a_user", field=f"{place}.name", params={"name": person.name})
        return PreparedPerson(found.reads, found.of)
    if not person.name:
        raise Invalid("required", field=f"{place}.name", params={"field": "name"})
    return PreparedPerson(frozenset(), None)


async def all_people(batch: Batch, person: Person, prepared: PreparedPerson) -> list[list[UUID]]:
    """Everybody meant, for each item: to tell them all something."""
    if prepared.of is not None:
        return [[found] if (found := prepared.of(item)) is not None else [] for item in batch.items]
    people = await people_of(batch.scope, person.kind, person.name)
    return [list(people)] * len(batch.items)


async def pick_people(batch: Batch, person: Person, prepared: PreparedPerson) -> list[UUID | None]:
    """One for each item. In turns: each run goes by its own number, so that a repeated step picks the same one."""
    if prepared.of is not None:
        return [prepared.of(item) for item in batch.items]
    people: Sequence[UUID] = await people_of(
        batch.scope, person.kind, person.name, itself=person.kind == "queue" and not person.round_robin
    )
    if not people:
        return [None] * len(batch.items)
    if len(people) == 1 or not person.round_robin:
        return [people[0]] * len(batch.items)
    # Ids are made in the order of time; the middle bits differ from run to run and spread evenly.
    offset = batch.items[0].run.key("turn").int % len(people)
    return [people[(offset + index) % len(people)] for index in range(len(batch.items))]
