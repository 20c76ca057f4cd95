"""My day: what is late, what is due, adding in words, ticking off, putting off."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.e2e.companies import fits_its_screen, found_company
from tests.e2e.toasts import take_back, toast
from tests.fixtures.site import OpenPage, Site

NAMES = {
    "en-US": {"overdue": "Overdue", "upcoming": "Upcoming", "add": "Add a task", "text": "Call Tom tomorrow",
              "put_off": "Put off “Send the quote”", "tomorrow": "Tomorrow", "done": "Done:", "undo": "Undo", "empty": "No tasks yet"},
    "zh-CN": {"overdue": "已逾期", "upcoming": "接下来", "add": "添加任务", "text": "明天给王总回电",
              "put_off": "推迟“Send the quote”", "tomorrow": "明天", "done": "已完成：", "undo": "撤销", "empty": "还没有任务"},
}  # fmt: skip


@pytest.mark.parametrize("language", list(NAMES))
@pytest.mark.parametrize("phone", [False, True])
def test_a_day_is_worked_through(site: Site, open_signed_in: OpenPage, language: str, phone: bool) -> None:
    words = NAMES[language]
    company = found_company(site, f"workers-{language.lower()}-{int(phone)}", language)
    yesterday = (datetime.now(UTC) - timedelta(days=1)).isoformat(timespec="seconds")
    task = company.create(
        "task", "activity", name="Send the quote", type="task", due_at=yesterday, done=False
    )
    page = open_signed_in(company.email, language=language, phone=phone)
    overdue = page.get_by_role("region", name=words["overdue"])
    overdue.get_by_role("link", name="Send the quote").wait_for()
    assert fits_its_screen(page)

    overdue.get_by_role("button", name=words["put_off"]).click()
    page.get_by_role("menuitem", name=words["tomorrow"]).click()
    upcoming = page.get_by_role("region", name=words["upcoming"])
    upcoming.get_by_role("link", name="Send the quote").wait_for()

    page.get_by_label(words["add"], exact=True).fill(words["text"])
    page.get_by_label(words["add"], exact=True).press("Enter")
    upcoming.get_by_role("link", name=words["text"]).wait_for()

    upcoming.get_by_role("listitem").filter(has_text="Send the quote").get_by_role("checkbox").click()
    upcoming.get_by_role("link", name="Send the quote").wait_for(state="detached")
    toast(page, words["done"]).wait_for()
    assert company.read("activity", task)["done"] is True
    take_back(page, words["done"], words["undo"])
    upcoming.get_by_role("link", name="Send the quote").wait_for()


@pytest.mark.parametrize("language", list(NAMES))
def test_an_empty_day_teaches(site: Site, open_signed_in: OpenPage, language: str) -> None:
    company = found_company(site, f"beginners-{language.lower()}", language)

    page = open_signed_in(company.email, language=language, phone=True)

    page.get_by_role("heading", name=NAMES[language]["empty"]).wait_for()


def test_deals_about_to_close_are_shown(site: Site, open_signed_in: OpenPage) -> None:
    company = found_company(site, "closers")
    soon = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    company.create(
        "deal", "deal", name="Nearly there", stage="negotiation", pipeline="sales", close_date=soon
    )

    page = open_signed_in(company.email)

    page.get_by_role("region", name="Closing soon").get_by_role("link", name="Nearly there").click()
    page.wait_for_url("**/o/deal/*")


def test_a_new_company_is_shown_how_to_begin(site: Site, open_signed_in: OpenPage) -> None:
    found_company(site, "beginners")
    page = open_signed_in("admin@beginners.example")

    page.get_by_role("heading", name="No tasks yet").wait_for()
    page.get_by_role("link", name="Invite colleagues").wait_for()
    page.get_by_role("link", name="Import your data").click()

    page.wait_for_url("**/imports/new")
