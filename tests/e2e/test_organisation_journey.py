"""Journeys through the organisation: a tree built, moved and taken back; a queue whose records are taken."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.companies import Company, fits_its_screen, found_company
from tests.fixtures.site import OpenPage, Site

ORGANISATION = "/settings/organisation"


def hire(site: Site, company: Company, name: str, locale: str = "en") -> str:
    """Somebody who signs in with the password of all tests; the email."""
    email = f"{uuid4().hex[:8]}@{company.email.split('@')[1]}"
    invited = company.api.post("/invitations", json={"email": email, "name": name})
    token = invited.json()["url"].rsplit("/", 1)[-1]
    joined = httpx.post(
        f"{site.url}/api/v1/invitations/{token}/acceptance",
        json={"name": name, "password": "correct horse battery staple", "locale": locale},
    )
    assert joined.status_code == 201, joined.text
    company.ids[name] = invited.json()["user_id"]
    return email


def levels(page: Any, title: str) -> list[tuple[str, str]]:
    rows = page.get_by_role("list", name=title, exact=True).get_by_role("listitem")
    return [
        (row.get_attribute("aria-level"), row.get_by_role("button").inner_text().strip())
        for row in rows.all()
    ]


def add(page: Any, *names: str) -> None:
    for name in names:
        page.get_by_label("Name", exact=True).fill(name)
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_role("button", name=name, exact=True).wait_for()
        expect(page.get_by_label("Name", exact=True)).to_have_value("")


@pytest.fixture(scope="module")
def company(site: Site) -> Company:
    return found_company(site, "orchard")


def test_builds_moves_and_takes_back(company: Company, site: Site, open_signed_in: OpenPage) -> None:
    hire(site, company, "Ann Lee")
    page = open_signed_in(company.email, ORGANISATION)

    page.get_by_role("button", name="Add position").click()
    add(page, "Head of sales", "East", "West")
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("listitem")).to_have_count(3)

    # By mouse: East onto Head of sales.
    tree = page.get_by_role("list", name="Organisation", exact=True)
    east, head = (tree.get_by_role("listitem").filter(has_text=name) for name in ("East", "Head of sales"))
    grip, target = east.locator("[aria-hidden=true]").first.bounding_box(), head.bounding_box()
    page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
    page.mouse.down()
    page.mouse.move(target["x"] + 120, target["y"] + target["height"] / 2 + 6, steps=6)
    page.mouse.move(target["x"] + 120, target["y"] + target["height"] / 2, steps=3)
    page.mouse.up()
    page.get_by_text("Move East below Head of sales?").wait_for()
    page.get_by_role("status").get_by_text("Nobody would see").wait_for()
    page.get_by_role("button", name="Move it").click()
    page.get_by_text("East moved.").wait_for()

    # Without a mouse: West by its panel.
    page.get_by_role("button", name="West", exact=True).focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="West")
    panel.get_by_role("combobox", name="Below").click()
    page.get_by_role("option", name="East").click()
    panel.get_by_role("button", name="Move it").click()
    page.get_by_text("West moved.").wait_for()
    panel.get_by_label("Add a person").fill("Ann")
    page.get_by_role("option", name="Ann Lee").click()
    panel.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("Ann Lee joined West.").wait_for()
    panel.get_by_role("button", name="Remove Ann Lee").wait_for()

    page.reload()
    page.get_by_role("button", name="West", exact=True).wait_for()
    assert levels(page, "Organisation") == [("1", "Head of sales"), ("2", "East"), ("3", "West")]

    # Deleted with what is below it, and brought back.
    page.get_by_role("button", name="East", exact=True).click()
    panel = page.get_by_role("dialog", name="East")
    panel.get_by_role("button", name="Delete position").click()
    panel.get_by_text("It has 0 holders and 1 position below.").wait_for()
    panel.get_by_role("button", name="Delete it").click()
    page.get_by_text("East deleted.").wait_for()
    expect(tree.get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name="Undo").last.click()
    expect(tree.get_by_role("listitem")).to_have_count(3)
    assert levels(page, "Organisation") == [("1", "Head of sales"), ("2", "East"), ("3", "West")]


def test_takes_a_record_out_of_a_queue(company: Company, site: Site, open_signed_in: OpenPage) -> None:
    email = hire(site, company, "Bob Ray")
    page = open_signed_in(company.email, "/settings/teams")

    page.get_by_role("button", name="Add team or queue").click()
    page.get_by_label("Name", exact=True).fill("Inbox")
    page.get_by_role("combobox", name="Kind").click()
    page.get_by_role("option", name="Queue").click()
    page.get_by_role("button", name="Add", exact=True).click()
    panel = page.get_by_role("dialog", name="Inbox")
    panel.get_by_label("Add a person").fill("Bob")
    page.get_by_role("option", name="Bob Ray").click()
    panel.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("Bob Ray joined Inbox.").wait_for()

    # The owner picker offers the queue.
    account = company.create("waiting", "account", name="Waiting Ltd")
    page.goto(f"/o/account/{account}")
    page.get_by_role("button", name="Owner").first.click()
    page.get_by_role("textbox", name="Owner").or_(page.get_by_role("combobox", name="Owner")).first.fill(
        "Inbox"
    )
    page.get_by_role("option", name="Inbox").get_by_text("Queue").wait_for()
    with page.expect_response(lambda answer: answer.request.method == "PATCH" and answer.ok):
        page.get_by_role("option", name="Inbox").click()
    assert company.read("account", account)["owner"]["name"] == "Inbox"
    expect(page.get_by_role("button", name="Take", exact=True)).to_have_count(0)

    page = open_signed_in(email, "/o/account")
    page.get_by_role("navigation", name="Views").get_by_role("button", name="To take").click()
    page.get_by_role("link", name="Waiting Ltd").click()
    page.get_by_role("button", name="Take", exact=True).click()
    page.get_by_text("Waiting Ltd is yours now.").wait_for()
    expect(page.get_by_role("button", name="Take", exact=True)).to_have_count(0)
    assert company.read("account", account)["owner"]["name"] == "Bob Ray"


def test_on_a_phone_in_chinese(site: Site, open_signed_in: OpenPage) -> None:
    company = found_company(site, "guoyuan", "zh-CN")
    email = hire(site, company, "李安", "zh-CN")
    head = company.api.post("/org-roles", json={"name": "销售总监"}).json()["id"]
    company.api.post("/org-roles", json={"name": "华东大区经理", "parent_id": head})
    page = open_signed_in(company.email, ORGANISATION, language="zh-CN", phone=True)

    page.get_by_role("button", name="华东大区经理").click()
    panel = page.get_by_role("dialog", name="华东大区经理")
    panel.get_by_label("添加人员").fill("李安")
    page.get_by_role("option", name="李安").click()
    panel.get_by_role("button", name="加入", exact=True).click()
    page.get_by_text("李安已加入华东大区经理。").wait_for()
    assert fits_its_screen(page)
    panel.get_by_role("combobox", name="上级岗位").click()
    page.get_by_role("option", name="最上级").click()
    panel.get_by_role("button", name="移动", exact=True).click()
    page.get_by_text("已移动华东大区经理").wait_for()
    panel.get_by_role("button", name="完成").click()
    assert sorted(levels(page, "组织架构")) == [("1", "华东大区经理"), ("1", "销售总监")]
    assert fits_its_screen(page)

    # A queue, and taking out of it.
    queue = company.api.post(
        "/teams", json={"name": "新线索", "kind": "queue", "member_ids": [company.ids["李安"]]}
    )
    lead = company.create("lead", "lead", name="王芳", owner=queue.json()["user_id"])
    page.goto("/settings/teams")
    page.get_by_role("button", name="新线索").click()
    page.get_by_role("dialog", name="新线索").get_by_role("link", name="线索").wait_for()
    assert fits_its_screen(page)

    page = open_signed_in(email, f"/o/lead/{lead}", language="zh-CN", phone=True)
    page.get_by_role("button", name="领取").click()
    page.get_by_text("王芳现在由您负责。").wait_for()
    assert fits_its_screen(page)
