"""Journeys across a board: carrying a deal by mouse and by keyboard, totals, undo, another pipeline, the phone."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.fixtures.site import OpenPage, Site

ADMIN = "admin@boarders.example"


@pytest.fixture
def company(site: Site, request: pytest.FixtureRequest) -> str:
    """A company of this test alone, with two deals in Engaging."""
    name = f"board{abs(hash(request.node.nodeid)) % 10**8}"
    entered = site.sign_up(name)
    deals = [
        {"name": f"Deal {letter}", "amount": amount, "stage": "engaging"}
        for letter, amount in (("A", "1000"), ("B", "250"))
    ]
    with site.api(entered["token"]) as api:
        created = api.post("/objects/deal/records", json=deals)
    assert created.status_code == 201, created.text
    return f"admin@{name}.example"


@pytest.fixture
def open_board(company: str, open_signed_in: OpenPage) -> OpenPage:
    def open_board(**given: Any) -> Any:
        page = open_signed_in(company, "/o/deal?view=board", **given)
        page.get_by_role("listitem", name="Deal A").wait_for()
        return page

    return open_board


def column(page: Any, name: str) -> Any:
    return page.get_by_role("region", name=name)


def hears(page: Any, *words: str, timeout: float | None = None) -> None:
    """Waits until the page has said so to those who cannot see the card move."""
    said = re.compile(".*".join(map(re.escape, words)))
    expect(page.locator("[id^=DndLiveRegion]")).to_have_text(said, timeout=timeout)


def carries(page: Any, key: str, *words: str) -> None:
    """Presses until the page has said where the card is: what is pressed before it has measured its columns is lost."""
    for _ in range(5):
        page.keyboard.press(key)
        with suppress(AssertionError):
            return hears(page, *words, timeout=5_000)
    raise AssertionError(f"{key} does not lead to {words}")


class TestBoard:
    def test_carries_a_deal_by_mouse_and_takes_it_back(self, open_board: OpenPage) -> None:
        page = open_board()
        column(page, "Engaging").get_by_text("$1.3K").wait_for()

        card = page.get_by_role("listitem", name="Deal A").bounding_box()
        target = column(page, "Negotiation").bounding_box()
        page.mouse.move(card["x"] + 40, card["y"] + card["height"] - 12)
        page.mouse.down()
        page.mouse.move(card["x"] + 80, card["y"] + 60, steps=5)
        page.mouse.move(target["x"] + 120, target["y"] + 160, steps=10)
        hears(page, "over Negotiation")
        page.mouse.up()

        column(page, "Negotiation").get_by_role("listitem", name="Deal A").wait_for()
        column(page, "Negotiation").get_by_text("$1K", exact=True).wait_for()
        page.get_by_role("button", name="Undo").click()
        column(page, "Engaging").get_by_role("listitem", name="Deal A").wait_for()

    @pytest.mark.parametrize(
        ("language", "engaging", "proposal"),
        [("en-US", "Engaging", "Proposal"), ("zh-CN", "需求沟通", "方案报价")],
    )
    def test_carries_a_deal_by_keyboard(
        self, site: Site, open_signed_in: OpenPage, language: str, engaging: str, proposal: str
    ) -> None:
        name = f"keyboard{language[:2]}"
        entered = site.sign_up(name, locale=language.removesuffix("-US"))
        with site.api(entered["token"]) as api:
            api.post("/objects/deal/records", json={"name": "Deal A", "amount": "1000", "stage": "engaging"})
        page = open_signed_in(f"admin@{name}.example", "/o/deal?view=board", language=language)

        column(page, engaging).get_by_role("listitem", name="Deal A").focus()
        page.keyboard.press("Space")
        hears(page, "Deal A", engaging)
        carries(page, "ArrowRight", "Deal A", proposal)
        page.keyboard.press("Space")

        column(page, proposal).get_by_role("listitem", name="Deal A").wait_for()
        page.reload()
        column(page, proposal).get_by_role("listitem", name="Deal A").wait_for()

    def test_shows_another_pipeline(self, open_board: OpenPage) -> None:
        page = open_board()

        page.get_by_role("combobox", name="Pipeline").click()
        page.get_by_role("option", name="Renewals").click()

        column(page, "Upcoming").wait_for()
        page.wait_for_url("**pipeline=renewal*")

    def test_snaps_column_by_column_on_a_phone(self, open_board: OpenPage) -> None:
        page = open_board(phone=True)

        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert column(page, "Engaging").bounding_box()["width"] < 340

    def test_carries_a_deal_by_finger_to_a_column_that_comes_into_sight(self, open_board: OpenPage) -> None:
        page = open_board(phone=True)
        card = column(page, "Engaging").get_by_role("listitem", name="Deal A")
        card.scroll_into_view_if_needed()
        place = settled_box(card)
        finger = Finger(page)

        finger.press(place["x"] + 60, place["y"] + place["height"] - 12)
        hears(page, "Deal A")
        finger.move(352)
        for _ in range(60):
            finger.move(352)
            if column(page, "Proposal").bounding_box()["x"] < 200:
                break
        target = column(page, "Proposal").bounding_box()
        finger.move(min(270, max(90, target["x"] + target["width"] / 2)))
        hears(page, "over Proposal")
        finger.lift()

        column(page, "Proposal").get_by_role("listitem", name="Deal A").wait_for()


def settled_box(element: Any) -> Any:
    """Where an element is once the columns have stopped snapping: in the same place twice."""
    before, box = None, element.bounding_box()
    while box != before:
        element.page.wait_for_timeout(200)
        before, box = box, element.bounding_box()
    return box


class Finger:
    """A real touch, sent through the browser's debugging protocol."""

    def __init__(self, page: Any) -> None:
        self.page, self.x, self.y = page, 0.0, 0.0
        self.session = page.context.new_cdp_session(page)

    def press(self, x: float, y: float) -> None:
        self.x, self.y = x, y
        self._send("touchStart")
        self.page.wait_for_timeout(350)  # Longer than the delay that tells carrying from scrolling.

    def move(self, x: float) -> None:
        start = self.x
        for step in range(1, 6):
            self.x = start + (x - start) * step / 5 + step % 2
            self._send("touchMove")
            self.page.wait_for_timeout(16)

    def lift(self) -> None:
        self.page.wait_for_timeout(150)
        self.session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def _send(self, kind: str) -> None:
        points = [{"x": self.x, "y": self.y}]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
