"""POST /leads/{id}/conversion."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, post

from guanxi.features.leads.schemas import Conversion, Converted
from guanxi.features.leads.service.conversion import convert_lead
from guanxi.kernel.tenancy import Scope


@post("/leads/{lead_id:uuid}/conversion", summary="Convert a lead", tags=["Records"])
async def create_conversion(caller: Scope, lead_id: UUID, data: Conversion) -> Response[Converted]:
    """Into an account (an existing one by its id, or a new one), a contact and, if wanted, a deal, as one change-set.

    What the request leaves out of a new record is taken over from the lead. Open activities of the lead are linked to the
    new records too.
    """
    converted = await convert_lead(caller, lead_id, data)
    headers = {"X-Change-Set": str(converted.change_set_id)} if converted.change_set_id else {}
    return Response(converted, headers=headers, status_code=201)


handlers = [create_conversion]
