"""The recycle bin: what was deleted, by whom; one or several come back."""

from __future__ import annotations

import pytest

from tests.e2e.companies import fits_its_screen, found_company
from tests.fixtures.site import OpenPage, Site

NAMES = {
    "en-US": {"by": "Deleted by Ada Lovelace", "restore": "Restore “Globex 1”", "one": "Restored: Globex 1",
              "all": "Select all", "two": "Restore 2", "many": "2 records restored.", "empty": "No deleted accounts", "back": "Restore"},
    "zh-CN": {"by": "由 Ada Lovelace 删除", "restore": "恢复“Globex 1”", "one": "已恢复：Globex 1",
              "all": "全选", "two": "恢复 2 条", "many": "已恢复 2 条记录。", "empty": "没有已删除的客户", "back": "恢复"},
}  # fmt: skip


@pytest.mark.parametrize("language", list(NAMES))
@pytest.mark.parametrize("phone", [False, True])
def test_one_and_then_the_others_come_back(
    site: Site, open_signed_in: OpenPage, language: str, phone: bool
) -> None:
    words = NAMES[language]
    company = found_company(site, f"binners-{language.lower()}-{int(phone)}", language)
    for number in (1, 2, 3):
        record = company.create(f"account {number}", "account", name=f"Globex {number}")
        assert company.api.delete(f"/objects/account/records/{record}").status_code == 200
    page = open_signed_in(company.email, "/recycle-bin?object=account", language=language, phone=phone)
    page.get_by_text(words["by"]).first.wait_for()
    assert fits_its_screen(page)

    page.get_by_role("button", name=words["restore"]).click()
    page.get_by_text(words["one"]).wait_for()
    page.get_by_role("button", name=words["restore"]).wait_for(state="detached")
    assert company.read("account", company.ids["account 1"])["name"] == "Globex 1"

    page.get_by_label(words["all"]).click()
    page.get_by_role("button", name=words["two"]).click()
    page.get_by_text(words["many"]).wait_for()
    page.get_by_role("heading", name=words["empty"]).wait_for()


@pytest.mark.parametrize("language", list(NAMES))
def test_the_page_of_a_deleted_record_offers_to_restore_it(
    site: Site, open_signed_in: OpenPage, language: str
) -> None:
    company = found_company(site, f"finders-{language.lower()}", language)
    record = company.create("account", "account", name="Initech")
    company.api.delete(f"/objects/account/records/{record}")
    page = open_signed_in(company.email, f"/o/account/{record}", language=language)

    page.get_by_role("button", name=NAMES[language]["back"], exact=True).click()

    page.get_by_role("heading", name="Initech", level=1).wait_for()
