"""Letters are queued in the transaction that asks for them: they go out if, and only if, it commits."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import msgspec

from guanxi.features.mail import queries
from guanxi.features.mail.schemas import MailError, MailMessageRead, MailPage
from guanxi.kernel.changes.elevation import elevated
from guanxi.kernel.errors import render
from guanxi.kernel.jobs import call
from guanxi.kernel.mail import mailer
from guanxi.kernel.query.cursor import decode_cursor, encode_cursor
from guanxi.kernel.tenancy import Scope

CHORE = "mail.send"
MOST_RECIPIENTS = 50
SHAPE = "mail"
_LAST = (datetime(9999, 1, 1, tzinfo=UTC), UUID(int=2**128 - 1))
_ADDRESS = re.compile(r"[^\s@<>(),;:\\\"\[\]]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{1,63}", re.ASCII)


@dataclass(frozen=True, slots=True)
class NewMessage:
    """Plain text. The same `id` is sent once only. `origin` is told what became of it, see `when_settled`."""

    id: UUID
    to: Sequence[str]
    subject: str
    text: str
    reply_to: str
    origin: str
    origin_key: str
    object: str | None = None
    record_id: UUID | None = None


def is_configured() -> bool:
    return mailer() is not None


def is_address(text: str) -> bool:
    """Of the plain kind that every mail server takes."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None and ".." not in text


async def send(scope: Scope, messages: Sequence[NewMessage]) -> None:
    """Nothing checks the addresses any more: ask `is_address` first."""
    if not messages:
        return
    domain = one.domain if (one := mailer()) is not None else "localhost"
    rows = [
        {
            "tenant_id": scope.tenant.id, "id": each.id, "message_id": f"<{each.id}.{scope.tenant.id}@{domain}>",
            "recipients": list(each.to)[:MOST_RECIPIENTS], "subject": each.subject[:500], "body": each.text,
            "reply_to": each.reply_to if is_address(each.reply_to) else "", "origin": each.origin,
            "origin_key": each.origin_key, "object": each.object, "record_id": each.record_id, "state": "queued",
            "due_at": scope.now, "created_at": scope.now,
        }
        for each in messages
    ]  # fmt: skip
    async with elevated(scope):
        await queries.insert(scope, rows)
    await call(scope, CHORE)


async def addresses_of(scope: Scope, users: Collection[UUID]) -> dict[UUID, str]:
    """Of those who can sign in."""
    async with elevated(scope):
        return await queries.addresses_of(scope, users)


async def list_messages(scope: Scope, state: str, cursor: str, limit: int) -> MailPage:
    """For administrators. Raises 403, `cursor_invalid`."""
    scope.require("company.manage")
    shape, before = f"{SHAPE}.{state}", _LAST
    if cursor:
        at, last = decode_cursor(scope.tenant.id, cursor, shape).values
        before = (datetime.fromisoformat(str(at)), UUID(str(last)))
    rows = await queries.list_messages(scope, before, state, limit + 1)
    shown = [MailMessageRead(**{**row, "error": _told(scope, row["error"])}) for row in rows[:limit]]
    next_cursor = None
    if len(rows) > limit:
        place = msgspec.json.encode([0, shown[-1].created_at, shown[-1].id, shown[-1].id]).decode()
        next_cursor = encode_cursor(scope.tenant.id, shape, place)
    return MailPage(shown, next_cursor, is_configured())


def _told(scope: Scope, error: dict[str, object] | None) -> MailError | None:
    if error is None:
        return None
    params = error.get("params")
    code = str(error["code"])
    return MailError(code, render(code, params if isinstance(params, dict) else {}, scope.locale))
