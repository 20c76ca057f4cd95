"""Having the search read a field that records have values in already, or no longer read one."""

from __future__ import annotations

from guanxi.kernel.jobs import enqueue
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.tenancy import Scope

JOB = "objects.write_search_documents"


async def follow(
    scope: Scope, definition: ObjectDef, before: Field | None, after: Field | None, *, fresh: bool
) -> None:
    was, is_ = before is not None and before.searchable, after is not None and after.searchable
    if was != is_ and not fresh:
        await enqueue(scope, JOB, {"object": definition.name})
