"""GET /objects/{object}/records/{id}/assignments. Rules themselves are definitions: /definitions/assignment_rule."""

from __future__ import annotations

from uuid import UUID

from litestar import get

from guanxi.features.assignment.schemas import Assignments
from guanxi.features.assignment.service.telling import assignments_of
from guanxi.kernel.tenancy import Scope


@get(
    "/objects/{object_name:str}/records/{record_id:uuid}/assignments",
    summary="Say why a record went to somebody",
    tags=["Access"],
)
async def list_assignments(caller: Scope, object_name: str, record_id: UUID) -> Assignments:
    """Each time that an assignment rule gave it to somebody: by which rule and which of its entries. The latest first, 50 at most."""
    return Assignments(await assignments_of(caller, object_name, record_id))


handlers = [list_assignments]
