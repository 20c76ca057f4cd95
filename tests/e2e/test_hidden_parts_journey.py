"""What somebody is told who may not see all of a report, of a shared view, or that support waits for an answer."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.companies import Company, company_with_deal, fits_its_screen, found_company
from tests.e2e.test_support_journey import ask
from tests.fixtures.site import OpenPage, Site

PASSWORD = "correct horse battery staple"
READS = {"objects": {"*": ["read", "export"]}, "fields": {"deal": {"amount": "hidden"}}}
WORDS = {
    "en-US": {
        "left_out": "Not available to you, and left out: amounts and weighted pipeline.",
        "won": "Deals won by agent", "amount": "Amount", "large": "Large deals", "sized": "By size",
        "closed": "“Large deals” cannot be shown to you", "all": "Show all",
        "without": "Some columns and the sorting of this view are not available to you and are left out.",
        "waiting": "Support asks for access: Olga", "decide": "Decide", "support": "Support access",
    },
    "zh-CN": {
        "left_out": "以下内容您无权查看，已略去：金额和加权预测。",
        "won": "各销售赢单数", "amount": "金额", "large": "大额商机", "sized": "按金额",
        "closed": "无法向您显示“大额商机”", "all": "查看全部",
        "without": "该视图的部分列和排序依据您无权查看，已略去。",
        "waiting": "技术支持有 1 项访问申请。Olga", "decide": "去处理", "support": "支持访问",
    },
}  # fmt: skip
BEFORE_A_POLL_MS = 40_000
BOTH = pytest.mark.parametrize(("language", "phone"), [("en-US", False), ("zh-CN", True)])


def picture(page: Any, name: str) -> None:
    """Kept where GUANXI_TEST_PICTURES says, for whoever wants to look."""
    if folder := os.environ.get("GUANXI_TEST_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def hire_limited(site: Site, company: Company, email: str) -> None:
    """A viewer from whom the amounts of deals are hidden."""
    company.api.patch("/permission-sets/viewer", json={"definition": READS})
    form = {"email": email, "name": "Grace Hopper", "role": "viewer"}
    token = company.api.post("/invitations", json=form).json()["url"].rsplit("/", 1)[-1]
    joined = httpx.post(
        f"{site.url}/api/v1/invitations/{token}/acceptance",
        json={"name": "Grace Hopper", "password": PASSWORD},
    )
    assert joined.status_code == 201, joined.text


@BOTH
def test_report_and_views_without_the_amount(
    site: Site, open_signed_in: OpenPage, language: str, phone: bool
) -> None:
    words, name = WORDS[language], f"parts{uuid4().hex[:6]}"
    company = company_with_deal(site, name, language)
    company.change("deal", company.ids["deal"], stage="won", close_date="2026-03-09")
    given = {"object": "deal", "shared": True}
    company.api.post("/views", json={**given, "name": words["large"], "filter": "amount > 1000.0"})
    company.api.post(
        "/views",
        json={**given, "name": words["sized"], "sort": "-amount", "columns": ["name", "amount", "stage"]},
    )
    email = f"grace@{name}.example"
    hire_limited(site, company, email)

    page = open_signed_in(email, "/reports/sales?period=all", language=language, phone=phone)
    page.get_by_text(words["left_out"]).wait_for()
    page.get_by_role("heading", name=words["won"]).wait_for()
    picture(page, f"report-{language}")
    expect(page.get_by_role("main")).not_to_contain_text("54,820")
    assert fits_its_screen(page)

    page.goto(f"{site.url}/o/deal")
    page.get_by_role("button", name=words["large"]).click()
    page.get_by_text(words["closed"]).wait_for()
    picture(page, f"closed-{language}")
    assert fits_its_screen(page)
    page.get_by_role("button", name=words["all"]).click()
    page.get_by_role("button", name=words["sized"]).click()
    page.get_by_text(words["without"]).wait_for()
    page.get_by_text("Cancity GTX").first.wait_for()
    picture(page, f"limited-{language}")
    assert fits_its_screen(page)


@BOTH
def test_support_that_waits_is_told_at_once(
    site: Site, database_url: str, open_signed_in: OpenPage, language: str, phone: bool
) -> None:
    words = WORDS[language]
    company = found_company(site, f"waits{uuid4().hex[:6]}", language)
    page = open_signed_in(company.email, "/my-day", language=language, phone=phone)
    page.get_by_role("heading", level=1).wait_for()

    ask(database_url, company, "read", "Ticket 4711: totals look wrong")

    page.get_by_text(words["waiting"]).wait_for(timeout=BEFORE_A_POLL_MS)
    picture(page, f"waiting-{language}")
    assert fits_its_screen(page)
    page.get_by_role("link", name=words["decide"]).click()
    page.get_by_text("Ticket 4711: totals look wrong").wait_for()


def test_support_that_asks_before_the_page_listens_is_told_as_well(
    site: Site, database_url: str, open_signed_in: OpenPage
) -> None:
    """On a slow connection what is shown is read long before anything can be announced."""
    company = found_company(site, f"early{uuid4().hex[:6]}", "en-US")
    page = open_signed_in(company.email, "/my-day", language="en-US")
    held: list[Any] = []
    page.route("**/api/v1/events*", lambda route: held.append(route))
    with page.expect_response("**/api/v1/support-grants*"):
        page.reload()
    wait_until(page, lambda: held)

    ask(database_url, company, "read", "Ticket 4712")
    page.wait_for_timeout(1_000)  # the server has heard it by then
    held[0].continue_()

    page.get_by_text("Support asks for access: Olga").wait_for(timeout=BEFORE_A_POLL_MS)


def test_an_answer_from_before_the_request_is_not_the_last(
    site: Site, database_url: str, open_signed_in: OpenPage
) -> None:
    """The first answer is given before support asks, and arrives after that was announced."""
    company = found_company(site, f"late{uuid4().hex[:6]}", "en-US")
    page = open_signed_in(company.email, "/my-day", language="en-US")
    page.get_by_role("heading", level=1).wait_for()
    held: list[tuple[Any, Any]] = []
    page.route("**/api/v1/support-grants*", lambda route: held.append((route, route.fetch())), times=1)
    page.reload()
    wait_until(page, lambda: held)

    with page.expect_request("**/api/v1/support-grants*"):
        ask(database_url, company, "read", "Ticket 4713")

    page.get_by_text("Support asks for access: Olga").wait_for(timeout=BEFORE_A_POLL_MS)


def wait_until(page: Any, is_so: Any) -> None:
    for _ in range(200):
        if is_so():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not come about")
