"""A walk through fields whose values are more than a word, on a kind of record of the company's own: an administrator adds them in the
browser, a colleague fills them in, sees them on the record and in the list, finds records by them, and notes what was done.
"""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.e2e.companies import Company, company_with_deal, fits_its_screen, until
from tests.e2e.test_custom_fields_journey import begin_field, hire
from tests.fixtures.site import OpenPage, Site

WORDS = {
    "en-US": {
        "add": "Add field", "kinds": "What will it hold?", "label": "Label", "create": "Create field", "targets": "May refer to",
        "accounts": "Accounts", "details": "Details", "edit": "Edit {field}", "save": "Save", "bold": "Bold", "country": "Country",
        "china": "China", "state": "State or province", "city": "City", "district": "District", "amount": "Amount",
        "record": "By", "choose": "Choose files for {field}", "written": "广东省深圳市南山区", "price": "$1,200.50",
        "clear": "Clear the value", "timeline": "Timeline", "note": "Write a note…",
        "types": {
            "Story": "Formatted text", "Seat": "Address", "Spot": "Place", "Price": "Money in any currency",
            "By": "Link to several kinds", "Papers": "Files", "Photo": "Pictures", "Number": "Encrypted text",
        },
    },
    "zh-CN": {
        "add": "添加字段", "kinds": "要记录什么内容？", "label": "标签", "create": "创建字段", "targets": "可关联的对象",
        "accounts": "客户", "details": "详情", "edit": "编辑{field}", "save": "保存", "bold": "加粗", "country": "国家/地区",
        "china": "中国", "state": "省/自治区/直辖市", "city": "城市", "district": "区/县", "amount": "金额",
        "record": "By", "choose": "为{field}选择文件", "written": "广东省深圳市南山区", "price": "1,200.50",
        "clear": "清除内容", "timeline": "动态", "note": "写一条备注…",
        "types": {
            "Story": "富文本", "Seat": "地址", "Spot": "地理位置", "Price": "多币种金额",
            "By": "关联多种对象", "Papers": "文件", "Photo": "图片", "Number": "加密文本",
        },
    },
}  # fmt: skip


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize(("language", "phone"), [("en-US", False), ("zh-CN", True)])
def test_rich_fields(site: Site, open_signed_in: OpenPage, language: str, phone: bool) -> None:
    words: dict[str, Any] = WORDS[language]
    name = f"rich{'phone' if phone else 'wide'}"
    company = company_with_deal(site, name, language)
    made = company.api.post("/objects", json={"label": "Ship", "plural_label": "Ships", "name": "c_ship"})
    assert made.status_code == 201, made.text
    ship = company.create("ship", "c_ship", name="Argo")
    hire(site, company, f"grace@{name}.example")

    page = open_signed_in(company.email, "/settings/objects/c_ship", language=language, phone=phone)
    for label, kind in words["types"].items():
        panel = begin_field(page, words, kind, label)
        if label == "By":
            panel.get_by_label(words["targets"]).first.click()
            page.get_by_role("option", name=words["accounts"], exact=True).click()
            page.keyboard.press("Escape")
        assert fits_its_screen(page)
        panel.get_by_role("button", name=words["create"]).click()
        expect(panel).to_have_count(0)

    def by_label() -> dict[str, str] | None:
        names = {each["label"]: name for name, each in company.fields("c_ship").items()}
        return names if names.keys() >= words["types"].keys() else None

    fields = until(by_label)

    hers = open_signed_in(f"grace@{name}.example", f"/o/c_ship/{ship}", language=language, phone=phone)
    note_something(hers, words)
    if phone:
        hers.get_by_role("tab", name=words["details"]).click()
    fill(hers, words, fields)
    kept = company.read("c_ship", ship)
    assert kept[fields["Story"]] == "<p><strong>Bold words</strong></p>"
    assert kept[fields["Seat"]]["district"] == "南山区"
    assert kept[fields["Spot"]] == {"latitude": 22.5431, "longitude": 114.0579}
    assert kept[fields["By"]]["name"] == "Cancity"
    assert [each["name"] for each in kept[fields["Papers"]]] == ["合同.txt"]
    assert kept[fields["Number"]] is None

    near = f"distance({fields['Spot']}, place(22.5, 114.0)) <= 20"
    for condition in (f'{fields["Seat"]}.city == "深圳市"', near, f'{fields["By"]}.object == "account"'):
        hers.goto(f"/o/c_ship?filter={condition}&cols=name,{fields['Seat']},{fields['Photo']}")
        hers.get_by_text("Argo", exact=True).first.wait_for()
        assert fits_its_screen(hers)
    if not phone:
        picture_in_a_cell(hers, words, company, fields["Photo"])


