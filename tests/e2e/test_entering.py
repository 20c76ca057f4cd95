"""Journeys through the door: sign up, invite, accept, sign in and out, language and theme."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from tests.fixtures.site import OpenPage, Site

PASSWORD = "correct horse battery staple"


def fill_sign_up(page: Any, company: str) -> None:
    page.locator("input[name=company]").fill(company)
    page.locator("input[name=name]").fill("Ada Lovelace")
    page.locator("input[name=email]").fill(f"ada@{company}.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()


def is_profile_change(answer: Any) -> bool:
    return answer.url.endswith("/api/v1/me") and answer.request.method == "PATCH"


class TestSignUp:
    @pytest.mark.parametrize(
        ("language", "company", "greeting"), [("en-US", "lovelace", "Deals"), ("zh-CN", "yuanjing", "商机")]
    )
    @pytest.mark.parametrize("phone", [False, True])
    def test_speaks_the_browsers_language(
        self, open_page: OpenPage, language: str, company: str, greeting: str, phone: bool
    ) -> None:
        page = open_page("/sign-up", language=language, phone=phone)

        fill_sign_up(page, f"{company}{int(phone)}")

        page.wait_for_url("**/my-day")
        page.get_by_role("navigation").get_by_text(greeting, exact=True).first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]

    def test_says_at_its_field_what_is_wrong(self, open_page: OpenPage) -> None:
        page = open_page("/sign-up")
        page.locator("input[name=company]").fill("Hurried")
        page.locator("input[name=name]").fill("Ada")
        page.locator("input[name=email]").fill("ada@hurried.example")
        page.locator("input[name=password]").fill("short")

        page.locator("button[type=submit]").click()

        page.get_by_text("needs at least 8 characters").wait_for()
        expect(page.locator("input[name=password]")).to_have_attribute(
            "aria-describedby", re.compile("error")
        )


class TestInvitation:
    def test_a_colleague_joins_by_link(
        self, site: Site, open_signed_in: OpenPage, open_page: OpenPage
    ) -> None:
        site.sign_up("joiners")
        admin = open_signed_in("admin@joiners.example", "/settings/people")
        admin.get_by_label("Email", exact=True).fill("zhang@joiners.example")
        admin.get_by_role("button", name="Create invitation link").click()
        field = admin.get_by_label("Link for zhang@joiners.example")
        expect(field).to_have_value(re.compile("/invitations/"))
        link = field.input_value()

        guest = open_page(link.replace(site.url, ""), language="zh-CN")
        guest.get_by_role("heading", name="加入 joiners").wait_for()
        guest.get_by_label("您的姓名").fill("张伟")
        guest.get_by_label("设置密码").fill(PASSWORD)
        guest.get_by_role("button", name="加入").click()

        guest.wait_for_url("**/my-day")
        guest.get_by_role("button", name="张伟 的菜单").wait_for()

    def test_a_used_link_says_so(self, open_page: OpenPage) -> None:
        page = open_page("/invitations/not-a-token")

        page.get_by_role("heading", name="This invitation cannot be used").wait_for()


class TestSignIn:
    def test_a_wrong_password_is_explained(self, site: Site, open_page: OpenPage) -> None:
        site.sign_up("careful")
        page = open_page("/sign-in", language="zh-CN")
        page.locator("input[name=email]").fill("admin@careful.example")
        page.locator("input[name=password]").fill("not the password")

        page.locator("button[type=submit]").click()

        expect(page.get_by_role("alert")).to_contain_text("密码")

    def test_goes_where_one_wanted_to_go(self, site: Site, open_page: OpenPage) -> None:
        site.sign_up("wanderer")
        page = open_page("/o/deal?q=acme")
        page.wait_for_url("**/sign-in?next=*")
        page.locator("input[name=email]").fill("admin@wanderer.example")
        page.locator("input[name=password]").fill(PASSWORD)

        page.locator("button[type=submit]").click()

        page.wait_for_url("**/o/deal?q=acme")

    def test_sign_out_closes_the_door(self, site: Site, open_signed_in: OpenPage) -> None:
        site.sign_up("leaver")
        page = open_signed_in("admin@leaver.example")

        page.get_by_role("button", name="Menu of Ada Lovelace").click()
        page.get_by_role("menuitem", name="Sign out").click()
        page.wait_for_url("**/sign-in")

        page.goto("/o/deal")
        page.wait_for_url("**/sign-in?next=*")


class TestPreferences:
    def test_language_and_theme_change_at_once_and_are_kept(
        self, site: Site, open_signed_in: OpenPage
    ) -> None:
        site.sign_up("polyglot")
        page = open_signed_in("admin@polyglot.example", "/settings/profile")

        # The choices are radio buttons behind their labels.
        with page.expect_response(is_profile_change):
            page.get_by_role("main").get_by_text("简体中文").click()
        page.get_by_role("heading", name="个人资料").first.wait_for()
        with page.expect_response(is_profile_change):
            page.get_by_role("main").get_by_text("深色").click()
        page.locator("html[data-mantine-color-scheme=dark]").wait_for()
        page.reload()

        page.get_by_role("link", name="商机").first.wait_for()
        expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
        expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")

    def test_another_browser_opens_in_the_language_of_the_profile(
        self, site: Site, open_signed_in: OpenPage
    ) -> None:
        site.sign_up("traveller", locale="zh-CN")

        page = open_signed_in("admin@traveller.example", language="en-US")

        page.get_by_role("link", name="商机").first.wait_for()


class TestSeveralCompanies:
    def test_goes_from_one_to_the_other_in_all_tabs(self, site: Site, open_signed_in: OpenPage) -> None:
        email = "admin@northside.example"
        site.sign_up("northside")
        southside = site.sign_up("southside")
        with site.api(southside["token"]) as api:
            link = api.post("/invitations", json={"email": email, "role": "member"}).json()["url"]
            token = link.rsplit("/", 1)[-1]
            joined = httpx.post(
                f"{site.url}/api/v1/invitations/{token}/acceptance", json={"password": PASSWORD}
            )
            assert joined.status_code == 201, joined.text
        page = open_signed_in(email, "/o/deal")
        other_tab = page.context.new_page()
        other_tab.goto("/reports/sales")

        here = page.get_by_role("navigation").get_by_text(re.compile("^(north|south)side$")).inner_text()
        there = {"northside": "southside", "southside": "northside"}[here]
        other_tab.get_by_role("navigation").get_by_text(here, exact=True).wait_for()
        page.get_by_role("button", name="Menu of").click()
        expect(page.get_by_role("menuitem", name=here)).to_have_attribute("aria-current", "true")
        page.get_by_role("menuitem", name=there).click()

        page.wait_for_url("**/my-day")
        page.get_by_role("navigation").get_by_text(there, exact=True).wait_for()
        other_tab.wait_for_url("**/my-day")
        other_tab.get_by_role("navigation").get_by_text(there, exact=True).wait_for()
