"""Numbers for the records that are there when a field of automatic numbers is added."""

from __future__ import annotations

from guanxi.kernel.jobs import enqueue
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.tenancy import Scope

JOB = "objects.number_records"


async def follow(scope: Scope, definition: ObjectDef, before: Field | None, after: Field | None) -> None:
    if before is None and after is not None and after.numbering is not None and after.place is not None:
        arguments = {"object": definition.name, "field": after.name, "number": after.place.number}
        await enqueue(scope, JOB, arguments)
