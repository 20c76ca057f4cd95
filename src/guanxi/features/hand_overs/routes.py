"""GET and POST /users/{id}/hand-over. A queue owns records under a user, by whose id it is asked for here."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get, post

from guanxi.features.hand_overs.schemas import HandOver, HandOverRequest
from guanxi.features.hand_overs.service import planning
from guanxi.kernel.tenancy import Scope

TAGS = ["People"]


@get("/users/{user_id:uuid}/hand-over", summary="What does a person or a queue own?", tags=TAGS)
async def get_hand_over(caller: Scope, user_id: UUID) -> HandOver:
    """Counts by object, the recycle bin included, with open tasks and places in teams. Needs `user.manage`.

    Of a queue by its `user_id`. Also of people who are deactivated or in the recycle bin. `job_id` is the hand-over under way, if any.
    """
    return await planning.describe(caller, user_id)


@post(
    "/users/{user_id:uuid}/hand-over",
    summary="Hand over what a person or a queue owns",
    status_code=202,
    tags=TAGS,
)
async def hand_over(caller: Scope, user_id: UUID, data: HandOverRequest) -> Response[HandOver]:
    """To one colleague or queue, or by object, as one change-set written by a job, which can be taken back.

    Answers 202 with `job_id` and `change_set_id`; 200 for a `preview`, which says who would get what.
    """
    planned = await planning.hand_over(caller, user_id, data)
    return Response(planned, status_code=200 if data.preview else 202)


handlers = [get_hand_over, hand_over]
