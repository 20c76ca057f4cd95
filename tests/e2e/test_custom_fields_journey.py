"""Journeys through fields of the company's own: added, known to a colleague at once, filled, filtered and grouped by, deleted,
restored; and the options of a field that every company has.
"""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.companies import Company, company_with_deal, fits_its_screen, until
from tests.e2e.toasts import take_back, toast
from tests.fixtures.site import OpenPage, Site

PASSWORD = "correct horse battery staple"
WORDS = {
    "en-US": {
        "title": "Objects & fields", "deals": "Deals", "add": "Add field", "choice": "Choice", "money": "Money",
        "label": "Label", "tier": "Customer tier", "deposit": "Deposit", "gold": "Gold", "silver": "Silver",
        "option": "Option", "create": "Create field", "created": "was added to", "required": "Give the field a label.",
        "details": "Details", "edit": "Edit {field}", "saved": "{field} saved.", "filter": "Filter", "apply": "Apply",
        "field": "Filter by…", "chip": "Customer tier is Gold", "group": "Columns by", "by": "By Customer tier",
        "tin": "Tin", "lead": "Lead", "many": "Add many at once", "lines": "One option per line", "addLines": "Add 2 lines",
        "amount": "$1,250.50", "kinds": "What will it hold?", "operator": "is at least", "chip2": "Deposit is at least $1,000",
    },
    "zh-CN": {
        "title": "对象与字段", "deals": "商机", "add": "添加字段", "choice": "选项", "money": "金额",
        "label": "标签", "tier": "客户级别", "deposit": "保证金", "gold": "金牌", "silver": "银牌",
        "option": "选项名称", "create": "创建字段", "created": "已为商机添加", "required": "请填写字段的标签。",
        "details": "详情", "edit": "编辑{field}", "saved": "已保存“{field}”。", "filter": "筛选", "apply": "应用",
        "field": "选择筛选字段…", "chip": "客户级别 是 金牌", "group": "分组字段", "by": "按客户级别",
        "tin": "锡牌", "lead": "铅牌", "many": "批量添加", "lines": "每行一个选项", "addLines": "添加 2 行",
        "amount": "$1,250.50", "kinds": "要记录什么内容？", "operator": "不小于", "chip2": "保证金 不小于 $1,000",
    },
}  # fmt: skip


def hire(site: Site, company: Company, email: str) -> None:
    form = {"email": email, "name": "Grace Hopper", "role": "member"}
    invited = company.api.post("/invitations", json=form).json()
    token = invited["url"].rsplit("/", 1)[-1]
    joined = httpx.post(
        f"{site.url}/api/v1/invitations/{token}/acceptance",
        json={"name": "Grace Hopper", "password": PASSWORD},
    )
    assert joined.status_code == 201, joined.text


def add_field(company: Company, **body: Any) -> str:
    answer = company.api.post("/objects/deal/fields", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["name"])


def begin_field(page: Any, words: dict[str, str], kind: str, label: str) -> Any:
    page.get_by_role("button", name=words["add"]).click()
    panel = page.get_by_role("dialog")
    panel.get_by_role("list", name=words["kinds"]).get_by_text(kind, exact=True).click()
    panel.get_by_label(words["label"], exact=True).fill(label)
    return panel


@pytest.mark.parametrize(("language", "phone"), [("en-US", False), ("zh-CN", True)])
def test_a_colleague_has_new_fields_at_once(
    site: Site, open_signed_in: OpenPage, language: str, phone: bool
) -> None:
    words = WORDS[language]
    name = f"fields{'phone' if phone else 'wide'}"
    company = company_with_deal(site, name, language)
    hire(site, company, f"grace@{name}.example")
    hers = open_signed_in(
        f"grace@{name}.example", f"/o/deal/{company.ids['deal']}", language=language, phone=phone
    )
    if phone:
        hers.get_by_role("tab", name=words["details"]).click()
    hers.locator("[data-field=amount]").last.wait_for()
    page = open_signed_in(company.email, "/settings/objects", language=language, phone=phone)
    page.get_by_role("list", name=words["title"]).get_by_role("link", name=words["deals"]).click()

    add_choice(page, words)
    add_money(page, words)

    tier, deposit = (
        name for name, field in company.fields("deal").items() if field.get("custom") is not None
    )
    fill(hers, words, tier, deposit)
    hers.goto("/o/deal")
    filter_by_both(hers, words)
    hers.goto("/o/deal?view=board")
    hers.get_by_role("combobox", name=words["group"]).click()
    hers.get_by_role("option", name=words["by"], exact=True).click()
    gold = hers.get_by_role("region", name=words["gold"], exact=True)
    gold.get_by_role("link", name="Cancity GTX").wait_for()
    assert fits_its_screen(hers)
    values = company.read("deal", company.ids["deal"])
    assert (values[deposit], company.fields("deal")[tier]["label"]) == ("1250.50", words["tier"])


