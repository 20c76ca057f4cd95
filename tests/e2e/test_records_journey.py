"""Journeys on the page of a record: reading, editing in place, moving on, undoing, losing a race, deleting."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.companies import Company, company_with_deal, fits_its_screen
from tests.e2e.toasts import take_back, toast
from tests.fixtures.site import OpenPage, Site

LANGUAGES = ["en-US", "zh-CN"]
WORDS: dict[str, dict[str, str]] = {
    "en-US": {
        "details": "Details", "related": "Related", "edit_amount": "Edit Amount", "undo": "Undo", "undone": "Taken back.",
        "saved": "Amount saved.", "told": "changed Amount from $54,820.50 to $60,000", "undo_this": "Undo this change",
        "stage": "Stage", "next": "Proposal", "deals": "Deals", "unknown": "Deal not found", "more": "More actions", "delete": "Delete",
    },
    "zh-CN": {
        "details": "详情", "related": "相关", "edit_amount": "编辑金额", "undo": "撤销", "undone": "已撤销。",
        "saved": "已保存“金额”。", "told": "将 金额 由 $54,820.50 改为 $60,000", "undo_this": "撤销这次变更",
        "stage": "阶段", "next": "方案报价", "deals": "商机", "unknown": "找不到这条记录", "more": "更多操作", "delete": "删除",
    },
}  # fmt: skip


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def company(site: Site, language: str) -> Company:
    return company_with_deal(site, f"records-{language.lower()}", language)


@pytest.fixture
def deal(company: Company) -> str:
    """A deal of its own for each test."""
    return company.create(
        "deal", "deal", name="Cancity GTX", account=company.ids["account"], contact=company.ids["contact"],
        amount="54820.50", pipeline="sales", stage="engaging",
    )  # fmt: skip


def type_into(page: Any, field: str, text: str) -> None:
    """Opens a field among the details and replaces what it holds, without saving."""
    place = page.locator(f"[data-field={field}]")
    place.get_by_role("button").first.click()
    expect(place.get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


class TestReading:
    @pytest.mark.parametrize("phone", [False, True])
    def test_shows_who_and_what_and_where_it_stands(
        self, company: Company, language: str, deal: str, open_signed_in: OpenPage, phone: bool
    ) -> None:
        page = open_signed_in(company.email, f"/o/deal/{deal}", language=language, phone=phone)

        page.get_by_role("heading", name="Cancity GTX", level=1).wait_for()
        page.get_by_text("$54,820.50").first.wait_for()
        if phone:
            page.get_by_role("tab", name=WORDS[language]["related"]).click()
        page.get_by_role("link", name="maria@cancity.example").wait_for()
        assert fits_its_screen(page)

    def test_an_account_leads_to_its_deals(
        self, company: Company, language: str, deal: str, open_signed_in: OpenPage
    ) -> None:
        page = open_signed_in(company.email, f"/o/account/{company.ids['account']}", language=language)

        related = page.get_by_role("complementary", name=WORDS[language]["related"])
        related.get_by_role("link", name="Cancity GTX").first.click()

        page.wait_for_url("**/o/deal/*")
        page.get_by_role("heading", name="Cancity GTX", level=1).wait_for()

    def test_an_unknown_record_is_met_kindly(
        self, company: Company, language: str, open_signed_in: OpenPage
    ) -> None:
        page = open_signed_in(
            company.email, "/o/deal/01900000-0000-7000-8000-000000000000", language=language, phone=True
        )

        page.get_by_role("heading").filter(has_text=WORDS[language]["unknown"]).wait_for()
        page.get_by_role("main").get_by_role("link").filter(has_text=WORDS[language]["deals"]).click()
        page.wait_for_url("**/o/deal")


class TestEditing:
    def test_a_field_is_saved_where_it_stands_and_can_be_undone(
        self, company: Company, language: str, deal: str, open_signed_in: OpenPage
    ) -> None:
        words = WORDS[language]
        page = open_signed_in(company.email, f"/o/deal/{deal}", language=language)

        type_into(page, "amount", "60000")
        page.keyboard.press("Enter")
        toast(page, words["saved"]).wait_for()
        assert company.read("deal", deal)["amount"] == "60000.00"

        take_back(page, words["saved"], words["undo"])
        toast(page, words["undone"]).wait_for()
        assert company.read("deal", deal)["amount"] == "54820.50"

    def test_history_tells_the_change_and_takes_it_back(
        self, company: Company, language: str, deal: str, open_signed_in: OpenPage
    ) -> None:
        words = WORDS[language]
        company.change("deal", deal, amount="60000.00")
        page = open_signed_in(company.email, f"/o/deal/{deal}", language=language)
        entry = page.get_by_role("listitem").filter(has_text=words["told"])
        entry.wait_for()

        entry.hover()
        entry.get_by_role("button", name=words["undo_this"]).click()

        page.get_by_text(words["undone"]).wait_for()
        assert company.read("deal", deal)["amount"] == "54820.50"

    def test_the_keyboard_moves_a_deal_on(
        self, company: Company, language: str, deal: str, open_signed_in: OpenPage
    ) -> None:
        words = WORDS[language]
        page = open_signed_in(company.email, f"/o/deal/{deal}", language=language)

        page.get_by_role("radiogroup", name=words["stage"]).get_by_role("radio", checked=True).focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")

        page.get_by_role("radio", name=words["next"], checked=True).wait_for()
        page.get_by_role("listitem").filter(has_text=words["next"]).wait_for()
        assert company.read("deal", deal)["stage"] == "proposal"

    def test_a_refused_value_stays_in_its_field_with_the_reason(
        self, company: Company, language: str, open_signed_in: OpenPage
    ) -> None:
        page = open_signed_in(company.email, f"/o/contact/{company.ids['contact']}", language=language)
        type_into(page, "email", "not an address")
        page.keyboard.press("Enter")

        page.locator("[data-field=email] [aria-invalid=true]").wait_for()
        assert company.read("contact", company.ids["contact"])["email"] == "maria@cancity.example"


class TestLosingARace:
    def test_the_person_chooses_when_both_changed_the_same_field(
        self, site: Site, open_signed_in: OpenPage
    ) -> None:
        company = company_with_deal(site, "racers")
        deal = company.ids["deal"]
        page = open_signed_in(company.email, f"/o/deal/{deal}")
        type_into(page, "amount", "77000")

        company.change("deal", deal, amount="61000.00")
        page.keyboard.press("Enter")

        conflict = page.get_by_role("alert").filter(has_text="changed this while you were editing")
        conflict.get_by_text("$61,000").wait_for()
        conflict.get_by_text("$77,000").wait_for()
        conflict.get_by_role("button", name="Use mine").click()
        page.get_by_text("Amount saved.").wait_for()
        assert company.read("deal", deal)["amount"] == "77000.00"

    def test_edits_of_different_fields_are_both_kept(self, site: Site, open_signed_in: OpenPage) -> None:
        company = company_with_deal(site, "mergers")
        deal = company.ids["deal"]
        page = open_signed_in(company.email, f"/o/deal/{deal}")
        type_into(page, "amount", "77000")

        company.change("deal", deal, next_step="Send the contract")
        page.keyboard.press("Enter")

        page.get_by_text("Amount saved.").wait_for()
        record = company.read("deal", deal)
        assert (record["amount"], record["next_step"]) == ("77000.00", "Send the contract")


class TestDeleting:
    def test_a_deleted_record_comes_back_by_undo(
        self, company: Company, language: str, deal: str, open_signed_in: OpenPage
    ) -> None:
        words = WORDS[language]
        page = open_signed_in(company.email, f"/o/deal/{deal}", language=language)

        page.get_by_role("button", name=words["more"]).click()
        page.get_by_role("menuitem", name=words["delete"]).click()
        page.wait_for_url("**/o/deal")
        page.get_by_role("button", name=words["undo"], exact=True).click()

        page.get_by_text(words["undone"]).wait_for()
        assert company.read("deal", deal)["name"] == "Cancity GTX"
