"""A finger needs 40 pixels: what is pressed on a phone is that tall, and one page is as wide as the phone."""

from __future__ import annotations

import pytest

from tests.e2e.companies import Company, company_with_deal, fits_its_screen
from tests.fixtures.site import OpenPage, Site

# Links within text may be as small as the text; a checkbox is pressed on what lies around it, its ::before.
TOO_SMALL = """() => {
  const pressed = 'main button, main input:not([type=hidden]), main [role=tab], header button, nav a';
  const heightOf = (element) => {
    const around = getComputedStyle(element, '::before');
    const own = element.getBoundingClientRect().height;
    return around.position === 'absolute' ? Math.max(own, parseFloat(around.height) || 0) : own;
  };
  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return [...document.querySelectorAll(pressed)]
    .filter((element) => isSeen(element) && heightOf(element) > 1 && heightOf(element) < 38)
    .filter((element) => !(element.matches('input[type=checkbox][role=switch], input[type=radio]')))
    .map((element) => `${element.outerHTML.slice(0, 120)} ${heightOf(element)}`);
}"""
PAGES = {
    "/my-day": "h1",
    "/o/deal?filter=amount > 5": "a:has-text('Cancity GTX')",
    "/o/deal?view=board": "a:has-text('Cancity GTX')",
    "/o/activity": "h2",
    "/settings/pipelines": "h2:has-text('Sales')",
    "/settings/people": "h2",
    "/settings/objects": "h2",
    "/settings/objects/deal": "button[aria-haspopup=dialog]",
    "/imports/new": "h1",
    "/recycle-bin": "h2",
}


@pytest.fixture(scope="module")
def company(site: Site) -> Company:
    return company_with_deal(site, "fingers")


def test_is_large_enough_everywhere(company: Company, open_signed_in: OpenPage) -> None:
    page = open_signed_in(company.email, phone=True)

    for path, seen in {**PAGES, f"/o/deal/{company.ids['deal']}": "h1"}.items():
        page.goto(path)
        page.locator(f"main {seen}").first.wait_for()

        assert page.evaluate(TOO_SMALL) == [], path
        assert fits_its_screen(page), path
