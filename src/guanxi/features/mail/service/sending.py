"""Handing queued letters to the mail server: a few at a time, again later where it does not take them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from guanxi.features.mail import queries
from guanxi.kernel.db import Database
from guanxi.kernel.mail import Letter, MailRefused, Session, mailer
from guanxi.kernel.tenancy import Scope, ScopeSeed, automation_seed

AT_ONCE = 20
LEASE = timedelta(minutes=10)
ATTEMPTS = 6
DAY = timedelta(days=1)

Settled = Callable[[Scope, str, Mapping[str, Any] | None], Awaitable[None]]
"""`(scope, origin_key, error)` in the transaction that notes it; no error for a letter that was sent."""

_settled: dict[str, Settled] = {}


def when_settled(origin: str, listener: Settled) -> None:
    _settled[origin] = listener


async def send_due(database: Database, tenant_id: int, most_a_day: int) -> float | None:
    """Sends some of the letters that are due. Seconds until there may be more to do."""
    seed = await automation_seed(database, tenant_id)
    post = mailer()
    async with database.transaction(seed, source="mail") as scope:
        room = most_a_day - await queries.sent_since(scope, scope.now - DAY)
        if room <= 0:
            return None if await queries.next_due(scope) is None else 3_600.0
        rows = await queries.take(scope, scope.now + LEASE, min(room, AT_ONCE))
    if post is None:
        for row in rows:
            await _end(database, seed, row, {"code": "mail_not_configured", "params": {}})
    elif rows:
        try:
            async with post.session() as session:
                for row in rows:
                    await _send(database, seed, session, row)
        except MailRefused as refused:
            for row in rows:
                await _refused(database, seed, row, refused)
    if len(rows) == min(room, AT_ONCE):
        return 0.0
    async with database.transaction(seed, source="mail") as scope:
        due = await queries.next_due(scope)
        return None if due is None else max(0.0, (due - scope.now).total_seconds())


async def _send(database: Database, seed: ScopeSeed, session: Session, row: Any) -> None:
    letter = Letter(
        row["message_id"], row["recipients"], row["subject"], row["body"], seed.tenant.name, row["reply_to"],
        row["created_at"],
    )  # fmt: skip
    try:
        await session.send(letter)
    except MailRefused as refused:
        await _refused(database, seed, row, refused)
    else:
        await _end(database, seed, row, None)


async def _refused(database: Database, seed: ScopeSeed, row: Any, refused: MailRefused) -> None:
    """Those that were sent before the connection broke are ended already, and stay so."""
    error = {"code": refused.code, "params": {"reason": refused.reason}}
    if not refused.passing or row["attempts"] >= ATTEMPTS:
        await _end(database, seed, row, error)
        return
    async with database.transaction(seed, source="mail") as scope:
        later = timedelta(seconds=30 * 4 ** (row["attempts"] - 1))
        await queries.put_off(scope, row["id"], scope.now + later, error)


async def _end(database: Database, seed: ScopeSeed, row: Any, error: Mapping[str, Any] | None) -> None:
    async with database.transaction(seed, source="mail") as scope:
        is_open = await queries.end(scope, row["id"], "failed" if error else "sent", error)
        listener = _settled.get(row["origin"])
        if is_open and listener is not None:
            await listener(scope, row["origin_key"], error)