def add_choice(page: Any, words: dict[str, str]) -> None:
    panel = begin_field(page, words, words["choice"], "")
    panel.get_by_role("button", name=words["create"]).click()
    panel.get_by_text(words["required"]).wait_for()
    panel.get_by_label(words["label"], exact=True).fill(words["tier"])
    panel.get_by_label(words["option"], exact=True).click()
    page.keyboard.type(words["gold"])
    page.keyboard.press("Enter")
    expect(panel.get_by_label(words["option"], exact=True).nth(1)).to_be_focused()
    page.keyboard.type(words["silver"])
    panel.get_by_role("button", name=words["many"]).click()
    panel.get_by_label(words["lines"]).fill(f"{words['tin']}\n{words['lead']}")
    panel.get_by_role("button", name=words["addLines"]).click()
    expect(panel.get_by_label(words["option"], exact=True)).to_have_count(4)
    assert fits_its_screen(page)
    panel.get_by_role("button", name=words["create"]).click()
    toast(page, words["created"]).wait_for()
    expect(panel).to_have_count(0)


def add_money(page: Any, words: dict[str, str]) -> None:
    panel = begin_field(page, words, words["money"], words["deposit"])
    panel.get_by_role("button", name=words["create"]).click()
    expect(panel).to_have_count(0)
    page.get_by_role("list").get_by_role("button", name=words["deposit"]).wait_for()


def fill(hers: Any, words: dict[str, str], tier: str, deposit: str) -> None:
    """On the record that was open before the fields were there."""
    place = hers.locator(f"[data-field={tier}]")
    place.get_by_role("button", name=words["edit"].format(field=words["tier"])).press("Enter")
    hers.get_by_role("option", name=words["gold"], exact=True).click()
    toast(hers, words["saved"].format(field=words["tier"])).wait_for()
    place = hers.locator(f"[data-field={deposit}]")
    place.get_by_role("button", name=words["edit"].format(field=words["deposit"])).press("Enter")
    expect(place.get_by_role("textbox")).to_be_focused()
    hers.keyboard.type("1250.5")
    hers.keyboard.press("Enter")
    place.get_by_text(words["amount"]).wait_for()
    toast(hers, words["saved"].format(field=words["deposit"])).wait_for()


def filter_by_both(hers: Any, words: dict[str, str]) -> None:
    begin_filter(hers, words, words["tier"])
    hers.get_by_role("checkbox", name=words["gold"], exact=True).check()
    hers.get_by_role("button", name=words["apply"], exact=True).click()
    hers.get_by_text(words["chip"]).wait_for()
    begin_filter(hers, words, words["deposit"])
    hers.get_by_role("textbox").last.fill("1000")
    hers.get_by_role("button", name=words["apply"], exact=True).click()
    hers.get_by_text(words["chip2"]).wait_for()
    hers.get_by_role("link", name="Cancity GTX").wait_for()


def begin_filter(hers: Any, words: dict[str, str], field: str) -> None:
    hers.get_by_role("button", name=words["filter"], exact=True).click()
    hers.get_by_placeholder(words["field"]).fill(field)
    hers.get_by_role("option", name=field, exact=True).click()


@pytest.fixture(scope="module")
def company(site: Site) -> Company:
    return company_with_deal(site, "fieldkeepers")


def test_deleting_says_what_it_touches_and_is_taken_back(company: Company, open_signed_in: OpenPage) -> None:
    colour = add_field(company, type="text", label="Colour")
    company.change("deal", company.ids["deal"], **{colour: "Blue"})
    view = {"object": "deal", "name": "Blue ones", "filter": f'{colour} == "Blue"'}
    assert company.api.post("/views", json=view).status_code == 201
    page = open_signed_in(company.email, "/settings/objects/deal")
    page.get_by_role("list").get_by_role("button", name="Colour").click()
    panel = page.get_by_role("dialog")

    panel.get_by_role("button", name="Delete field").click()
    panel.get_by_text("1 record of Deals has a value in it").wait_for()
    panel.get_by_text("Blue ones").wait_for()
    panel.get_by_role("button", name="Delete field").click()
    expect(panel).to_have_count(0)
    page.get_by_role("list", name="Deleted fields").get_by_text(colour).wait_for()
    take_back(page, "“Colour” was deleted.", "Undo")

    page.get_by_role("list", name="Fields of Deals").get_by_role("button", name="Colour").wait_for()
    assert company.read("deal", company.ids["deal"])[colour] == "Blue"


