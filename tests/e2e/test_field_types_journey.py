"""A walk through the newer types of field: made by an administrator, filled on a record's page, filtered by, on a phone too."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.companies import Company, company_with_deal, fits_its_screen
from tests.fixtures.site import OpenPage, Site

WORDS = {
    "en-US": {
        "add": "Add field", "kinds": "What will it hold?", "number": "Automatic number", "label": "Label", "create": "Create field",
        "first": "The first one:", "details": "Details", "edit": "Edit {field}", "save": "Save", "both": ("Red", "Blue"), "effort": "1h 30m",
    },
    "zh-CN": {
        "add": "添加字段", "kinds": "要记录什么内容？", "number": "自动编号", "label": "标签", "create": "创建字段",
        "first": "第一个编号：", "details": "详情", "edit": "编辑{field}", "save": "保存", "both": ("红", "蓝"), "effort": "1 小时 30 分",
    },
}  # fmt: skip


def add_fields(company: Company) -> None:
    options = [
        {"value": "red", "label": {"en": "Red", "zh-CN": "红"}, "color": "red"},
        {"value": "blue", "label": {"en": "Blue", "zh-CN": "蓝"}, "color": "blue"},
    ]
    for body in (
        {"type": "multi_choice", "label": "Tags", "name": "c_tags", "options": options},
        {"type": "duration", "label": "Effort", "name": "c_effort"},
    ):
        answer = company.api.post("/objects/deal/fields", json=body)
        assert answer.status_code == 201, answer.text


@pytest.mark.parametrize(("language", "phone"), [("en-US", False), ("zh-CN", True)])
def test_newer_types(site: Site, open_signed_in: OpenPage, language: str, phone: bool) -> None:
    words: dict[str, Any] = WORDS[language]
    company = company_with_deal(site, f"types{'phone' if phone else 'wide'}", language)
    add_fields(company)
    page = open_signed_in(company.email, "/settings/objects/deal", language=language, phone=phone)

    page.get_by_role("button", name=words["add"]).click()
    panel = page.get_by_role("dialog")
    panel.get_by_role("list", name=words["kinds"]).get_by_text(words["number"], exact=True).click()
    panel.get_by_label(words["label"], exact=True).fill("Serial")
    panel.get_by_text(words["first"]).wait_for()
    assert fits_its_screen(page)
    panel.get_by_role("button", name=words["create"]).click()
    expect(panel).to_have_count(0)

    page.goto(f"/o/deal/{company.ids['deal']}")
    if phone:
        page.get_by_role("tab", name=words["details"]).click()
    place = page.locator("[data-field=c_tags]")
    place.get_by_role("button", name=words["edit"].format(field="Tags")).press("Enter")
    for option in words["both"]:
        page.get_by_role("option", name=option, exact=True).click()
    # What is shown is shown before the answer comes.
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        place.get_by_role("button", name=words["save"], exact=True).click()
    for option in words["both"]:
        place.get_by_text(option, exact=True).wait_for()
    place = page.locator("[data-field=c_effort]")
    place.get_by_role("button", name=words["edit"].format(field="Effort")).press("Enter")
    page.keyboard.type("90 min")
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        page.keyboard.press("Enter")
    place.get_by_text(words["effort"]).wait_for()
    assert fits_its_screen(page)

    page.goto('/o/deal?filter=c_tags.hasAny(["red"])')
    page.get_by_role("link", name="Cancity GTX").wait_for()
    assert company.read("deal", company.ids["deal"])["c_effort"] == 5_400
