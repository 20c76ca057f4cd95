"""A newcomer brings the four files of the public data set through the wizard, reads the truth off the report, takes it back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

import guanxi.demo
from tests.fixtures.site import OpenPage, Site

DATA = Path(guanxi.demo.__file__).parent / "crm_sales"
# As people drop them: in no particular order.
FILES = ("sales_pipeline", "accounts", "products", "sales_teams")
LONG = 120_000


@dataclass(frozen=True)
class Words:
    """What the buttons are called in one language."""

    tag: str
    new: str
    read: str
    next: str
    accept: str
    start: str
    next_file: str
    done: dict[str, str]
    undo: str
    confirm: str
    undone: str
    reverted: str
    won: str


ENGLISH = Words(
    "en", "New import", "Read 4 files", "Continue", "Accept 1 close match", "Import", "Next file",
    {"user": "Users imported", "product": "Products imported", "account": "Accounts imported", "deal": "Deals imported"},
    "Undo import", "Take back", "The import was taken back", "8,800", "Won revenue",
)  # fmt: skip
CHINESE = Words(
    "zh-CN", "新建导入", "读取 4 个文件", "下一步", "采纳 1 个相近匹配", "导入", "下一个文件",
    {"user": "用户导入完成", "product": "产品导入完成", "account": "客户导入完成", "deal": "商机导入完成"},
    "撤销导入", "撤销", "本次导入已撤销", "8,800", "赢单金额",
)  # fmt: skip

ROWS = {"user": "35", "product": "7", "account": "85", "deal": "8,800"}


class Wizard:
    """Goes through the wizard as a person does: looks, corrects, continues."""

    def __init__(self, page: Any, words: Words) -> None:
        self.page = page
        self.words = words

    def drop(self, *names: str) -> None:
        self.page.locator("input[type=file]").set_input_files([DATA / f"{name}.csv" for name in names])

    def button(self, name: str) -> Any:
        return self.page.get_by_role("button", name=name, exact=True)

    def to_preview(self) -> None:
        """Through the steps until the whole file has been tried; close matches are taken on the way."""
        while "step=preview" not in self.page.url:
            # A step is drawn whole: when the way on is there, so is what it asks.
            self.button(self.words.next).wait_for(timeout=LONG)
            heading = self.page.locator("main h2").first.inner_text()
            accept = self.button(self.words.accept)
            if accept.count():
                accept.click()
                accept.wait_for(state="detached")
            self.button(self.words.next).click()
            expect(self.page.locator("main h2").first).not_to_have_text(heading)

    def start(self, rows: str) -> None:
        button = self.page.get_by_role("button", name=re.compile(rf"{self.words.start} {rows}( |$)"))
        button.click(timeout=LONG)

    def wait_until_done(self, kind: str) -> None:
        self.page.get_by_role("heading", name=self.words.done[kind]).wait_for(timeout=LONG)

    def count_of(self, key: str) -> Any:
        return self.page.locator(f"[data-count={key}] dd")


def fits(page: Any) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("words", "phone"), [(ENGLISH, False), (CHINESE, True)], ids=["en-wide", "zh-phone"])
def test_four_files_in_and_out_again(site: Site, open_signed_in: OpenPage, words: Words, phone: bool) -> None:
    company = f"newcomer{int(phone)}"
    site.sign_up(company, locale=words.tag)
    page = open_signed_in(f"admin@{company}.example", "/imports", language=words.tag, phone=phone)
    wizard = Wizard(page, words)

    page.get_by_role("link", name=words.new).click()
    wizard.drop(*FILES)
    # What others refer to comes first, whatever the order of the files.
    for place, name in enumerate(("sales_teams", "products", "accounts", "sales_pipeline")):
        page.locator("li:has(input)").nth(place).get_by_text(f"{name}.csv").wait_for()
    wizard.button(words.read).click()

    for kind, rows in ROWS.items():
        wizard.to_preview()
        assert fits(page)
        wizard.start(rows)
        wizard.wait_until_done(kind)
        expect(wizard.count_of("created")).to_have_text(rows)
        expect(wizard.count_of("refused")).to_have_text("0")
        if kind != "deal":
            page.get_by_role("link", name=words.next_file).click()

    imported = page.url
    page.goto("/reports/sales")
    page.get_by_text("$10,005,534").first.wait_for()

    page.goto(imported)
    wizard.button(words.undo).click()
    wizard.button(words.confirm).click()
    page.get_by_text(words.undone).wait_for(timeout=LONG)
    page.goto("/reports/sales")
    page.get_by_role("link", name=re.compile("Import deals|导入商机")).wait_for()


def test_the_place_survives_a_reload(site: Site, open_signed_in: OpenPage) -> None:
    site.sign_up("reloader")
    page = open_signed_in("admin@reloader.example", "/imports/new")
    wizard = Wizard(page, ENGLISH)
    wizard.drop("accounts")
    wizard.button("Read the file").click()
    wizard.button("Continue").click()
    page.get_by_role("heading", name="Where does each column go?").wait_for()
    page.get_by_role("combobox", name="Field for the column office_location").click()
    page.get_by_role("option", name="State/Province").click()
    page.get_by_text("Chosen", exact=True).wait_for()

    page.reload()

    page.get_by_role("heading", name="Where does each column go?").wait_for()
    expect(page.get_by_role("combobox", name="Field for the column office_location")).to_have_value(
        "State/Province"
    )


def test_dates_that_fit_two_orders_are_asked_about(
    site: Site, open_signed_in: OpenPage, tmp_path: Path
) -> None:
    site.sign_up("asker")
    file = tmp_path / "deals.csv"
    file.write_text("Deal name,Close date,Amount\nOne,3/1/2017,100\nTwo,5/2/2017,200\n")
    page = open_signed_in("admin@asker.example", "/imports/new")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()

    page.get_by_text("Which day is “3/1/2017”?").wait_for()
    expect(page.get_by_role("button", name="Continue")).to_be_disabled()
    page.get_by_role("radio", name=re.compile("Day.month.year")).click()
    Wizard(page, ENGLISH).to_preview()

    page.get_by_role("cell", name="Jan 3, 2017").wait_for()


def test_refused_rows_say_why_and_can_be_taken_away(
    site: Site, open_signed_in: OpenPage, tmp_path: Path
) -> None:
    site.sign_up("mender")
    file = tmp_path / "deals.csv"
    file.write_text(
        "Deal name,Close date,Product\nGood,2017-01-31,\nBad date,2017-13-31,\nBad product,2017-01-31,Nothing\n"
    )
    page = open_signed_in("admin@mender.example", "/imports/new")
    wizard = Wizard(page, ENGLISH)
    page.locator("input[type=file]").set_input_files(file)
    wizard.button("Read the file").click()
    wizard.to_preview()

    page.get_by_role("button", name="Refused 2").click(timeout=LONG)
    page.locator("td[data-wrong]").filter(has_text="2017-13-31").wait_for()
    wizard.start("1")
    wizard.wait_until_done("deal")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download 2 refused rows").click()

    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "Bad date" in text and "Bad product" in text and "Good" not in text


def test_undo_keeps_and_lists_what_was_edited_since(site: Site, open_signed_in: OpenPage) -> None:
    token = site.sign_up("corrector")["token"]
    with site.api(token) as api:
        file = {"file": ("deals.csv", b"Deal name\nEdited since\nLeft alone\n")}
        sent = api.post("/imports", data={"object": "deal", "start": "true"}, files=file).json()
        page = open_signed_in("admin@corrector.example", f"/imports/{sent['id']}")
        page.get_by_role("heading", name="Deals imported").wait_for(timeout=LONG)
        found = api.get("/objects/deal/records", params={"filter": 'name == "Edited since"'}).json()["data"]
        api.patch(
            f"/objects/deal/records/{found[0]['id']}", json={"next_step": "Call back"}
        ).raise_for_status()

    page.get_by_role("button", name="Undo import").click()
    page.get_by_role("button", name="Take back", exact=True).click()

    page.get_by_text("1 record was kept because someone changed it since:").wait_for()
    page.get_by_role("link", name="Edited since").click()
    page.wait_for_url("**/o/deal/*")
