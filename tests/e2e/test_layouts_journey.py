"""A journey through the layout of a kind of record: carried together, conditional while one types, in its own order on a phone."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.e2e.companies import company_with_deal, fits_its_screen
from tests.fixtures.site import OpenPage, Site

LAYOUTS = "/definitions/layout"


def carry(page: Page, what: Locator, to: Locator) -> None:
    """By mouse, in the small steps that tell a drag from a click."""
    what.scroll_into_view_if_needed()
    start, end = what.bounding_box(), to.bounding_box()
    assert start is not None and end is not None
    page.mouse.move(start["x"] + 20, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 24, steps=4)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=8)
    expect(page.locator("[data-over]").first).to_be_attached()
    page.mouse.up()


def save(page: Page) -> None:
    with page.expect_response(
        lambda answer: LAYOUTS in answer.url and answer.request.method == "PUT"
    ) as saved:
        page.get_by_role("button", name="Save", exact=True).click()
    assert saved.value.status == 200, saved.value.text()


def names(page: Page, section: str) -> list[str]:
    return page.locator(f"[data-section={section}] [data-field]").evaluate_all(
        "all => all.map(one => one.dataset.field)"
    )


def test_a_page_is_put_together_and_follows_what_is_typed(site: Site, open_signed_in: OpenPage) -> None:
    company = company_with_deal(site, "layouts")
    added = company.api.post(
        "/objects/deal/fields", json={"type": "text", "label": "Discount reason", "name": "c_reason"}
    )
    assert added.status_code == 201, added.text
    page = open_signed_in(company.email, "/settings/objects/deal/layouts")
    page.get_by_role("link", name="Add a layout").click()
    canvas = page.locator("[data-area]")
    expect(canvas).to_have_count(3)

    # A field carried onto a column makes a section there.
    field = page.locator("[data-placed=c_reason]")
    carry(page, field, page.locator("[data-area=left] >> text=Drop here"))
    expect(page.locator("[data-item=section] [data-placed]")).to_have_count(1)
    page.locator("[data-item=section]").get_by_role("button", name="New section").click()
    panel = page.get_by_role("complementary", name="Settings")
    panel.get_by_label("Name", exact=True).fill("Large deal")
    expect(page.locator("[data-item=section]").get_by_role("button", name="Large deal")).to_be_visible()
    panel.get_by_role("button", name="Advanced").click()
    page.get_by_label("Condition as an expression").fill("amount > 100000")
    page.get_by_role("button", name="Apply").click()
    expect(panel.get_by_text("Shown while this holds")).to_be_visible()
    save(page)
    page.wait_for_url("**/layouts/deal/deal_page")
    expect(page.get_by_role("button", name="Delete", exact=True)).to_be_visible()

    # Without a mouse: Alt and an arrow. And back again.
    first, second = page.locator("[data-placed]").evaluate_all(
        "all => all.slice(0, 2).map(one => one.dataset.placed)"
    )
    page.locator(f"[data-placed={second}]").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[data-placed]").first).to_have_attribute("data-placed", second)
    page.get_by_label("Undo", exact=True).click()
    expect(page.locator("[data-placed]").first).to_have_attribute("data-placed", first)

    # What stands first on a phone.
    page.get_by_role("radiogroup", name="Screen").locator("label").nth(1).click()
    page.locator("[data-item=files]").get_by_role("button").first.focus()
    for _ in range(page.locator("[data-item]").count()):
        page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[data-item]").first).to_have_attribute("data-item", "files")
    save(page)

    deal = company.ids["deal"]
    page.goto(f"/o/deal/{deal}")
    amount = page.locator("[data-section] [data-field=amount]")
    amount.wait_for()
    expect(page.locator("[data-section=section]")).to_have_count(0)
    amount.hover()
    amount.get_by_role("button").click()
    amount.get_by_role("textbox").fill("200000")
    # As one types: nothing is saved yet.
    expect(page.locator("[data-section=section]")).to_be_visible()
    assert company.read("deal", deal)["amount"] == "54820.50"
    page.keyboard.press("Escape")
    expect(page.locator("[data-section=section]")).to_have_count(0)

    amount.hover()
    amount.get_by_role("button").click()
    amount.get_by_role("textbox").fill("200000")
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        page.keyboard.press("Enter")
    expect(page.locator("[data-section=section]")).to_be_visible()
    assert names(page, "section") == ["c_reason"]

    phone = open_signed_in(company.email, f"/o/deal/{deal}", phone=True)
    phone.locator("[data-section]").first.wait_for()
    order = phone.locator("[data-section], h2:text-is('Files')").evaluate_all(
        "all => all.map(one => one.dataset.section ?? 'files')"
    )
    assert order[0] == "files" and "section" in order
    assert fits_its_screen(phone)
