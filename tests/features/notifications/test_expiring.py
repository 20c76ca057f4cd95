"""Letters and notifications of long ago go, of every company; what is queued or young stays, whoever asks."""

from __future__ import annotations

from datetime import timedelta

import asyncpg
import pytest

from guanxi.features.mail.service.expiring import expire_messages
from guanxi.features.notifications.service import expire_notifications

YEAR, HALF = timedelta(days=365), timedelta(days=180)
MESSAGE = """
INSERT INTO guanxi.mail_message (tenant_id, id, message_id, recipients, subject, body, reply_to, origin, origin_key, state, due_at, created_at)
SELECT tenant_id, gen_random_uuid(), 'm', '{}', $2, '', '', 'test', '', $3, now(), now() - make_interval(days => $4)
FROM guanxi.tenant WHERE slug LIKE $1 || '-%'
"""
NOTIFICATION = """
INSERT INTO guanxi.notification (tenant_id, id, user_id, title, body, created_at, read_at)
SELECT tenant_id, gen_random_uuid(), gen_random_uuid(), $2, '', now() - make_interval(days => $3), CASE WHEN $4 THEN now() END
FROM guanxi.tenant WHERE slug LIKE $1 || '-%'
"""


@pytest.fixture
async def left(execute_as_owner, client_of):
    """Two companies with nothing; afterwards what they have by name."""
    for slug in ("expiringone", "expiringtwo"):
        await client_of(slug)
    await execute_as_owner("DELETE FROM guanxi.mail_message")
    await execute_as_owner("DELETE FROM guanxi.notification")

    async def left(table, column):
        rows = await execute_as_owner(f"SELECT {column} AS name FROM guanxi.{table} ORDER BY 1")
        return [row["name"] for row in rows]

    return left


async def test_letters(database, execute_as_owner, left):
    for slug, subject, state, days in (
        ("expiringone", "old", "sent", 366),
        ("expiringtwo", "old", "sent", 400),
        ("expiringone", "failed long ago", "failed", 400),
        ("expiringone", "queued", "queued", 400),
        ("expiringtwo", "young", "sent", 364),
    ):
        await execute_as_owner(MESSAGE, slug, subject, state, days)

    assert await expire_messages(database, YEAR, batch=2) == 3
    assert await left("mail_message", "subject") == ["queued", "young"]


async def test_notifications(database, execute_as_owner, left):
    for slug, title, days, is_read in (
        ("expiringone", "old", 181, True),
        ("expiringtwo", "old and unread", 181, False),
        ("expiringone", "young", 179, True),
    ):
        await execute_as_owner(NOTIFICATION, slug, title, days, is_read)

    assert await expire_notifications(database, HALF) == 2
    assert await left("notification", "title") == ["young"]


async def test_no_caller_reaches_what_is_young(database, execute_as_owner, left):
    await execute_as_owner(MESSAGE, "expiringone", "six days", "sent", 6)
    await execute_as_owner(NOTIFICATION, "expiringone", "now", 0, True)
    assert await expire_messages(database, timedelta(days=-1)) == 0
    assert await expire_notifications(database, timedelta(days=-1)) == 0


@pytest.mark.parametrize("function", ["trim_mail_message", "trim_notification"])
@pytest.mark.parametrize("role", ["guanxi_app", "guanxi_member", "guanxi_login"])
async def test_only_the_role_without_a_company_may(database, role, function):
    async with database.pool.acquire() as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with connection.transaction():
                await connection.execute(f"SET LOCAL ROLE {role}")
                await connection.execute(f"SELECT guanxi.{function}(now(), 1)")
