"""POST /organisation/preview."""

from __future__ import annotations

from litestar import post

from guanxi.features.organisation.routes.parameters import TAGS
from guanxi.features.organisation.schemas.previews import AccessPreview, OrganisationEdit
from guanxi.features.organisation.service.previews import preview_edit
from guanxi.kernel.tenancy import Scope


@post("/organisation/preview", status_code=200, summary="What an edit would change", tags=TAGS)
async def preview(caller: Scope, data: OrganisationEdit) -> AccessPreview:
    """Who would gain and who would lose access to how many records of which object, if a position were moved or deleted, people
    were given a position, a team, a queue or another manager, or a team were deleted. Needs `sharing.manage`; changes nothing.

    Record sharing alone is looked at: whether somebody's permission sets let him use what he sees is another question.
    """
    return await preview_edit(caller, data)


handlers = [preview]
