"""/notifications: the caller's own."""

from __future__ import annotations

from typing import Annotated

from litestar import get, post
from litestar.params import Parameter

from guanxi.features.notifications import service
from guanxi.features.notifications.schemas import MarkRead, NotificationPage, Unread
from guanxi.kernel.tenancy import Scope

TAGS = ["Notifications"]


@get("/notifications", summary="List one's notifications", tags=TAGS)
async def list_notifications(
    caller: Scope,
    cursor: Annotated[str, Parameter(max_length=2_000)] = "",
    limit: Annotated[int, Parameter(ge=1, le=100)] = 30,
    unread: Annotated[bool, Parameter(description="Only those not read yet.")] = False,
) -> NotificationPage:
    """The latest first."""
    return await service.list_notifications(caller, cursor, limit, unread=unread)


@get("/notifications/unread", summary="Count one's unread notifications", tags=TAGS)
async def count_unread(caller: Scope) -> Unread:
    return await service.count_unread(caller)


@post("/notifications/read", status_code=200, summary="Mark notifications as read", tags=TAGS)
async def mark_read(caller: Scope, data: MarkRead) -> Unread:
    return await service.mark_read(caller, data)


handlers = [list_notifications, count_unread, mark_read]
