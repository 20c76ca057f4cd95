"""Files of a record: sent, fetched, deleted, and kept after all."""

from __future__ import annotations

import pytest

from tests.e2e.companies import found_company
from tests.fixtures.site import OpenPage, Site

NAMES = {
    "en-US": {"delete": "Delete “报价.txt”", "undo": "Undo"},
    "zh-CN": {"delete": "删除“报价.txt”", "undo": "撤销"},
}


@pytest.mark.parametrize("language", list(NAMES))
def test_a_file_is_sent_fetched_and_deleted(site: Site, open_signed_in: OpenPage, language: str) -> None:
    words = NAMES[language]
    company = found_company(site, f"filers-{language.lower()}", language)
    record = company.create("account", "account", name="Globex")
    page = open_signed_in(company.email, f"/o/account/{record}", language=language)

    page.locator("input[type=file]").first.set_input_files(
        {"name": "报价.txt", "mimeType": "text/plain", "buffer": "一万元整".encode()}
    )
    link = page.get_by_role("link", name="报价.txt")
    link.wait_for()
    with page.expect_download() as download:
        link.click()
    assert download.value.path().read_text(encoding="utf-8") == "一万元整"

    page.get_by_role("listitem").filter(has_text="报价.txt").hover()
    page.get_by_role("button", name=words["delete"]).click()
    link.wait_for(state="detached")
    page.get_by_role("button", name=words["undo"], exact=True).click()
    link.wait_for()
    kept = company.api.get("/files", params={"object": "account", "record_id": record}).json()["data"]
    assert [file["name"] for file in kept] == ["报价.txt"]


def test_a_file_sent_before_the_files_are_listed_is_shown(site: Site, open_signed_in: OpenPage) -> None:
    """The first list of files may have been read before the upload and arrive after it."""
    company = found_company(site, "hasty-filers")
    record = company.create("account", "account", name="Globex")
    page = open_signed_in(company.email)
    page.route("**/api/v1/files?*", lambda first: None, times=1)
    with page.expect_request("**/api/v1/files?*"):
        page.goto(f"/o/account/{record}")

    page.locator("input[type=file]").first.set_input_files(
        {"name": "quote.txt", "mimeType": "text/plain", "buffer": b"10,000"}
    )

    page.get_by_role("link", name="quote.txt").wait_for()
