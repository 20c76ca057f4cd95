"""Journeys through the editor of expressions: completed, corrected, tried on a record, and shown on records."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.companies import company_with_deal, fits_its_screen
from tests.fixtures.site import OpenPage, Site

WORDS = {
    "en-US": {
        "add": "Add field", "kind": "Formula", "label": "Label", "name": "Weighted", "create": "Create field",
        "amount": "Amount", "type": "amo", "wrong": "There is no field “amout”", "gives": "Gives: money",
        "choose": "Choose a record", "value": "$109,641", "details": "Details",
    },
    "zh-CN": {
        "add": "添加字段", "kind": "公式", "label": "标签", "name": "加权金额", "create": "创建字段",
        "amount": "金额", "type": "金额", "wrong": "没有名为“amout”的字段", "gives": "结果类型：金额",
        "choose": "选择记录", "value": "109,641", "details": "详情",
    },
}  # fmt: skip


@pytest.mark.parametrize(("language", "phone"), [("en-US", False), ("zh-CN", True)])
def test_a_formula_is_written_and_shown(
    site: Site, open_signed_in: OpenPage, language: str, phone: bool
) -> None:
    words = WORDS[language]
    company = company_with_deal(site, f"formulas{'phone' if phone else 'wide'}", language)
    page = open_signed_in(company.email, "/settings/objects/deal", language=language, phone=phone)
    page.get_by_role("button", name=words["add"]).first.click()
    panel = page.get_by_role("dialog")
    panel.get_by_role("button", name=words["kind"]).click()
    panel.get_by_label(words["label"], exact=True).fill(words["name"])

    editor = panel.get_by_role("combobox", name=words["kind"], exact=True)
    editor.fill(words["type"])
    panel.get_by_role("option", name=words["amount"]).first.wait_for()
    editor.press("Enter")
    expect(editor).to_have_value("amount")
    editor.press_sequentially(" * 2")
    panel.get_by_text(words["gives"]).wait_for()
    correct_mistake(panel, editor, words)
    try_on_a_record(page, panel, words)
    assert fits_its_screen(page)
    panel.get_by_role("button", name=words["create"]).click()

    expect(panel).to_have_count(0)
    page.goto(f"/o/deal/{company.ids['deal']}")
    if phone:
        page.get_by_role("tab", name=words["details"]).click()
    page.get_by_text(words["value"]).first.wait_for()


def correct_mistake(panel: Any, editor: Any, words: dict[str, str]) -> None:
    editor.fill("amout * 2")
    panel.get_by_text(words["wrong"]).wait_for()
    expect(editor).to_have_attribute("aria-invalid", "true")
    editor.fill("amount * 2")
    panel.get_by_text(words["gives"]).wait_for()
    expect(editor).to_have_attribute("aria-invalid", "false")


def try_on_a_record(page: Any, panel: Any, words: dict[str, str]) -> None:
    panel.get_by_placeholder(words["choose"]).click()
    page.get_by_role("option", name="Cancity GTX").click()
    panel.get_by_text(words["value"]).first.wait_for()
