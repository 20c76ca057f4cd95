"""Journeys along links between records: a field that links many, seen on both sides; parts that go and come with their record."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.companies import company_with_deal, fits_its_screen
from tests.e2e.toasts import toast
from tests.fixtures.site import OpenPage, Site

WORDS = {
    "en-US": {
        "title": "Objects & fields", "deals": "Deals", "contacts": "Contacts", "accounts": "Accounts", "add": "Add field",
        "kinds": "What will it hold?", "links": "Links to many records", "lookup": "Link to a record", "label": "Label",
        "target": "Links to", "create": "Create field", "venues": "Venues", "customer": "Customer", "edit": "Edit {field}",
        "more": "Add to {field}", "gone": "Take away {name}", "save": "Save", "details": "Details", "related": "Related",
        "part": "Part of the Account", "required": "Required",
    },
    "zh-CN": {
        "title": "对象与字段", "deals": "商机", "contacts": "联系人", "accounts": "客户", "add": "添加字段",
        "kinds": "要记录什么内容？", "links": "关联多条记录", "lookup": "关联记录", "label": "标签",
        "target": "关联对象", "create": "创建字段", "venues": "场地", "customer": "所属客户", "edit": "编辑{field}",
        "more": "添加到{field}", "gone": "移除{name}", "save": "保存", "details": "详情", "related": "相关",
        "part": "从属于客户", "required": "必填",
    },
}  # fmt: skip


@pytest.mark.parametrize(("language", "phone"), [("en-US", False), ("zh-CN", True)])
def test_a_field_links_many_records_and_both_sides_show_it(
    site: Site, open_signed_in: OpenPage, language: str, phone: bool
) -> None:
    words = WORDS[language]
    company = company_with_deal(site, f"links{'phone' if phone else 'wide'}", language)
    hall, arena = (company.create(name, "account", name=name) for name in ("Hall", "Arena"))
    page = open_signed_in(company.email, "/settings/objects", language=language, phone=phone)
    page.get_by_role("list", name=words["title"]).get_by_role("link", name=words["deals"]).click()
    panel = begin_field(page, words, words["links"], words["venues"])
    choose_target(page, panel, words)
    assert fits_its_screen(page)
    panel.get_by_role("button", name=words["create"]).click()
    expect(panel).to_have_count(0)

    page.goto(f"/o/deal/{company.ids['deal']}")
    if phone:
        page.get_by_role("tab", name=words["details"]).click()
    place = page.locator("[data-field^=c_]").last
    place.get_by_role("button", name=words["edit"].format(field=words["venues"])).press("Enter")
    for name in ("Hall", "Arena"):
        place.get_by_label(words["more"].format(field=words["venues"])).fill(name)
        page.get_by_role("option", name=name, exact=False).click()
        place.get_by_role("listitem").filter(has_text=name).wait_for()
    place.get_by_role("button", name=words["gone"].format(name="Hall")).click()
    assert fits_its_screen(page)
    # What is shown is shown before the answer comes.
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        place.get_by_role("button", name=words["save"]).click()
    place.get_by_role("link", name="Arena").wait_for()

    field = next(name for name, each in company.fields("deal").items() if each["type"] == "links")
    shown = company.read("deal", company.ids["deal"])[field]
    assert [each["name"] for each in shown["items"]] == ["Arena"]
    page.goto(f"/o/account/{arena}")
    if phone:
        page.get_by_role("tab", name=words["related"]).click()
    page.get_by_role("link", name="Cancity GTX").first.wait_for()
    assert company.api.get(f"/objects/account/records/{hall}/related/deal_{field}").json()["data"] == []


def test_parts_go_and_come_with_their_record(site: Site, open_signed_in: OpenPage) -> None:
    words = WORDS["en-US"]
    company = company_with_deal(site, "parts")
    page = open_signed_in(company.email, "/settings/objects")
    page.get_by_role("list", name=words["title"]).get_by_role("link", name=words["contacts"]).click()
    panel = begin_field(page, words, words["lookup"], words["customer"])
    choose_target(page, panel, words)
    panel.get_by_label(words["part"]).check()
    expect(panel.get_by_label(words["required"]).first).to_be_checked()
    panel.get_by_role("button", name=words["create"]).click()
    expect(panel).to_have_count(0)
    account = company.ids["account"]
    company.create("part", "contact", name="Ann Part", c_customer=account)

    page.goto(f"/o/account/{account}")
    page.get_by_role("link", name="Ann Part").first.wait_for()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Delete").click()
    toast(page, "Cancity").wait_for()

    assert names(company) == ["Maria Lopez"]
    toast(page, "Cancity").get_by_role("button", name="Undo").click()
    page.wait_for_timeout(0)
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    page.goto("/o/contact")
    page.get_by_role("link", name="Ann Part").first.wait_for()


def begin_field(page: Any, words: dict[str, str], kind: str, label: str) -> Any:
    page.get_by_role("button", name=words["add"]).click()
    panel = page.get_by_role("dialog")
    panel.get_by_role("list", name=words["kinds"]).get_by_text(kind, exact=True).click()
    panel.get_by_label(words["label"], exact=True).fill(label)
    return panel


def choose_target(page: Any, panel: Any, words: dict[str, str]) -> None:
    panel.get_by_role("combobox", name=words["target"]).click()
    page.get_by_role("option", name=words["accounts"], exact=True).click()


def names(company: Any) -> list[str]:
    rows = company.api.get("/objects/contact/records", params={"sort": "name"}).json()["data"]
    return [each["name"] for each in rows]
