"""POST /objects/{object}/records/{id}/take."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, post

from guanxi.features.organisation.routes.parameters import TAGS, changed
from guanxi.features.organisation.schemas import Taken
from guanxi.features.organisation.service.taking import take_record as take
from guanxi.kernel.tenancy import Scope


@post(
    "/objects/{object_name:str}/records/{record_id:uuid}/take",
    status_code=200,
    summary="Take a record out of its queue",
    tags=TAGS,
)
async def take_record(caller: Scope, object_name: str, record_id: UUID) -> Response[Taken]:
    """The caller, a member of the queue that owns the record, becomes its owner. Only one of two who try succeeds."""
    taken = await take(caller, object_name, record_id)
    return changed(taken, taken.change_set_id)


handlers = [take_record]
