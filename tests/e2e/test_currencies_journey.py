"""A rate is entered, looked at and put in force; a deal is given an amount in that currency and shows what it is worth."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.companies import company_with_deal, fits_its_screen
from tests.fixtures.site import OpenPage, Site

WORDS = {
    "en-US": {
        "currency": "Currency", "look": "See what it would do", "confirm": "Put in force", "used": "EUR in use",
        "foreign": "Amount in another currency", "edit": "Edit {field}", "amount": "Amount", "save": "Save", "details": "Details",
    },
    "zh-CN": {
        "currency": "币种", "look": "查看影响", "confirm": "确认生效", "used": "启用 EUR",
        "foreign": "外币金额", "edit": "编辑{field}", "amount": "金额", "save": "保存", "details": "详情",
    },
}  # fmt: skip


@pytest.mark.parametrize(("language", "phone"), [("en-US", False), ("zh-CN", True)])
def test_a_second_currency(site: Site, open_signed_in: OpenPage, language: str, phone: bool) -> None:
    words = WORDS[language]
    company = company_with_deal(site, f"currencies{'phone' if phone else 'wide'}", language)
    page = open_signed_in(company.email, "/settings/currencies", language=language, phone=phone)

    page.get_by_role("combobox", name=words["currency"], exact=True).click()
    page.keyboard.type("EUR")
    page.get_by_role("option", name=re.compile("^EUR")).click()
    page.get_by_label(re.compile("^1 EUR")).fill("1.25")
    page.get_by_role("button", name=words["look"]).click()
    assert fits_its_screen(page)
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        page.get_by_role("button", name=words["confirm"]).click()
    expect(page.get_by_label(words["used"])).to_be_checked()

    page.goto(f"/o/deal/{company.ids['deal']}")
    if phone:
        page.get_by_role("tab", name=words["details"]).click()
    place = page.locator("[data-field=foreign_amount]").last
    place.get_by_role("button", name=words["edit"].format(field=words["foreign"])).press("Enter")
    place.get_by_role("textbox", name=words["amount"]).fill("1000")
    place.get_by_role("combobox", name=words["currency"]).click()
    page.get_by_role("option", name=re.compile("^EUR")).click()
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        place.get_by_role("button", name=words["save"], exact=True).click()
    expect(place).to_contain_text(re.compile(r"1,000.*1,250"))

    deal = company.read("deal", company.ids["deal"])
    assert (deal["amount"], deal["foreign_amount"]["currency"]) == ("1250.00", "EUR")