def note_something(page: Any, words: dict[str, Any]) -> None:
    page.get_by_placeholder(words["note"]).fill("Inspected the keel")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Control+Enter")
    page.get_by_role("list").get_by_text("Inspected the keel").first.wait_for()


def fill(page: Any, words: dict[str, Any], fields: dict[str, str]) -> None:
    def edit(label: str) -> Any:
        place = page.locator(f"[data-field={fields[label]}][data-layout=row]")
        place.get_by_role("button", name=words["edit"].format(field=label)).press("Enter")
        return place

    def save(place: Any) -> None:
        assert fits_its_screen(page)
        with page.expect_response(lambda answer: answer.request.method == "PATCH"):
            place.get_by_role("button", name=words["save"], exact=True).click()

    place = edit("Story")
    place.get_by_role("textbox", name="Story").click()
    place.get_by_role("button", name=words["bold"], exact=True).click()
    page.keyboard.type("Bold words")
    save(place)
    expect(place.locator("strong")).to_have_text("Bold words")

    place = edit("Seat")
    place.get_by_label(words["country"], exact=True).first.click()
    page.get_by_role("option", name=words["china"], exact=True).click()
    for part, chosen in (("state", "广东省"), ("city", "深圳市"), ("district", "南山区")):
        place.get_by_label(words[part], exact=True).first.fill(chosen)
        page.get_by_role("option", name=chosen, exact=True).click()
    save(place)
    place.get_by_text(words["written"]).wait_for()

    place = edit("Spot")
    place.get_by_role("textbox", name="Spot").fill("22.5431, 114.0579")
    save(place)
    place.get_by_role("link").wait_for()

    place = edit("Price")
    place.get_by_role("textbox", name=words["amount"]).fill("1200.50")
    save(place)
    place.get_by_text(words["price"]).wait_for()

    place = edit("By")
    place.get_by_label("By", exact=True).first.fill("Canc")
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        page.get_by_role("option", name="Cancity").click()
    place.get_by_role("link", name="Cancity").wait_for()

    for label, file in (
        ("Papers", {"name": "合同.txt", "mimeType": "text/plain", "buffer": "一万元整".encode()}),
        ("Photo", {"name": "argo.png", "mimeType": "image/png", "buffer": picture()}),
    ):
        place = edit(label)
        with page.expect_response(lambda answer: "/field-files" in answer.url):
            place.locator("input[type=file]").first.set_input_files(file)
        place.get_by_text(file["name"]).wait_for()
        save(place)
        place.get_by_role("link", name=file["name"]).wait_for()

    place = edit("Number")
    place.get_by_label("Number", exact=True).fill("6222021234567890")
    save(place)
    place.get_by_text("•••• 7890").wait_for()
    place = edit("Number")
    place.get_by_role("button", name=words["clear"]).click()
    save(place)
    expect(place.get_by_text("7890")).to_have_count(0)


def picture_in_a_cell(page: Any, words: dict[str, Any], company: Company, field: str) -> None:
    page.get_by_role("gridcell").filter(has=page.locator("img")).dblclick()
    panel = page.get_by_role("dialog", name="Photo")
    with page.expect_response(lambda answer: "/field-files" in answer.url):
        panel.locator("input[type=file]").first.set_input_files(
            {"name": "keel.png", "mimeType": "image/png", "buffer": picture()}
        )
    panel.get_by_text("keel.png").wait_for()
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        panel.get_by_role("button", name=words["save"], exact=True).click()
    expect(panel).to_have_count(0)
    kept = company.read("c_ship", company.ids["ship"])[field]
    assert [each["name"] for each in kept] == ["keel.png"]
