"""GET /my-day."""

from __future__ import annotations

from litestar import MediaType, Response, get
from litestar.openapi import ResponseSpec

from guanxi.edge.work import READS_ANYWHERE
from guanxi.features.my_day.schemas import MyDay
from guanxi.features.my_day.service import get_my_day
from guanxi.kernel.tenancy import Scope


@get(
    "/my-day",
    opt=READS_ANYWHERE,
    summary="What is to be done today?",
    tags=["Records"],
    responses={200: ResponseSpec(MyDay, generate_examples=False, description="My tasks and deals")},
)
async def read_my_day(caller: Scope) -> Response[bytes]:
    """My tasks overdue, of today and of the next 14 days, my deals that close within 14 days or should have, and those
    that nobody changed for 30 days. Days are those of the caller's time zone.
    """
    return Response(await get_my_day(caller), media_type=MediaType.JSON)


handlers = [read_my_day]
