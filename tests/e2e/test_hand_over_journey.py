"""Journeys of somebody who goes: everything is handed over on his page, watched, and taken back."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.companies import Company, fits_its_screen, found_company
from tests.fixtures.site import OpenPage, Site


def hire(site: Site, company: Company, name: str) -> httpx.Client:
    """A colleague with the password of all tests, as a client of the API."""
    email = f"{uuid4().hex[:8]}@{company.email.split('@')[1]}"
    invited = company.api.post("/invitations", json={"email": email, "name": name}).json()
    token = invited["url"].rsplit("/", 1)[-1]
    form = {"name": name, "password": "correct horse battery staple"}
    client = httpx.Client(base_url=f"{site.url}/api/v1", timeout=30)
    joined = client.post(f"/invitations/{token}/acceptance", json=form)
    assert joined.status_code == 201, joined.text
    client.headers["X-CSRF-Token"] = joined.json()["csrf_token"]
    company.ids[name] = invited["user_id"]
    return client


def own(client: httpx.Client, object_name: str, *names: str) -> None:
    made = client.post(f"/objects/{object_name}/records", json=[{"name": name} for name in names])
    assert made.status_code == 201, made.text


def owners(company: Company) -> set[str]:
    rows = company.api.get("/objects/account/records").json()["data"]
    return {row["owner"]["name"] for row in rows}


def choose(page: Any, label: str, name: str) -> None:
    page.get_by_label(label, exact=True).fill(name)
    page.get_by_role("option", name=name).click()


@pytest.fixture
def company(site: Site) -> Company:
    return found_company(site, f"moves{uuid4().hex[:6]}")


def test_everything_goes_and_comes_back(company: Company, site: Site, open_signed_in: OpenPage) -> None:
    leaver = hire(site, company, "Leo Leaver")
    hire(site, company, "Hanna Heir")
    own(leaver, "account", "Alpha", "Beta")
    own(leaver, "contact", "Carla")
    own(leaver, "activity", "Call back")
    company.api.post("/teams", json={"name": "North", "member_ids": [company.ids["Leo Leaver"]]})
    page = open_signed_in(company.email, f"/o/user/{company.ids['Leo Leaver']}")

    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Hand over…").click()
    panel = page.get_by_role("dialog", name="Hand over: Leo Leaver")
    panel.get_by_text("One open task among them.").wait_for()
    expect(panel.get_by_role("listitem")).to_have_count(3)
    choose(page, "Who takes over", "Hanna Heir")
    panel.get_by_role("combobox", name="Teams and queues").click()
    page.get_by_role("option", name="Who takes over becomes a member instead").click()
    panel.get_by_label("Then deactivate Leo Leaver").check()
    panel.get_by_role("button", name="Hand over 4 records").click()

    panel.get_by_text("4 records handed over.").wait_for()
    panel.get_by_text("Deactivated and signed out everywhere.").wait_for()
    assert owners(company) == {"Hanna Heir"}
    assert leaver.get("/session").status_code == 401
    page.get_by_role("main").get_by_text("Deactivated", exact=True).first.wait_for()

    panel.get_by_role("button", name="Undo the hand-over").click()
    panel.get_by_text("Everything was given back.").wait_for()
    assert owners(company) == {"Leo Leaver"}
    assert company.read("user", company.ids["Leo Leaver"])["status"] == "active"


def test_refusals_stand_at_their_field(company: Company, site: Site, open_signed_in: OpenPage) -> None:
    leaver = hire(site, company, "Leo Leaver")
    own(leaver, "account", "Alpha")
    page = open_signed_in(company.email, f"/o/user/{company.ids['Leo Leaver']}")

    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Hand over…").click()
    panel = page.get_by_role("dialog")
    panel.get_by_label("Then deactivate Leo Leaver").check()
    panel.get_by_role("button", name="Deactivate", exact=True).click()
    panel.get_by_text("Nobody takes over yet: Accounts.").wait_for()
    choose(page, "Who takes over", "Leo Leaver")
    panel.get_by_role("button", name="Hand over one record").click()
    panel.get_by_text("this person owns it already").wait_for()


def test_who_was_deactivated_is_offered_on_a_phone(site: Site, open_signed_in: OpenPage) -> None:
    company = found_company(site, f"banjia{uuid4().hex[:6]}", "zh-CN")
    hire(site, company, "李雷")
    hire(site, company, "韩梅梅")
    leo = company.ids["李雷"]
    company.api.post(f"/users/{leo}/hand-over", json={"deactivate": True})
    made = company.create("late", "account", name="迟到的客户", owner=leo)
    page = open_signed_in(company.email, f"/o/user/{leo}", language="zh-CN", phone=True)

    page.get_by_text("李雷已离开，名下还有 1 条记录。").wait_for()
    assert fits_its_screen(page)
    page.get_by_role("button", name="工作交接…").click()
    panel = page.get_by_role("dialog", name="交接：李雷")
    choose(page, "接手人", "韩梅梅")
    assert fits_its_screen(page)
    panel.get_by_role("button", name="交接 1 条记录").click()
    panel.get_by_text("已交接 1 条记录。").wait_for()

    assert company.read("account", made)["owner"]["name"] == "韩梅梅"
