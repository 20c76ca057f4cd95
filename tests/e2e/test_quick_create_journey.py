"""Journeys of the quick-create panel: from the top bar, with errors at the fields, one after another, prefilled."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.companies import company_with_deal, fits_its_screen, found_company
from tests.fixtures.site import OpenPage, Site

NAMES = {
    "en-US": {"create": "Create", "contact": "Contact", "name": "Name", "email": "Email", "missing": "Name is required."},
    "zh-CN": {"create": "新建", "contact": "联系人", "name": "姓名", "email": "邮箱", "missing": "请填写姓名。"},
}  # fmt: skip


@pytest.mark.parametrize("language", list(NAMES))
@pytest.mark.parametrize("phone", [False, True])
def test_a_contact_is_made_from_anywhere(
    site: Site, open_signed_in: OpenPage, language: str, phone: bool
) -> None:
    words = NAMES[language]
    company = found_company(site, f"makers-{language.lower()}-{int(phone)}", language)
    page = open_signed_in(company.email, language=language, phone=phone)

    page.get_by_role("button", name=words["create"], exact=True).click()
    page.get_by_role("menuitem", name=words["contact"]).click()
    panel = page.get_by_role("dialog")
    panel.get_by_label(words["name"]).press("Control+Enter")
    panel.get_by_text(words["missing"]).wait_for()
    assert fits_its_screen(page)

    panel.get_by_label(words["name"]).fill("李雷")
    panel.get_by_label(words["email"]).fill("not an address")
    page.keyboard.press("Control+Enter")
    panel.locator("[aria-invalid=true]").wait_for()

    panel.get_by_label(words["email"]).fill("li@example.com")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/o/contact/*")
    page.get_by_role("heading", name="李雷", level=1).wait_for()


def test_several_are_made_one_after_another(site: Site, open_signed_in: OpenPage) -> None:
    company = found_company(site, "serial-makers")
    page = open_signed_in(company.email)
    page.get_by_role("button", name="Create", exact=True).click()
    page.get_by_role("menuitem", name="Product").click()
    panel = page.get_by_role("dialog")

    for name in ("GTX Basic", "GTX Pro"):
        expect(panel.get_by_label("Name")).to_have_value("")
        panel.get_by_label("Name").fill(name)
        panel.get_by_role("button", name="Create and add another").click()
        page.get_by_text(f"Product created: {name}").wait_for()

    assert panel.get_by_label("Name").input_value() == ""
    names = {row["name"] for row in company.api.get("/objects/product/records").json()["data"]}
    assert names == {"GTX Basic", "GTX Pro"}


def test_a_related_list_adds_with_the_record_filled_in(site: Site, open_signed_in: OpenPage) -> None:
    company = company_with_deal(site, "adders")
    page = open_signed_in(company.email, f"/o/account/{company.ids['account']}")

    page.get_by_role("button", name="Add: Contact").click()
    panel = page.get_by_role("dialog")
    panel.get_by_label("Name").fill("Tom Baker")
    page.keyboard.press("Control+Enter")

    related = page.get_by_role("complementary", name="Related")
    related.get_by_role("link", name="Tom Baker").wait_for()


def test_an_unfinished_form_waits_for_its_writer(site: Site, open_signed_in: OpenPage) -> None:
    company = found_company(site, "interrupted")
    page = open_signed_in(company.email)

    def open_panel() -> None:
        page.get_by_role("button", name="Create", exact=True).click()
        page.get_by_role("menuitem", name="Account").click()

    open_panel()
    page.get_by_role("dialog").get_by_label("Name").fill("Half a na")
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    open_panel()

    expect(page.get_by_role("dialog").get_by_label("Name")).to_have_value("Half a na")


def test_the_keyboard_alone_makes_a_deal(site: Site, open_signed_in: OpenPage) -> None:
    company = found_company(site, "typists")
    page = open_signed_in(company.email, "/o/deal")
    page.get_by_role("heading", name="No deals yet").wait_for()

    page.keyboard.press("c")
    expect(page.get_by_role("dialog").get_by_label("Name")).to_be_focused()
    page.keyboard.type("Typed deal")
    page.keyboard.press("Control+Enter")

    page.wait_for_url("**/o/deal/*")
    page.get_by_role("heading", name="Typed deal", level=1).wait_for()


def test_escape_closes_the_list_of_a_field_before_the_panel(site: Site, open_signed_in: OpenPage) -> None:
    company = found_company(site, "escapers")
    page = open_signed_in(company.email)
    page.get_by_role("button", name="Create", exact=True).click()
    page.get_by_role("menuitem", name="Account").click()
    panel = page.get_by_role("dialog")
    panel.get_by_role("combobox", name="Industry").click()
    page.get_by_role("option").first.wait_for()

    page.keyboard.press("Escape")
    page.get_by_role("option").first.wait_for(state="hidden")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")

    panel.wait_for(state="detached")