def test_a_deleted_field_comes_back_with_its_values(company: Company, open_signed_in: OpenPage) -> None:
    weight = add_field(company, type="number", label="Weight")
    company.change("deal", company.ids["deal"], **{weight: 12.5})
    company.api.delete(f"/objects/deal/fields/{weight}")
    page = open_signed_in(company.email, "/settings/objects/deal")

    page.get_by_role("button", name="Restore Weight").click()

    page.get_by_placeholder("Find a field by label or name").fill("Weight")
    page.get_by_role("list", name="Fields of Deals").get_by_role("button", name="Weight").wait_for()
    expect(page.get_by_role("button", name="Restore Weight")).to_have_count(0)
    assert company.read("deal", company.ids["deal"])[weight] == 12.5


def test_what_is_refused_is_said_where_it_stands(company: Company, open_signed_in: OpenPage) -> None:
    page = open_signed_in(company.email, "/settings/objects/deal")
    panel = begin_field(page, WORDS["en-US"], "Whole number", "Seats")
    panel.get_by_role("button", name="Place, help text").click()
    panel.get_by_label("At least").fill("9")
    panel.get_by_label("At most").fill("1")

    panel.get_by_role("button", name="Create field").click()

    panel.get_by_text("The least value (9) is above the greatest (1).").wait_for()
    expect(panel.get_by_label("At least")).to_have_attribute("aria-invalid", "true")
    panel.get_by_label("At most").fill("20")
    panel.get_by_role("button", name="Create field").click()
    expect(panel).to_have_count(0)
    seats = until(lambda: company.fields("deal").get("c_seats"))
    assert (seats["minimum"], seats["maximum"]) == (9, 20)


def test_a_field_is_changed_with_its_type_and_name_as_they_are(
    company: Company, open_signed_in: OpenPage
) -> None:
    fee = add_field(company, type="money", label={"en": "Fee", "zh-CN": "费用"})
    page = open_signed_in(company.email, "/settings/objects/deal")
    page.get_by_role("list").get_by_role("button", name=fee).click()
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("button", name="Save", exact=True)).to_be_disabled()

    panel.get_by_label("Label", exact=True).fill("Set-up fee")
    panel.get_by_role("switch", name="Indexed").check()
    panel.get_by_role("button", name="Save", exact=True).click()

    expect(panel).to_have_count(0)
    page.get_by_role("list").get_by_role("button", name="Set-up fee").get_by_text("ndexed").wait_for()
    until(lambda: company.fields("deal")[fee]["custom"]["labels"] == {"en": "Set-up fee", "zh-CN": "费用"})
    assert company.fields("deal")[fee]["custom"]["index"] != "none"


def test_options_of_a_standard_choice_are_renamed_reordered_and_retired(
    company: Company, open_signed_in: OpenPage
) -> None:
    before = [each["value"] for each in company.fields("account")["industry"]["options"]]
    page = open_signed_in(company.email, "/settings/objects/account")
    page.get_by_role("list").get_by_role("button", name="industry").click()
    panel = page.get_by_role("dialog")
    options = panel.get_by_role("list", name="Options").get_by_role("listitem")

    options.nth(0).get_by_label("Option in English").fill("First of all")
    options.nth(2).get_by_role("button", name="Retire").click()
    options.nth(0).get_by_role("button", name="Move First of all", exact=True).focus()
    page.keyboard.press("Space")
    expect(panel.get_by_text("First of all is at place 1 of")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(panel.get_by_text("First of all is at place 2 of")).to_have_count(1)
    page.keyboard.press("Space")
    expect(options.nth(1).get_by_label("Option in English")).to_have_value("First of all")
    panel.get_by_role("button", name="Save", exact=True).click()
    expect(panel).to_have_count(0)

    def options_are(values: list[str]) -> Any:
        after = company.fields("account")["industry"]["options"]
        return after if [each["value"] for each in after] == values else None

    after = until(lambda: options_are([before[1], before[0], *before[2:]]))
    assert (after[1]["label"], after[2].get("retired")) == ("First of all", True)


def test_only_administrators_find_the_page(site: Site, company: Company, open_signed_in: OpenPage) -> None:
    hire(site, company, "grace@fieldkeepers.example")

    page = open_signed_in("grace@fieldkeepers.example", "/settings/profile")

    page.get_by_role("navigation", name="Settings").get_by_role("link", name="My profile").wait_for()
    expect(page.get_by_role("link", name="Objects & fields")).to_have_count(0)
