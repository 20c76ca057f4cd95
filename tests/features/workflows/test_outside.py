"""What leaves the company and what comes in: mail, calls to other systems, their calls."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import asynccontextmanager

import pytest

from guanxi.features.mail.service.sending import send_due
from guanxi.features.workflows.service.calls import make_due
from guanxi.kernel.mail import mailer_from, use_mailer
from guanxi.kernel.outbound import Outbound, outbound, read_policy, use_outbound

from .conftest import update

CREATED = {"type": "record_created"}
LETTER = {
    "key": "mail",
    "type": "send_mail",
    "settings": {
        "to": [{"address": "ada@customer.example"}, {"person": {"kind": "field", "name": "owner"}}],
        "subject": "About {{name}}",
        "text": "{{amount}} 元",
    },
}


@pytest.fixture
def smtp():
    """A real SMTP server; `refuse` makes it answer that to further letters."""
    from aiosmtpd.controller import Controller

    class Post:
        def __init__(self):
            self.letters, self.refuse = [], ""

        async def handle_DATA(self, server, session, envelope):
            if self.refuse:
                return self.refuse
            self.letters.append((envelope.rcpt_tos, envelope.content.decode()))
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


async def test_a_letter_goes_out_once(save, add, turn, runs, smtp, database, tenant_id, company):
    await save(trigger=CREATED, steps=[LETTER, update("after", next_step="sent")])
    await add(name="Großer 商机", amount=12)
    await turn()
    assert [run["state"] for run in await runs()] == ["waiting"]

    await send_due(database, tenant_id, 100)
    await send_due(database, tenant_id, 100)
    await turn()

    ((to, letter),) = smtp.letters
    assert len(to) == 2 and to[0] == "ada@customer.example"
    assert "Message-ID: <" in letter and "Auto-Submitted: auto-generated" in letter
    assert [run["state"] for run in await runs()] == ["succeeded"]
    (message,) = (await company.get("/mail-messages")).json()["data"]
    assert (message["state"], message["attempts"]) == ("sent", 1)


async def test_a_refused_letter_fails_its_run(save, add, turn, runs, smtp, database, tenant_id):
    await save(trigger=CREATED, steps=[LETTER])
    smtp.refuse = "550 No such user"
    await add()
    await turn()
    await send_due(database, tenant_id, 100)
    await turn()

    (run,) = await runs()
    assert (run["state"], run["error"]["code"]) == ("failed", "mail_refused")
    assert "No such user" in run["error"]["detail"]


async def test_a_server_that_is_busy_is_asked_again(
    save, add, turn, runs, smtp, database, tenant_id, execute_as_owner
):
    await save(trigger=CREATED, steps=[LETTER])
    smtp.refuse = "451 Later"
    await add()
    await turn()
    assert await send_due(database, tenant_id, 100) > 0
    smtp.refuse = ""
    await execute_as_owner("UPDATE guanxi.mail_message SET due_at = now() WHERE tenant_id = $1", tenant_id)
    await send_due(database, tenant_id, 100)
    await turn()

    assert [run["state"] for run in await runs()] == ["succeeded"]
    assert len(smtp.letters) == 1


async def test_without_a_server_the_run_says_so(save, add, turn, runs):
    await save(trigger=CREATED, steps=[LETTER])
    await add()
    await turn()

    (run,) = await runs()
    assert (run["state"], run["error"]["code"]) == ("failed", "mail_not_configured")


async def test_beyond_a_day_s_letters_they_wait(save, add, turn, smtp, database, tenant_id):
    await save(trigger=CREATED, steps=[LETTER])
    await add()
    await add(name="Two")
    await turn()

    await send_due(database, tenant_id, 1)
    assert await send_due(database, tenant_id, 1) > 0
    assert len(smtp.letters) == 1


@asynccontextmanager
async def other_system(status):
    """Answers HTTP with a status and keeps what it was told."""
    heard = []

    async def answer(reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = int(
            next(line for line in head.lower().splitlines() if line.startswith("content-length")).split(":")[
                1
            ]
        )
        heard.append((head, json.loads(await reader.readexactly(length))))
        writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    before = outbound()
    use_outbound(Outbound(read_policy(f"127.0.0.1:{port}")))
    try:
        yield f"http://127.0.0.1:{port}/in", heard
    finally:
        use_outbound(before)
        server.close()


@pytest.mark.parametrize(("status", "state"), [(204, "succeeded"), (400, "failed")])
async def test_another_system_is_called(save, add, turn, runs, database, tenant_id, status, state):
    async with other_system(status) as (url, heard):
        values = [{"name": "deal", "template": "{{name}}"}, {"name": "amount", "expression": "amount"}]
        call = {"key": "call", "type": "call_webhook", "settings": {"url": url, "values": values}}
        await save(trigger=CREATED, steps=[call])
        await add(name="One", amount=5)
        await turn()
        await make_due(database, tenant_id)
        await turn()

    ((head, sent),) = heard
    assert sent == {"deal": "One", "amount": "5.00"} or sent == {"deal": "One", "amount": "5"}
    assert "idempotency-key:" in head.lower()
    (run,) = await runs()
    assert run["state"] == state
    if state == "failed":
        assert run["error"]["code"] == "workflow_call_refused"


class TestHooks:
    TRIGGER = {
        "type": "webhook",
        "fields": [
            {"name": "ref", "path": "order.ref", "required": True},
            {"name": "total", "path": "order.total", "type": "number"},
        ],
        "match_field": "external_id",
        "match_value": "ref",
    }

    async def address(self, company):
        return (await company.get("/workflows/flow/hook")).json()["url"].rpartition("/api/v1")[2]

    async def test_started_by_another_system(self, save, add, turn, company, client_of, read):
        await save(trigger=self.TRIGGER, steps=[update(amount={"expression": "sent.total"})])
        deal = await add(external_id="A-1", amount=1)
        other = await client_of(None)

        address = await self.address(company)
        answer = await other.post(address, json={"order": {"ref": "A-1", "total": "42.50"}})
        await turn()

        assert answer.status_code == 202, answer.text
        assert (await read(deal))["amount"] == "42.50"

    async def test_what_does_not_fit_is_refused(self, save, company, client_of):
        await save(trigger=self.TRIGGER, steps=[])
        other, address = await client_of(None), await self.address(company)

        async def code(**given):
            return (await other.post(address, **given)).json()["code"]

        assert await code(json={"order": {"ref": "A-9"}}) == "workflow_sent_unmatched"
        assert await code(json={"order": {"ref": "A-9", "total": "lots"}}) == "workflow_sent_wrong"
        assert await code(json={}) == "required"
        assert (
            await code(content=b"{nonsense", headers={"Content-Type": "application/json"})
            == "workflow_sent_not_json"
        )

    async def test_only_the_address_in_force(self, save, company, client_of):
        await save(trigger=self.TRIGGER, steps=[])
        other, before = await client_of(None), await self.address(company)
        forged = before[:-4] + ("AAAA" if before[-4:] != "AAAA" else "BBBB")

        assert (await other.post(forged, json={})).status_code == 404
        renewed = (await company.post("/workflows/flow/hook")).json()["url"]
        assert not renewed.endswith(before)
        assert (await other.post(before, json={})).status_code == 404
        await save(trigger=self.TRIGGER, steps=[], active=False)
        assert (await other.post(await self.address(company), json={})).status_code == 404
