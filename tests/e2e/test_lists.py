"""Journeys through a list: filter, sort, edit in place, select, save a view, undo; in both languages and widths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.fixtures.site import OpenPage, Site

ADMIN = "admin@listers.example"
ACCOUNTS = [
    {"name": "Acme Corporation", "industry": None, "employees": 2822, "annual_revenue": "1100.00"},
    {"name": "Betasoloin", "employees": 495, "annual_revenue": "251.00"},
    {"name": "上海远景科技有限公司", "employees": 12000, "annual_revenue": "9000.00"},
]


@pytest.fixture(scope="module")
def company(site: Site) -> dict[str, Any]:
    """A company with three accounts and a deal of each."""
    entered = site.sign_up("listers")
    with site.api(entered["token"]) as api:
        created = api.post("/objects/account/records", json=ACCOUNTS)
        assert created.status_code == 201, created.text
        deals = [
            {
                "name": f"Deal {number}",
                "account": account,
                "amount": f"{number * 1000}.00",
                "stage": "engaging",
            }
            for number, account in enumerate(created.json()["ids"], start=1)
        ]
        created = api.post("/objects/deal/records", json=deals)
        assert created.status_code == 201, created.text
    return entered


@pytest.fixture
def open_list(company: dict[str, Any], open_signed_in: OpenPage) -> OpenPage:
    def open_list(path: str, **given: Any) -> Any:
        return open_signed_in(ADMIN, path, **given)

    return open_list


def titles(page: Any) -> Any:
    return page.locator("[role=gridcell][data-first] a")


def into_grid(page: Any) -> None:
    """Gives the keyboard to the list, once its rows are there."""
    titles(page).first.wait_for()
    page.get_by_role("grid").focus()


class TestReading:
    def test_shows_labels_counts_and_sums_not_codes(self, open_list: OpenPage) -> None:
        page = open_list("/o/deal")

        page.get_by_text("3 records").wait_for()
        page.get_by_text("$6,000").wait_for()
        expect(page.get_by_role("gridcell", name="Engaging")).to_have_count(3)
        expect(page.get_by_text("engaging", exact=True)).to_have_count(0)

    def test_sorts_by_pressing_a_header_and_keeps_it_in_the_address(self, open_list: OpenPage) -> None:
        page = open_list("/o/account")

        page.get_by_role("columnheader", name="Employees").get_by_role("button").click()

        page.wait_for_url("**sort=-employees*")
        page.locator("[aria-sort=descending]").wait_for()
        expect(titles(page)).to_have_text(["上海远景科技有限公司", "Acme Corporation", "Betasoloin"])

    def test_finds_chinese_by_pinyin(self, open_list: OpenPage) -> None:
        page = open_list("/o/account")

        page.get_by_label("Search this list").fill("yuanjing")

        page.get_by_text("1 record", exact=True).wait_for()
        expect(titles(page)).to_have_text(["上海远景科技有限公司"])

    @pytest.mark.parametrize(
        ("language", "none"), [("en-US", "Nothing matches"), ("zh-CN", "没有匹配的记录")]
    )
    def test_fits_a_phone(self, open_list: OpenPage, language: str, none: str) -> None:
        page = open_list("/o/account", phone=True, language=language)

        page.get_by_role("link", name="Betasoloin").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.get_by_role("grid").count() == 0


class TestFiltering:
    def test_builds_a_sentence_by_keyboard(self, open_list: OpenPage) -> None:
        page = open_list("/o/account")
        titles(page).first.wait_for()

        page.get_by_role("button", name="Filter", exact=True).press("Enter")
        expect(page.get_by_placeholder("Filter by")).to_be_focused()
        page.keyboard.type("Employ")
        page.keyboard.press("Enter")
        page.get_by_label("Value").fill("1000")
        page.keyboard.press("Enter")

        page.get_by_role("button", name="Employees is at least 1,000").wait_for()
        page.get_by_text("2 records").wait_for()
        expect(page).to_have_url(re.compile("filter=employees.*1000"))

    def test_explains_a_wrong_expression_where_it_was_written(self, open_list: OpenPage) -> None:
        page = open_list("/o/account")

        page.get_by_role("button", name="Advanced").click()
        page.get_by_label("Condition as an expression").fill('employes > 5 || name == "x"')
        page.get_by_role("button", name="Apply").click()

        page.get_by_role("alert").get_by_text("employes").wait_for()

    def test_saves_a_view_that_a_colleague_may_open(self, open_list: OpenPage) -> None:
        page = open_list("/o/account?filter=employees > 400&sort=-employees")

        page.get_by_role("button", name="Save as new view").click()
        page.get_by_label("Name of the view").fill("Large ones")
        page.get_by_role("dialog").get_by_role("button", name="Save view").click()

        page.get_by_role("button", name="Large ones", exact=True).wait_for()
        page.wait_for_url("**v=*")
        page.reload()
        page.get_by_role("button", name="Employees is more than 400").wait_for()


@pytest.fixture
def view(company: dict[str, Any], site: Site) -> Iterator[dict[str, Any]]:
    with site.api(company["token"]) as api:
        answer = api.post(
            "/views", json={"object": "account", "name": "Big fish", "filter": "employees > 400"}
        )
        assert answer.status_code == 201, answer.text
        yield answer.json()
        left = api.delete(f"/views/{answer.json()['id']}")
        assert left.status_code in (200, 204, 404), left.text


class TestView:
    def test_is_renamed_where_it_stands(self, open_list: OpenPage, view: dict[str, Any]) -> None:
        page = open_list(f"/o/account?v={view['id']}")

        page.get_by_role("button", name="Actions for the view Big fish").click()
        page.get_by_role("menuitem", name="Rename").click()
        expect(page.get_by_label("Name of the view")).to_be_focused()
        page.wait_for_function(
            """() => {
                const tab = [...document.querySelectorAll('button')].find((it) => it.textContent === 'Big fish');
                return document.activeElement.getBoundingClientRect().top > tab.getBoundingClientRect().bottom;
            }"""
        )
        page.keyboard.type("Whales")
        page.keyboard.press("Enter")

        page.get_by_role("button", name="Whales", exact=True).wait_for()
        expect(page.get_by_label("Name of the view")).to_be_hidden()
        page.reload()
        page.get_by_role("button", name="Whales", exact=True).wait_for()

    def test_is_deleted_after_one_question(self, open_list: OpenPage, view: dict[str, Any]) -> None:
        page = open_list(f"/o/account?v={view['id']}")

        page.get_by_role("button", name="Actions for the view Big fish").click()
        page.get_by_role("menuitem", name="Delete view").click()
        page.get_by_role("menuitem", name="Yes, delete this view").click()

        expect(page.get_by_role("button", name="All", exact=True)).to_have_attribute("aria-current", "true")
        expect(page.get_by_role("button", name="Big fish", exact=True)).to_have_count(0)


class TestEditing:
    def test_edits_a_cell_by_keyboard_and_undoes_it(self, open_list: OpenPage) -> None:
        page = open_list("/o/account?sort=name&cols=name,employees")
        into_grid(page)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("e")
        expect(page.get_by_role("grid").get_by_role("textbox")).to_be_focused()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("2900")
        page.keyboard.press("Enter")

        page.get_by_role("gridcell", name="2,900").wait_for()
        page.get_by_role("button", name="Undo").click()
        page.get_by_role("gridcell", name="2,822").wait_for()

    def test_changes_many_at_once(self, open_list: OpenPage) -> None:
        page = open_list("/o/account?cols=name,country")
        into_grid(page)
        page.keyboard.press("Space")
        page.keyboard.press("Shift+ArrowDown")
        page.get_by_text("2 selected").wait_for()
        page.get_by_role("button", name="Edit field").click()
        page.get_by_role("combobox", name="Field").fill("Country")
        page.get_by_role("option", name="Country").click()
        page.get_by_label("Country", exact=True).fill("Norway")
        page.get_by_role("button", name="Apply to all selected").click()

        page.get_by_text("2 records changed.").wait_for()
        expect(page.get_by_role("gridcell", name="Norway")).to_have_count(2)

    def test_peeks_beside_the_list(self, open_list: OpenPage) -> None:
        page = open_list("/o/account?sort=name")
        into_grid(page)
        page.keyboard.press("p")

        panel = page.get_by_role("complementary", name="Preview of Acme Corporation")
        panel.get_by_text("2,822").first.wait_for()
        page.keyboard.press("j")
        page.get_by_role("complementary", name="Preview of Betasoloin").wait_for()


class TestExporting:
    def test_exports_what_is_selected_however_many(self, site: Site, open_signed_in: OpenPage) -> None:
        with site.api(site.sign_up("exporters")["token"]) as api:
            for start in (0, 100):
                made = api.post(
                    "/objects/contact/records",
                    json=[{"name": f"Person {n:03}"} for n in range(start, start + 60 + start // 5)],
                )
                assert made.status_code == 201, made.text
        page = open_signed_in("admin@exporters.example", "/o/contact?sort=-name&cols=name")
        page.get_by_text("140 records").wait_for()

        page.get_by_label("Select all that are loaded").click()
        loaded = self.exported(page)
        page.get_by_role("button", name="Select all 140").click()
        everything = self.exported(page)

        assert len(loaded) == 101
        assert loaded[:2] == ["Name", "Person 179"]
        assert len(everything) == 141
        assert everything[:2] == ["Name", "Person 179"]

    def exported(self, page: Any) -> list[str]:
        page.get_by_role("toolbar").get_by_role("button", name="Export").click()
        with page.expect_download() as download:
            page.get_by_role("menuitem", name="CSV").click()
        return download.value.path().read_text("utf-8-sig").splitlines()


class TestPalette:
    def test_finds_a_record_and_opens_it(self, open_list: OpenPage) -> None:
        page = open_list("/o/product")

        page.get_by_role("heading", name="No products yet").wait_for()
        page.keyboard.press("ControlOrMeta+k")
        page.get_by_label("Search records, or type what you want to do").fill("远景")
        page.get_by_role("button", name="上海远景科技有限公司").wait_for()
        page.keyboard.press("Enter")

        page.wait_for_url("**/o/account/*")


class TestLive:
    def test_shows_what_a_colleague_changes(
        self, company: dict[str, Any], site: Site, open_list: OpenPage
    ) -> None:
        with site.api(company["token"]) as api:
            created = api.post(
                "/objects/account/records", json={"name": "Zotware", "country": "Kenya"}
            ).json()
            page = open_list("/o/account?sort=-name&cols=name,country")
            page.get_by_role("gridcell", name="Kenya").wait_for()

            api.patch(f"/objects/account/records/{created['ids'][0]}", json={"country": "Iceland"})

            page.get_by_role("gridcell", name="Iceland").wait_for()
            api.delete(f"/objects/account/records/{created['ids'][0]}")
            page.get_by_role("gridcell", name="Iceland").wait_for(state="detached")
