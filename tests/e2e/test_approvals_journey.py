"""An administrator draws an approval process, a salesperson submits a deal, the boss decides on a phone, or out of an e-mail."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from queue import Queue
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.companies import Company, fits_its_screen, found_company
from tests.e2e.test_hand_over_journey import hire
from tests.fixtures.databases import TestServer, settings_of_tests
from tests.fixtures.site import OpenPage, Site, served

PATIENCE_S = 60


class Post:
    """What a mail server takes: the paths of the links that decide, with to whom they were written, as they come."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.links: Queue[tuple[str, str]] = Queue()

    def link_to(self, address: str) -> str:
        while True:
            to, path = self.links.get(timeout=PATIENCE_S)
            if to == address:
                return path

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        text = message_from_bytes(envelope.content, policy=policy.default).get_content()
        for path in re.findall(r"/approval-letters/[\w-]+", text):
            self.links.put((envelope.rcpt_tos[0], path))
        return "250 OK"


@pytest.fixture(scope="module")
def post() -> Iterator[Post]:
    """A real SMTP server."""
    from aiosmtpd.controller import Controller

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    post = Post(f"smtp://127.0.0.1:{port}")
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    yield post
    controller.stop()


@pytest.fixture(scope="module")
def site(server: TestServer, post: Post, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One that sends its letters there."""
    folder = tmp_path_factory.mktemp("site")
    mail = {"GUANXI_SMTP_URL": post.url, "GUANXI_MAIL_FROM": "crm@guanxi.example"}
    with server.lent() as name:
        settings = settings_of_tests(server.url(name), folder)
        with served(settings, folder / "log", **mail) as site:
            yield site


def email_of(company: Company, name: str) -> str:
    return company.read("user", company.ids[name])["email"]


def state_of(company: Company, deal: str) -> str:
    return company.api.get(f"/objects/deal/records/{deal}/approvals").json()["requests"][0]["state"]


def test_drawn_submitted_and_approved_on_a_phone(site: Site, open_signed_in: OpenPage) -> None:
    company = found_company(site, "approvers")
    hire(site, company, "Bea Boss")
    sales = hire(site, company, "Sam Sales")
    deal = sales.post(
        "/objects/deal/records", json={"name": "Contoso renewal", "amount": "54000", "stage": "proposal"}
    ).json()["ids"][0]

    # Drawn: a refusal stands at its step; then a person is chosen.
    page = open_signed_in(company.email, "/approval-processes/new")
    page.get_by_role("textbox", name="Name of the process").fill("Large deals")
    page.get_by_role("group", name="The process, step by step").get_by_role(
        "button", name="Manager of the submitter"
    ).click()
    page.get_by_role("textbox", name="Name of the step").fill("Boss")
    page.get_by_role("combobox", name="Approver 1", exact=True).click()
    page.get_by_role("option", name="Person").click()
    with page.expect_response("**/definitions/approval/*") as refused:
        page.get_by_role("button", name="Save").click()
    assert refused.value.status == 422
    step = page.get_by_role("group", name="The process, step by step").get_by_role("button", name="Boss")
    expect(step).to_have_attribute("data-problem", "true")
    page.get_by_role("combobox", name="Person", exact=True).click()
    page.get_by_role("option", name="Bea Boss").click()
    with page.expect_response("**/definitions/approval/*") as saved:
        page.get_by_role("button", name="Save").click()
    assert saved.value.ok, saved.value.text()

    # Submitted: who will be asked is told beforehand; afterwards fields are locked, and say why.
    page = open_signed_in(email_of(company, "Sam Sales"), f"/o/deal/{deal}")
    page.get_by_role("button", name="Submit for approval").click()
    dialog = page.get_by_role("dialog", name="Submit for approval")
    expect(dialog.get_by_text("Bea Boss")).to_be_visible()
    dialog.get_by_role("textbox", name="Comment").fill("They sign on Friday.")
    with page.expect_response(
        lambda answer: answer.request.method == "POST" and answer.url.endswith("/approvals")
    ):
        dialog.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_text("Waits for Bea Boss (Boss).")).to_be_visible()
    expect(page.get_by_role("img", name="Locked until “Large deals” is decided.").first).to_be_visible()
    expect(page.get_by_role("button", name="Edit Amount")).to_have_count(0)

    # Decided under the thumb.
    phone = open_signed_in(email_of(company, "Bea Boss"), phone=True)
    waiting = phone.get_by_role("region", name="Waiting for your approval")
    waiting.get_by_role("link", name="Contoso renewal").click()
    phone.wait_for_url("**/approvals/*")
    expect(phone.get_by_text("They sign on Friday.").first).to_be_visible()
    assert fits_its_screen(phone)
    phone.get_by_role("button", name="Approve", exact=True).click()
    with phone.expect_response("**/approve"):
        phone.get_by_role("dialog").get_by_role("button", name="Approve", exact=True).click()
    expect(phone.get_by_text("Approved", exact=True).first).to_be_visible()
    assert state_of(company, deal) == "approved"
    expect(page.get_by_text("Waits for Bea Boss (Boss).")).to_have_count(0)


def test_a_letter_decides_once(site: Site, open_page: OpenPage, post: Post) -> None:
    company = found_company(site, "letterwriters")
    hire(site, company, "Bea Boss")
    body = {
        "steps": [
            {"name": "boss", "label": {"en": "Boss"}, "approvers": [{"user": email_of(company, "Bea Boss")}]}
        ],
        "summary": ["amount"],
    }
    declared = company.api.put(
        "/definitions/approval/large", json={"object": "deal", "label": {"en": "Large deals"}, "body": body}
    )
    assert declared.status_code == 200, declared.text
    deal = company.create("deal", "deal", name="Contoso renewal", amount="54000", stage="proposal")
    company.api.post(f"/objects/deal/records/{deal}/approvals", json={"process": "large"}).raise_for_status()
    link = post.link_to(email_of(company, "Bea Boss"))

    page = open_page(link, phone=True)
    expect(page.get_by_role("heading", name="Contoso renewal")).to_be_visible()
    expect(page.get_by_text(re.compile("54,?000"))).to_be_visible()
    assert fits_its_screen(page)
    assert state_of(company, deal) == "pending"
    page.get_by_role("button", name="Reject").click()
    expect(page.get_by_text("Say why, please.")).to_be_visible()
    page.get_by_role("textbox", name="Comment").fill("Too cheap.")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="Reject").click()
    expect(page.get_by_role("heading", name="Rejected")).to_be_visible()
    assert state_of(company, deal) == "rejected"

    page.reload()
    expect(page.get_by_role("heading", name="There is nothing to decide here any more")).to_be_visible()
    page.goto(link[:-8] + "AAAAAAAA")
    expect(page.get_by_role("heading", name="This link does not work any more")).to_be_visible()
