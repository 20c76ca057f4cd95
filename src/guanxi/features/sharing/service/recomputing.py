"""Bringing the principals on records up to date, as a job."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from guanxi.kernel.jobs import enqueue
from guanxi.kernel.metadata import registry_of
from guanxi.kernel.permissions import is_shareable
from guanxi.kernel.tenancy import Scope

JOB = "sharing.recompute"
FOLLOW_JOB = "sharing.follow_masters"


async def recompute(
    scope: Scope, *, owners: Sequence[UUID] | None = None, object_names: Sequence[str] | None = None
) -> UUID:
    """Queues it in the caller's transaction, after what has changed there; the job's id.

    Of the records of these objects and owners, or of all, those of deleted objects too: restored they must not be shared
    as they once were. Raises NotFound for an unknown object.
    """
    registry = await registry_of(scope)
    everything = (*(each.name for each in registry), *registry.deleted)
    names = [registry.object(name).name for name in object_names] if object_names else everything
    args = {
        "objects": [name for name in names if is_shareable(name)],
        "owners": None if owners is None else [str(owner) for owner in dict.fromkeys(owners)],
    }
    return await enqueue(scope, JOB, args)


async def follow_masters(scope: Scope, object_name: str, ids: Sequence[UUID]) -> None:
    """Queues sharing the details of these records as the records are shared."""
    await enqueue(scope, FOLLOW_JOB, {"object": object_name, "ids": [str(each) for each in ids]})
