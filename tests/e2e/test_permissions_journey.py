"""A journey through permission sets: made, narrowed, previewed, given, felt by the person, explained, taken back."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.companies import Company, company_with_deal, fits_its_screen
from tests.fixtures.site import OpenPage, Site

PASSWORD = "correct horse battery staple"
WORDS = {
    "en-US": {
        "add": "Add permission set", "create": "Create", "deals": "Deals", "verb": "{object}: {verb}",
        "read": "Read", "update": "Edit", "fields": "Fields of Deals", "amount": "Access to Amount", "hidden": "Hidden",
        "preview": "Preview changes", "save": "Save permission set", "saved": "saved.", "give": "Give this set to somebody",
        "has": "Grace Hopper has", "title": "Permissions", "name": "Name", "hiddenLine": "Hidden: Amount",
        "nobody": "Nobody's rights would change.",
        "others": "All others", "people": "People with this set", "rights": "Effective rights",
    },
    "zh-CN": {
        "add": "新建权限集", "create": "新建", "deals": "商机", "verb": "{object}：{verb}",
        "read": "查看", "update": "编辑", "fields": "商机的字段", "amount": "“金额”的权限", "hidden": "隐藏",
        "preview": "预览变化", "save": "保存权限集", "saved": "已保存", "give": "授予某人",
        "has": "授予 Grace Hopper", "title": "权限", "name": "名称", "hiddenLine": "隐藏：金额",
        "nobody": "每个人的权限都不变。",
        "others": "其他对象", "people": "拥有该权限集的人员", "rights": "实际权限",
    },
}  # fmt: skip


def hire(site: Site, company: Company, email: str) -> str:
    """Grace, a viewer whose role gives nothing by itself; her id."""
    company.api.patch("/permission-sets/viewer", json={"definition": {}})
    form = {"email": email, "name": "Grace Hopper", "role": "viewer"}
    invited = company.api.post("/invitations", json=form).json()
    token = invited["url"].rsplit("/", 1)[-1]
    joined = httpx.post(
        f"{site.url}/api/v1/invitations/{token}/acceptance",
        json={"name": "Grace Hopper", "password": PASSWORD},
    )
    assert joined.status_code == 201, joined.text
    return invited["user_id"]


@pytest.mark.parametrize(("language", "phone"), [("en-US", False), ("zh-CN", True)])
def test_a_set_is_made_given_and_felt(
    site: Site, open_signed_in: OpenPage, language: str, phone: bool
) -> None:
    words = WORDS[language]
    name = f"rights{'phone' if phone else 'wide'}"
    company = company_with_deal(site, name, language)
    grace = hire(site, company, f"grace@{name}.example")
    page = open_signed_in(company.email, "/settings/permissions", language=language, phone=phone)

    page.get_by_role("button", name=words["add"]).click()
    page.get_by_label(words["name"], exact=True).fill("Inside sales")
    page.get_by_role("main").get_by_role("button", name=words["create"], exact=True).click()
    page.get_by_role("heading", name="Inside sales").wait_for()
    allow(page, words, words["others"], "read")
    allow(page, words, words["deals"], "update")
    page.get_by_role("button", name=words["fields"]).click()
    page.get_by_role("combobox", name=words["amount"]).click()
    page.get_by_role("option", name=words["hidden"], exact=True).click()
    assert fits_its_screen(page)
    page.get_by_role("button", name=words["preview"]).click()
    page.get_by_text(words["nobody"]).wait_for()
    page.get_by_role("button", name=words["save"]).click()
    page.get_by_text(words["saved"]).first.wait_for()
    give_to_grace(page, words)

    page.get_by_role("list", name=words["people"]).get_by_role("link", name="Grace Hopper").click()
    page.get_by_role("list", name=words["rights"]).get_by_text(words["hiddenLine"]).wait_for()
    assert fits_its_screen(page)
    rights = company.api.get(f"/users/{grace}/rights").json()
    assert [source["name"] for source in rights["sources"]][1:] == ["Inside sales"]

    hers = open_signed_in(
        f"grace@{name}.example", f"/o/deal/{company.ids['deal']}", language=language, phone=phone
    )
    hers.get_by_role("heading", name="Cancity GTX").first.wait_for()
    expect(hers.get_by_text("54,820.50")).to_have_count(0)
    assert "54820.50" not in hers.content()


def test_a_change_is_previewed_with_names_and_undone(site: Site, open_signed_in: OpenPage) -> None:
    company = company_with_deal(site, "rightsundone")
    hire(site, company, "grace@rightsundone.example")
    company.api.delete("/permission-sets/viewer")
    page = open_signed_in(company.email, "/settings/permissions/viewer")

    page.get_by_role("checkbox", name="Deals: Export").click()
    page.get_by_role("button", name="Preview changes").click()
    preview = page.get_by_role("status").filter(has_text="What would change")
    preview.get_by_text("Grace Hopper").wait_for()
    preview.get_by_text("Deals: Export").or_(preview.get_by_text("Deal: Export")).wait_for()
    page.get_by_role("button", name="Save permission set").click()
    page.get_by_text("Changed by you").wait_for()

    page.get_by_role("button", name="Undo").first.click()

    page.get_by_text("Comes with the role", exact=True).wait_for()
    expect(page.get_by_role("checkbox", name="Deals: Export")).to_be_checked()


def allow(page: Any, words: dict[str, str], label: str, verb: str) -> None:
    page.get_by_role(
        "checkbox", name=words["verb"].format(object=label, verb=words[verb]), exact=True
    ).check()


def give_to_grace(page: Any, words: dict[str, str]) -> None:
    page.get_by_label(words["give"]).first.click()
    page.keyboard.type("Grace")
    page.get_by_role("option", name="Grace Hopper").click()
    page.get_by_text(words["has"]).first.wait_for()
