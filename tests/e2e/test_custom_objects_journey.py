"""Journeys through kinds of record of the company's own: added, known to a colleague at once, filled, deleted, restored; and
accounts that are called otherwise.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.companies import company_with_deal, fits_its_screen
from tests.e2e.test_custom_fields_journey import hire
from tests.e2e.toasts import take_back, toast
from tests.fixtures.site import OpenPage, Site

WORDS = {
    "en-US": {
        "add": "New object", "label": "Singular", "many": "Contracts", "create": "Create", "one": "Contract",
        "created": "“Contracts” are there.", "more": "More", "nav": "Navigation", "new": "New contract", "name": "Name",
        "edit": "Edit", "delete": "Delete this object", "now": "Delete", "deleted": "Deleted objects",
        "goes": "1 record goes out of sight.", "restore": "Restore Contracts", "missing": "Say what one of them is called",
        "rename": "Rename", "dealer": "Dealer", "dealers": "Dealers", "plural": "Plural", "save": "Save", "accounts": "Accounts",
        "again": "Call it “Account” again",
    },
    "zh-CN": {
        "add": "新建对象", "label": "名称", "many": "合同", "create": "创建", "one": "合同", "created": "已创建“合同”",
        "more": "更多", "nav": "导航", "new": "新建合同", "name": "名称", "edit": "编辑", "delete": "删除此对象", "now": "删除",
        "deleted": "已删除的对象", "goes": "1 条记录将不再显示。", "restore": "恢复“合同”", "missing": "请填写名称",
        "rename": "改名", "dealer": "经销商", "dealers": "经销商", "plural": "列表标题", "save": "保存", "accounts": "客户",
        "again": "恢复为“客户”",
    },
}  # fmt: skip


def navigation(page: Page, words: dict[str, str], phone: bool) -> Page:
    """Where the places are: beside the page, on a phone in a sheet."""
    if phone and not page.get_by_role("dialog", name=words["nav"]).is_visible():
        page.get_by_role("button", name=words["more"], exact=True).click()
    return page.get_by_role("dialog", name=words["nav"]) if phone else page.get_by_role("navigation").first


@pytest.mark.parametrize(("language", "phone"), [("en-US", False), ("zh-CN", True)])
def test_a_colleague_has_a_new_kind_of_record_at_once(
    site: Site, open_signed_in: OpenPage, language: str, phone: bool
) -> None:
    words = WORDS[language]
    name = f"objects{'phone' if phone else 'wide'}"
    company = company_with_deal(site, name, language)
    hire(site, company, f"grace@{name}.example")
    hers = open_signed_in(f"grace@{name}.example", "/o/deal", language=language, phone=phone)
    hers.get_by_text("Cancity GTX").first.wait_for()
    page = open_signed_in(company.email, "/settings/objects", language=language, phone=phone)

    page.get_by_role("button", name=words["add"]).click()
    panel = page.get_by_role("dialog")
    panel.get_by_role("button", name=words["create"], exact=True).click()
    panel.get_by_text(words["missing"]).wait_for()
    panel.get_by_label(words["label"], exact=True).fill(words["one"])
    panel.get_by_role("button", name=words["create"], exact=True).click()
    toast(page, words["created"]).wait_for()
    assert fits_its_screen(page)

    navigation(hers, words, phone).get_by_role("link", name=words["many"], exact=True).click()
    hers.get_by_role("button", name=words["new"]).first.click()
    form = hers.get_by_role("dialog").last
    form.get_by_label(words["name"]).first.fill("Lease 2026")
    form.get_by_role("button", name=words["create"]).last.click()
    hers.get_by_text("Lease 2026").first.wait_for()
    assert fits_its_screen(hers)

    page.get_by_role("button", name=words["edit"], exact=True).click()
    panel = page.get_by_role("dialog")
    panel.get_by_role("button", name=words["delete"]).click()
    panel.get_by_text(words["goes"]).wait_for()
    panel.get_by_role("button", name=words["now"], exact=True).click()
    page.get_by_role("list", name=words["deleted"]).wait_for()
    expect(navigation(hers, words, phone).get_by_role("link", name=words["many"], exact=True)).to_have_count(
        0
    )
    page.get_by_role("button", name=words["restore"]).click()
    navigation(hers, words, phone).get_by_role("link", name=words["many"], exact=True).click()
    hers.get_by_text("Lease 2026").first.wait_for()


def test_accounts_are_called_as_the_company_calls_them(site: Site, open_signed_in: OpenPage) -> None:
    words = WORDS["en-US"]
    company = company_with_deal(site, "dealers")
    page = open_signed_in(company.email, "/settings/objects/account")

    page.get_by_role("button", name=words["rename"], exact=True).click()
    panel = page.get_by_role("dialog")
    panel.get_by_label(words["label"], exact=True).fill(words["dealer"])
    panel.get_by_label(words["plural"], exact=True).fill(words["dealers"])
    panel.get_by_role("button", name=words["save"]).click()

    side = page.get_by_role("navigation").first
    side.get_by_role("link", name=words["dealers"], exact=True).click()
    page.get_by_role("button", name="New dealer").wait_for()
    page.go_back()
    page.get_by_role("button", name=words["rename"], exact=True).click()
    page.get_by_role("button", name=words["again"]).click()
    take_back(page, "“Accounts” changed.", "Undo")
    side.get_by_role("link", name=words["dealers"], exact=True).wait_for()
