"""Journeys through the settings of pipelines: one more, one less, and one that is in use."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.companies import Company, company_with_deal, fits_its_screen
from tests.fixtures.site import OpenPage, Site


@pytest.fixture(scope="module")
def company(site: Site) -> Company:
    return company_with_deal(site, "plumbers")


def names(page: Any) -> list[str]:
    """Below the object's own."""
    return page.get_by_role("heading", level=2).all_inner_texts()[1:]


def test_adds_a_pipeline_that_deals_can_be_put_in(company: Company, open_signed_in: OpenPage) -> None:
    page = open_signed_in(company.email, "/settings/pipelines")

    page.get_by_role("button", name="Add pipeline").click()
    expect(page.get_by_label("Name", exact=True).last).to_be_focused()
    page.keyboard.type("Partners")
    page.get_by_role("button", name="Save pipelines").click()
    page.get_by_text("Saved").wait_for()

    assert names(page) == ["Sales", "Renewals", "Partners"]
    page.goto("/o/deal?view=board")
    page.get_by_role("combobox", name="Pipeline").click()
    page.get_by_role("option", name="Partners").click()
    page.get_by_text("First contact").wait_for()


def test_removes_an_empty_pipeline(company: Company, open_signed_in: OpenPage) -> None:
    page = open_signed_in(company.email, "/settings/pipelines")

    page.get_by_role("button", name="Remove the pipeline Renewals").click()
    page.get_by_text("Removed when you save: Renewals").wait_for()
    page.get_by_role("button", name="Save pipelines").click()
    page.get_by_text("Saved").wait_for()

    page.reload()
    page.get_by_role("heading", name="Sales", exact=True).wait_for()
    assert "Renewals" not in names(page)


def test_says_which_deals_keep_a_pipeline(company: Company, open_signed_in: OpenPage) -> None:
    page = open_signed_in(company.email, "/settings/pipelines", phone=True)

    page.get_by_role("button", name="Remove the pipeline Sales").click()

    page.get_by_role("alert").get_by_text("One record is in this pipeline.").wait_for()
    assert fits_its_screen(page)
    page.get_by_role("link", name="Show these records").click()
    page.get_by_role("link", name="Cancity GTX").wait_for()
