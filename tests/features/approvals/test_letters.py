"""E-mail with a link that decides: once, for whom it was written to, while the task is his."""

from __future__ import annotations

import re
import socket
from email import message_from_string
from email.policy import default

import pytest

from guanxi.features.approvals.service import letters
from guanxi.features.mail.service.sending import send_due
from guanxi.kernel.mail import mailer_from, use_mailer

from .conftest import step


@pytest.fixture
def smtp():
    """A real SMTP server."""
    from aiosmtpd.controller import Controller

    class Post:
        def __init__(self):
            self.letters = []

        async def handle_DATA(self, server, session, envelope):
            message = message_from_string(envelope.content.decode(), policy=default)
            self.letters.append((envelope.rcpt_tos, message["subject"], message.get_content()))
            return "250 OK"

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    post = Post()
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    use_mailer(mailer_from(f"smtp://127.0.0.1:{port}", "crm@guanxi.example"))
    yield post
    use_mailer(None)
    controller.stop()


@pytest.fixture
def send(smtp, database, settings, tenant_id):
    """What was written since; each letter as (to, subject, text, path of its link)."""

    async def send():
        smtp.letters.clear()
        while await letters.send_due(database, settings, tenant_id) == 0:
            pass
        await send_due(database, tenant_id, 1_000)
        return [
            (to[0], subject, text, re.search(r"/approval-letters/\S+", text)[0])
            for to, subject, text in smtp.letters
        ]

    return send


@pytest.fixture
async def nobody(client_of):
    return await client_of(None)


async def test_a_link_shows_and_decides_once(hire, declare, add, submit, send, nobody):
    boss, sales = await hire("boss"), await hire("sales")
    await declare(steps=[step("lead", boss)], summary=["amount", "owner"])
    request = await submit(sales, await add(sales, amount="5000"), comment="before Friday")

    ((to, subject, text, path),) = await send()
    shown = (await nobody.get(path)).json()
    shown_again = (await nobody.get(path)).json()
    decided = await nobody.post(path, json={"decision": "approve"})
    again = await nobody.post(path, json={"decision": "approve"})
    after = (await nobody.get(path)).json()

    assert to == boss.email
    assert subject == "Please approve: Big One"
    assert "5000.00" in text and "before Friday" in text
    assert shown["comment"] == "before Friday"
    assert (shown["open"], shown["title"], shown_again["open"]) == (True, "One", True)
    assert decided.json() == {"state": "approved"}
    assert (again.status_code, again.json()["code"]) == (409, "approval_letter_over")
    assert (after["open"], after["title"], after["values"]) == (False, None, [])
    task = (await boss.get(f"/approvals/{request['id']}"))["steps"][0]["tasks"][0]
    assert (task["how"], task["decided_by"]["id"]) == ("letter", boss.id)


async def test_a_rejection_needs_its_comment(hire, declare, add, submit, send, nobody):
    boss, sales = await hire("boss"), await hire("sales")
    await declare(steps=[step("lead", boss)])
    await submit(sales, await add(sales))
    ((_, _, _, path),) = await send()

    without = await nobody.post(path, json={"decision": "reject"})
    with_it = await nobody.post(path, json={"decision": "reject", "comment": "too dear"})

    assert without.json()["code"] == "approval_comment_needed"
    assert with_it.json() == {"state": "rejected"}


async def test_whoever_gave_it_on_decides_nothing_any_more(hire, declare, add, submit, send, nobody):
    boss, other, sales = await hire("boss"), await hire("other"), await hire("sales")
    await declare(steps=[step("lead", boss)])
    request = await submit(sales, await add(sales))
    ((_, _, _, old),) = await send()
    await boss.decide("delegate", request, to=other.id)
    ((to, _, _, new),) = await send()

    assert (await nobody.post(old, json={"decision": "approve"})).status_code == 409
    assert to == other.email
    assert (await nobody.post(new, json={"decision": "approve"})).json() == {"state": "approved"}


async def test_expired_or_of_somebody_who_left(
    hire, declare, add, submit, send, nobody, execute_as_owner, tenant_id
):
    boss, sales = await hire("boss"), await hire("sales")
    await declare(steps=[step("lead", boss)])
    await submit(sales, await add(sales))
    await submit(sales, await add(sales))
    (_, _, _, first), (_, _, _, second) = await send()
    await execute_as_owner(
        "UPDATE guanxi.approval_letter SET expires_at = now() WHERE tenant_id = $1", tenant_id
    )
    expired = await nobody.post(first, json={"decision": "approve"})
    await execute_as_owner(
        "UPDATE guanxi.approval_letter SET expires_at = now() + interval '1 day' WHERE tenant_id = $1",
        tenant_id,
    )
    await execute_as_owner(
        "UPDATE guanxi.app_user SET status = 'deactivated' WHERE tenant_id = $1 AND email = $2",
        tenant_id,
        boss.email,
    )
    left = await nobody.post(second, json={"decision": "approve"})

    assert (expired.status_code, left.status_code) == (409, 404)


async def test_forged_links_lead_nowhere(hire, declare, add, submit, send, nobody):
    boss, sales = await hire("boss"), await hire("sales")
    await declare(steps=[step("lead", boss)])
    await submit(sales, await add(sales))
    ((_, _, _, path),) = await send()
    flipped = path[:-1] + ("A" if path[-1] != "A" else "B")
    earlier = path[:-40] + ("A" if path[-40] != "A" else "B") + path[-39:]

    for forged in (earlier, "/approval-letters/not-a-token-at-all", flipped[:-8]):
        assert (await nobody.get(forged)).status_code == 404
        assert (await nobody.post(forged, json={"decision": "approve"})).status_code == 404


async def test_a_process_without_letters_and_a_decision_in_time_send_none(hire, declare, add, submit, send):
    boss, sales = await hire("boss"), await hire("sales")
    await declare("silent", steps=[step("lead", boss)], letters=False)
    await declare("big", steps=[step("lead", boss)])
    await submit(sales, await add(sales), "silent")
    request = await submit(sales, await add(sales))
    await boss.decide("approve", request)

    assert await send() == []


async def test_hidden_fields_are_not_in_letters(hire, declare, add, submit, send, forbid):
    boss, sales = await hire("boss"), await hire("sales")
    await declare(steps=[step("lead", boss)], summary=["amount", "description"])
    await submit(sales, await add(sales, amount="5000", description="told"))
    await forbid(amount="hidden")

    ((_, _, text, _),) = await send()

    assert "told" in text
    assert "5000" not in text
