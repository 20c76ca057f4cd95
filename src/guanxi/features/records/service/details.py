"""Deleting and restoring records of which very many others are parts: in steps, as a job, all one change-set."""

from __future__ import annotations

from uuid import UUID

from guanxi.features.records.schemas import Changed
from guanxi.kernel.changes import Change, apply
from guanxi.kernel.changes.following import (
    MOST_DETAILS,
    TOO_MANY,
    count_details,
    lowest_details,
    next_details_deleted_with,
)
from guanxi.kernel.changes.model import Operation
from guanxi.kernel.errors import Problem
from guanxi.kernel.ids import new_id
from guanxi.kernel.jobs import enqueue
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.tenancy import Scope

JOB = "records.with_details"
AT_ONCE = 1_000


async def change_with_details(
    scope: Scope, op: Operation, object_name: str, record_id: UUID, version: int | None
) -> Changed:
    """At once, or as a job where more than `MOST_DETAILS` records go along."""
    try:
        outcome = await apply(scope, [Change(op, object_name, record_id, version=version)])
    except Problem as problem:
        if all(error.code != TOO_MANY for error in problem.errors):
            raise
    else:
        return Changed(outcome.change_set_id)
    change_set_id = new_id()
    args = {
        "object": object_name, "record_id": str(record_id), "op": op, "version": version,
        "change_set_id": str(change_set_id), "source": scope.source,
    }  # fmt: skip
    return Changed(change_set_id, await enqueue(scope, JOB, args))


async def take_next(
    scope: Scope, op: Operation, object_name: str, record_id: UUID, change_set_id: UUID, source: str
) -> int | None:
    """The next details, deleted from the lowest level up, or restored; how many, None once none are left."""
    definition = (await registry_of(scope)).object(object_name)
    found = (
        await lowest_details(scope, definition, [record_id], AT_ONCE)
        if op == "delete"
        else await next_details_deleted_with(scope, definition, record_id, AT_ONCE)
    )
    if found is None:
        return None
    detail, ids = found
    changes = [Change(op, detail.name, each) for each in ids]
    await apply(scope, changes, source=source, change_set_id=change_set_id)
    return len(ids)


async def fitting(scope: Scope, object_name: str, ids: list[UUID]) -> list[UUID]:
    """The first of these records whose details can be deleted with them at once; one at least."""
    definition = (await registry_of(scope)).object(object_name)
    while len(ids) > 1 and (await count_details(scope, definition, ids)).total() > MOST_DETAILS:
        ids = ids[: len(ids) // 2]
    return ids


async def has_many_details(scope: Scope, object_name: str, ids: list[UUID]) -> bool:
    definition = (await registry_of(scope)).object(object_name)
    return (await count_details(scope, definition, ids)).total() > MOST_DETAILS
