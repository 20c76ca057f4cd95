"""An administrator closes the accounts, opens some again by a rule and by hand, and asks why a colleague sees one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.companies import Company, company_with_deal, fits_its_screen, until
from tests.fixtures.clients import PASSWORD
from tests.fixtures.site import OpenPage, Site


@dataclass(frozen=True)
class Words:
    """What things are called in one language."""

    tag: str
    default: str
    private: str
    fewer: str
    apply: str
    add_rule: str
    rule_name: str
    to: str
    more: str
    save: str
    tab: str
    card_share: str
    person: str
    level: str
    can_change: str
    share: str
    check: str
    check_person: str
    by_rule: str
    by_hand: str


ENGLISH = Words(
    "en-US", "Default sharing of Accounts", "Private", "Fewer people keep access to one record.", "Apply", "Add rule",
    "Name", "Shared with", "More people get access to one record.", "Save", "Related", "Share", "Person or team", "How",
    "Can change", "Share", "Check a person", "Person", "shared by the rule “All for Grace”",
    "shared by hand with Grace Hopper",
)  # fmt: skip
CHINESE = Words(
    "zh-CN", "客户的默认共享", "私有", "1 条记录将有更少的人可以访问。", "应用", "新增规则", "名称", "共享给",
    "1 条记录将有更多人可以访问。", "保存", "相关", "共享", "人员或团队", "权限", "可编辑", "共享", "查看某人的权限", "人员",
    "由规则“All for Grace”共享", "手动共享给Grace Hopper",
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "phone"), [(ENGLISH, False), (CHINESE, True)], ids=["en-wide", "zh-CN-phone"]
)
def test_shares_and_explains(site: Site, open_signed_in: OpenPage, words: Words, phone: bool) -> None:
    company = company_with_deal(site, f"sharers-{words.tag.lower()}", words.tag)
    grace = colleague(site, company, "Grace Hopper")
    account = f"/objects/account/records/{company.ids['account']}"
    assert grace.get(account).status_code == 200

    page = open_signed_in(company.email, "/settings/sharing", language=words.tag, phone=phone)
    closes_accounts(page, words)
    until(lambda: grace.get(account).status_code == 404)

    opens_them_by_a_rule(page, words)
    until(lambda: grace.get(account).status_code == 200)
    assert grace.patch(account, json={"city": "Bern"}).status_code == 403
    assert fits_its_screen(page)

    page.goto(f"/o/account/{company.ids['account']}")
    if phone:
        page.get_by_role("tab", name=words.tab).click()
    page.get_by_role("button", name=words.card_share, exact=True).click()
    panel = page.get_by_role("dialog")
    shares_by_hand(page, panel, words)
    assert grace.patch(account, json={"city": "Bern"}).status_code == 200

    panel.get_by_role("combobox", name=words.check_person, exact=True).fill("Grace")
    page.get_by_role("option", name="Grace Hopper").click()
    verdict = panel.get_by_role("status")
    expect(verdict).to_contain_text("Grace Hopper")
    expect(verdict).to_contain_text(words.by_rule)
    expect(verdict).to_contain_text(words.by_hand)
    assert fits_its_screen(page)


def closes_accounts(page: Any, words: Words) -> None:
    page.get_by_role("combobox", name=words.default).click()
    page.get_by_role("option", name=words.private, exact=True).click()
    expect(page.get_by_role("status").filter(has_text=words.fewer)).to_contain_text("Cancity")
    page.get_by_role("button", name=words.apply, exact=True).click()
    expect(page.get_by_role("button", name=words.apply, exact=True)).to_have_count(0)


def opens_them_by_a_rule(page: Any, words: Words) -> None:
    page.get_by_role("button", name=words.add_rule).click()
    form = page.get_by_role("form", name=words.add_rule)
    form.get_by_label(words.rule_name, exact=True).fill("All for Grace")
    form.get_by_role("combobox", name=words.to).fill("Grace")
    page.get_by_role("option", name="Grace Hopper").click()
    form.get_by_text(words.more).wait_for()
    form.get_by_role("button", name=words.save, exact=True).click()
    page.get_by_text("All for Grace", exact=True).wait_for()


def shares_by_hand(page: Any, panel: Any, words: Words) -> None:
    panel.get_by_role("combobox", name=words.person, exact=True).fill("Grace")
    page.get_by_role("option", name="Grace Hopper").click()
    panel.get_by_role("combobox", name=words.level, exact=True).click()
    page.get_by_role("option", name=words.can_change, exact=True).click()
    panel.get_by_role("button", name=words.share, exact=True).click()
    panel.get_by_text(words.by_hand).first.wait_for()


def colleague(site: Site, company: Company, name: str) -> httpx.Client:
    """Somebody with a sign-in and without special rights."""
    email = f"grace-{company.email}"
    invited = company.api.post("/invitations", json={"email": email, "name": name, "role": "member"})
    assert invited.status_code == 201, invited.text
    client = httpx.Client(base_url=f"{site.url}/api/v1", timeout=30)
    token = invited.json()["url"].rsplit("/", 1)[-1]
    joined = client.post(f"/invitations/{token}/acceptance", json={"name": name, "password": PASSWORD})
    assert joined.status_code == 201, joined.text
    client.headers["X-CSRF-Token"] = joined.json()["csrf_token"]
    return client
