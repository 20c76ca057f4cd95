"""Journeys around the composer and the timeline: notes, tasks with dates in words, ticking off, rewording."""

from __future__ import annotations

import pytest

from tests.e2e.companies import company_with_deal
from tests.e2e.toasts import take_back, toast
from tests.fixtures.site import OpenPage, Site

NAMES = {
    "en-US": {"note": "Write a note…", "task": "Task", "add_task": "Add task", "what": "What is to be done?",
              "next": "Next steps", "text": "Call Maria tomorrow", "due": "Tomorrow", "undo": "Undo", "done": "Done:"},
    "zh-CN": {"note": "写一条备注…", "task": "任务", "add_task": "添加任务", "what": "要做什么？",
              "next": "待办", "text": "明天给玛丽亚回电", "due": "明天", "undo": "撤销", "done": "已完成："},
}  # fmt: skip


@pytest.mark.parametrize("language", list(NAMES))
@pytest.mark.parametrize("phone", [False, True])
def test_a_note_and_a_task_are_written_on_the_record(
    site: Site, open_signed_in: OpenPage, language: str, phone: bool
) -> None:
    words = NAMES[language]
    company = company_with_deal(site, f"writers-{language.lower()}-{int(phone)}", language)
    page = open_signed_in(company.email, f"/o/deal/{company.ids['deal']}", language=language, phone=phone)

    page.get_by_label(words["note"]).fill("Kick-off went well\nThey want two references.")
    page.get_by_label(words["note"]).press("Control+Enter")
    page.get_by_text("They want two references.").wait_for()

    page.get_by_role("button", name=words["task"], exact=True).click()
    page.get_by_label(words["what"]).fill(words["text"])
    page.get_by_role("button", name=words["due"]).wait_for()
    page.get_by_role("button", name=words["add_task"]).click()
    steps = page.get_by_role("region", name=words["next"])
    steps.get_by_role("link", name=words["text"]).wait_for()

    steps.get_by_role("checkbox").click()
    toast(page, words["done"]).wait_for()
    steps.get_by_role("link", name=words["text"]).wait_for(state="detached")
    take_back(page, words["done"], words["undo"])
    steps.get_by_role("link", name=words["text"]).wait_for()


def test_what_is_said_about_a_deal_is_seen_on_its_account(site: Site, open_signed_in: OpenPage) -> None:
    company = company_with_deal(site, "speakers")
    page = open_signed_in(company.email, f"/o/deal/{company.ids['deal']}")
    page.get_by_label("Write a note…").fill("They prefer e-mail.")
    page.get_by_label("Write a note…").press("Control+Enter")
    page.get_by_role("listitem").filter(has_text="They prefer e-mail.").wait_for()

    page.goto(f"/o/account/{company.ids['account']}")

    page.get_by_role("listitem").filter(has_text="They prefer e-mail.").wait_for()


def test_a_note_is_reworded_and_deleted(site: Site, open_signed_in: OpenPage) -> None:
    company = company_with_deal(site, "editors")
    company.create("note", "activity", name="Frist call", type="note", done=True, deal=company.ids["deal"])
    page = open_signed_in(company.email, f"/o/deal/{company.ids['deal']}")
    entry = page.get_by_role("listitem").filter(has_text="wrote a note")

    entry.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Edit").click()
    page.get_by_role("textbox", name="Text").fill("First call")
    page.get_by_role("button", name="Save").click()
    toast(page, "Text changed.").wait_for()
    assert company.read("activity", company.ids["note"])["name"] == "First call"

    entry.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Delete").click()
    toast(page, "Deleted: First call").wait_for()
    entry.wait_for(state="detached")


def test_older_entries_load_on_the_way_down(site: Site, open_signed_in: OpenPage) -> None:
    company = company_with_deal(site, "historians")
    for number in range(45):
        company.change("deal", company.ids["deal"], next_step=f"Step {number}")
    page = open_signed_in(company.email, f"/o/deal/{company.ids['deal']}")
    page.get_by_role("listitem").filter(has_text="Step 44").first.wait_for()

    # Older entries come when the button is in sight; it may be gone before a slower way of scrolling is done.
    page.get_by_role("button", name="Show older").focus()

    page.get_by_role("listitem").filter(has_text="created this deal").wait_for()
