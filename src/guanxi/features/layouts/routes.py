"""/objects/{object}/layouts and /layout-decisions. Layouts themselves are definitions: /definitions/layout."""

from __future__ import annotations

from litestar import get, post

from guanxi.edge.support import READS
from guanxi.features.layouts.schemas import LayoutDecision, LayoutQuestion, LayoutsOfObject
from guanxi.features.layouts.service.deciding import decide, layouts_of
from guanxi.kernel.tenancy import Scope

TAGS = ["Layouts"]


@get("/objects/{object_name:str}/layouts", summary="List the layouts that the caller may have", tags=TAGS)
async def list_layouts(caller: Scope, object_name: str) -> LayoutsOfObject:
    """As he has them: in his language, without fields and lists that he does not see, with a last section of those that have no
    place. At most 20. Without any, the object's own `layouts` are what there is.
    """
    return await layouts_of(caller, object_name)


@post(
    "/objects/{object_name:str}/layout-decisions",
    opt=READS,
    status_code=200,
    summary="Decide how a record is shown",
    description=(
        "Which layout a record has, and which tabs, items and fields of it are not shown, with what somebody is typing in "
        "`values`. Only needed where `GET /objects/{object}/layouts` says `decided`. Conditions read the record as the caller "
        "sees it. Nothing is written or locked. Administrators may ask it of a draft."
    ),
    tags=TAGS,
)
async def decide_layout(caller: Scope, object_name: str, data: LayoutQuestion) -> LayoutDecision:
    return await decide(caller, object_name, data)


handlers = [list_layouts, decide_layout]
