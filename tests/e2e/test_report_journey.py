"""Reading the truth off the sales overview and following it down to the deals behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.factories.sales_data import load_sales_data
from tests.fixtures.site import OpenPage, Site

TOTALS = ("$10,005,534", "63.15%", "47.99", "2,089")
REGIONS = {"West": "$3,568,647", "Central": "$3,346,293", "East": "$3,090,594"}
QUARTERS = ("$1,134,672", "$3,086,111", "$2,982,255", "$2,802,496")

OpenReport = Callable[..., Any]


@pytest.fixture(scope="module")
def companies(site: Site, owner_url: str) -> dict[str, str]:
    """A company of each language, with the public data set; gives the administrators' addresses."""
    found = {}
    for language, company in (("en", "atlas"), ("zh-CN", "taihe")):
        site.sign_up(company, locale=language)
        load_sales_data(owner_url, company)
        found[language] = f"admin@{company}.example"
    return found


@pytest.fixture
def open_report(open_signed_in: OpenPage, companies: dict[str, str]) -> OpenReport:
    def open_report(path: str = "/reports/sales", language: str = "en", **given: Any) -> Any:
        page = open_signed_in(companies[language], path, language=language, **given)
        page.get_by_text(TOTALS[0]).first.wait_for()
        return page

    return open_report


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_shows_the_known_totals(open_report: OpenReport, language: str, phone: bool) -> None:
    page = open_report(language=language, phone=phone, dark=phone)

    for figure in (*TOTALS, *REGIONS.values()):
        expect(page.get_by_role("main")).to_contain_text(figure)
    # The columns are drawn when their width is known.
    expect(page.locator("svg a")).to_have_count(len(QUARTERS))
    names = page.locator("svg a").evaluate_all("links => links.map(link => link.getAttribute('aria-label'))")
    assert [re.search(r"\$[\d,]*\d", name)[0] for name in names] == list(QUARTERS)  # type: ignore[index]
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_a_bar_leads_to_the_deals_it_counts(open_report: OpenReport) -> None:
    page = open_report()

    page.get_by_role("link", name=re.compile("^Darcel Schlecht: .*349 deals")).click()

    page.wait_for_url("**/o/deal?*")
    page.get_by_text("349 records").wait_for()


def test_a_column_is_followed_by_keyboard(open_report: OpenReport) -> None:
    page = open_report()

    page.get_by_role("link", name=re.compile("^2017 Q1: .*531 deals")).press("Enter")

    page.wait_for_url("**/o/deal?*")
    page.get_by_text("531 records").wait_for()


def test_filters_are_kept_in_the_address(open_report: OpenReport) -> None:
    page = open_report()

    page.get_by_role("combobox", name="Office").click()
    page.get_by_role("option", name="West").click()
    page.get_by_text(REGIONS["West"]).first.wait_for()
    page.get_by_text(REGIONS["East"]).wait_for(state="detached")

    expect(page).to_have_url(re.compile("office=West"))
    page.reload()
    page.get_by_text(REGIONS["West"]).first.wait_for()
    page.get_by_role("button", name="Clear", exact=True).click()
    page.get_by_text(TOTALS[0]).first.wait_for()
    expect(page).not_to_have_url(re.compile("office"))


def test_a_chart_is_also_a_table_and_a_file(open_report: OpenReport) -> None:
    page = open_report()

    page.get_by_role("button", name="Show “Won revenue by region” as a table").click()
    row = page.get_by_role("row", name=re.compile("^West "))
    expect(row.get_by_role("cell", name=REGIONS["West"], exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download “Won revenue by region” as CSV").click()

    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Region,Deals,Amount,Share"
    assert lines[1].startswith("West,1438,3568647,")
