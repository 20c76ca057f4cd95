"""Telling people, and what they see and mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec

from guanxi.features.notifications import queries
from guanxi.features.notifications.schemas import MarkRead, NotificationPage, NotificationRead, Unread
from guanxi.kernel.changes.history import EVENTS
from guanxi.kernel.clock import utc_now
from guanxi.kernel.db import Database
from guanxi.kernel.db.trimming import BATCH, trim
from guanxi.kernel.query.cursor import decode_cursor, encode_cursor
from guanxi.kernel.tenancy import Scope

MOST_COUNTED = 100
MOST_TITLE, MOST_BODY = 500, 4_000
SHAPE = "notifications"
_LAST = (datetime(9999, 1, 1, tzinfo=UTC), UUID(int=2**128 - 1))


@dataclass(frozen=True, slots=True)
class Notice:
    """The same `id` tells the same once only."""

    id: UUID
    user_id: UUID
    title: str
    text: str = ""
    object: str | None = None
    record_id: UUID | None = None


async def notify(scope: Scope, notices: Sequence[Notice]) -> None:
    """In the caller's transaction; open screens hear of it when that commits."""
    if not notices:
        return
    rows = [
        {
            "tenant_id": scope.tenant.id, "id": each.id, "user_id": each.user_id, "title": each.title[:MOST_TITLE],
            "body": each.text[:MOST_BODY], "object": each.object, "record_id": each.record_id, "created_at": scope.now,
            "read_at": None,
        }
        for each in notices
    ]  # fmt: skip
    await queries.insert(scope, rows)
    await _tell(scope, {each.user_id for each in notices})


async def list_notifications(scope: Scope, cursor: str, limit: int, *, unread: bool) -> NotificationPage:
    """The caller's own. Raises `cursor_invalid`."""
    shape, before = f"{SHAPE}.{unread}", _LAST
    if cursor:
        at, last = decode_cursor(scope.tenant.id, cursor, shape).values
        before = (datetime.fromisoformat(str(at)), UUID(str(last)))
    rows = await queries.list_own(scope, before, unread=unread, most=limit + 1)
    shown, next_cursor = [NotificationRead(**row) for row in rows[:limit]], None
    if len(rows) > limit:
        last_one = shown[-1]
        place = msgspec.json.encode([0, last_one.created_at, last_one.id, last_one.id]).decode()
        next_cursor = encode_cursor(scope.tenant.id, shape, place)
    return NotificationPage(shown, next_cursor, await queries.count_unread(scope, MOST_COUNTED))


async def count_unread(scope: Scope) -> Unread:
    return Unread(await queries.count_unread(scope, MOST_COUNTED))


async def mark_read(scope: Scope, data: MarkRead) -> Unread:
    """What is left unread. Other people's are left alone, as if they did not exist."""
    if await queries.mark_read(scope, data.ids):
        await _tell(scope, {scope.actor.user_id})
    return await count_unread(scope)


async def _tell(scope: Scope, users: set[UUID]) -> None:
    for user_id in sorted(users):
        event = {"tenant": scope.tenant.id, "type": "notification", "user": str(user_id)}
        await scope.tx.notify(EVENTS, msgspec.json.encode(event).decode())


async def expire_notifications(database: Database, kept_for: timedelta, *, batch: int = BATCH) -> int:
    """How many went, of all companies, read or not. Nothing of the last day, whatever is asked for."""
    return await trim(database, queries.TRIM, utc_now() - kept_for, batch=batch)
