"""A lead becomes an account, a contact and a deal, and a lead again by undo."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.companies import fits_its_screen, found_company
from tests.fixtures.site import OpenPage, Site

NAMES = {
    "en-US": {"convert": "Convert", "existing": "Existing account", "converted": "Lead converted", "undo": "Undo", "undone": "Taken back."},
    "zh-CN": {"convert": "转化", "existing": "已有客户", "converted": "线索已转化", "undo": "撤销", "undone": "已撤销。"},
}  # fmt: skip
LEAD = {
    "name": "Jane Roe",
    "company": "Globex",
    "title": "Buyer",
    "email": "jane@globex.example",
    "phone": "+1 555 0100",
}


@pytest.mark.parametrize("language", list(NAMES))
@pytest.mark.parametrize("phone", [False, True])
def test_a_known_company_is_found_and_the_way_back_is_open(
    site: Site, open_signed_in: OpenPage, language: str, phone: bool
) -> None:
    words = NAMES[language]
    company = found_company(site, f"converters-{language.lower()}-{int(phone)}", language)
    account = company.create("account", "account", name="Globex")
    lead = company.create("lead", "lead", **LEAD)
    page = open_signed_in(company.email, f"/o/lead/{lead}", language=language, phone=phone)

    page.get_by_role("button", name=words["convert"]).click()
    panel = page.get_by_role("dialog")
    panel.get_by_role("radio", name="Globex", checked=True).wait_for()
    assert fits_its_screen(page)
    panel.get_by_role("button", name=words["convert"]).click()
    page.get_by_text(words["converted"]).first.wait_for()
    expect(panel.get_by_role("link")).to_have_count(3)
    record = company.read("lead", lead)
    assert (record["status"], record["converted_account"]["id"]) == ("converted", account)

    panel.get_by_role("button", name=words["undo"]).click()
    page.get_by_text(words["undone"]).wait_for()
    assert company.read("lead", lead)["status"] != "converted"


def test_a_lead_may_become_a_new_account_alone(site: Site, open_signed_in: OpenPage) -> None:
    company = found_company(site, "minimalists")
    lead = company.create("lead", "lead", **LEAD)
    page = open_signed_in(company.email, f"/o/lead/{lead}")
    page.get_by_role("button", name="Convert").click()
    panel = page.get_by_role("dialog")

    for part in ("Contact", "Deal"):
        panel.get_by_role("switch", name=part).locator("xpath=..").click()
    panel.get_by_role("button", name="Convert").click()

    panel.get_by_role("link", name="Globex").click()
    page.wait_for_url("**/o/account/*")
    page.get_by_role("heading", name="Globex", level=1).wait_for()
