"""Journeys of support: an administrator approves, an operator enters in plain sight, the administrator ends it."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID, uuid4

from playwright.sync_api import expect

from guanxi.features.support.service import operating
from guanxi.kernel.db import Database
from tests.e2e.companies import Company, fits_its_screen, found_company
from tests.fixtures.site import OpenPage, Site


def operate(database_url: str, work: Any) -> Any:
    """As the command does: beside the server, on the same database. In a thread: the browser's loop runs in this one."""

    async def run() -> Any:
        database = Database(database_url, largest=1)
        await database.start()
        try:
            return await work(database)
        finally:
            await database.stop()

    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, run()).result()


def tenant_of(company: Company) -> int:
    return int(company.api.get("/session").json()["tenant"]["id"])


def ask(url: str, company: Company, level: str, reason: str) -> UUID:
    wish = operating.Wish("Olga", reason, company.email, 60, level)  # type: ignore[arg-type]
    tenant_id = tenant_of(company)
    return operate(url, lambda database: operating.request_access(database, tenant_id, wish))


def enter(url: str, company: Company, grant_id: UUID) -> str:
    tenant_id = tenant_of(company)
    return operate(url, lambda database: operating.enter(database, tenant_id, grant_id)).ticket


def test_approved_entered_and_ended(
    site: Site, database_url: str, open_page: OpenPage, open_signed_in: OpenPage
) -> None:
    company = found_company(site, f"helped{uuid4().hex[:6]}")
    record = company.create("account", "account", name="Cancity")
    grant_id = ask(database_url, company, "change", "Ticket 4711: totals look wrong")
    admin = open_signed_in(company.email, "/settings/support")

    admin.get_by_text("Ticket 4711: totals look wrong").wait_for()
    admin.get_by_role("combobox", name="For").click()
    admin.get_by_role("option", name="30 minutes").click()
    admin.get_by_role("button", name="Approve").click()
    admin.get_by_text("Has access").wait_for()

    operator = open_page(f"/support#{enter(database_url, company, grant_id)}")
    operator.get_by_role("button", name="Enter").click()
    banner = operator.get_by_role("region", name="Support access")
    expect(banner).to_contain_text("Olga works in")
    operator.goto(f"/o/account/{record}")
    expect(banner).to_be_visible()
    operator.goto("/settings")
    operator.get_by_role("link", name="My profile").wait_for()
    expect(operator.get_by_role("link", name="People")).to_have_count(0)

    admin.get_by_role("button", name="End access").click()
    admin.get_by_role("button", name="End it now").click()
    admin.get_by_text("Ended", exact=True).wait_for()
    operator.goto("/my-day")
    operator.wait_for_url("**/sign-in**")


def test_refused_on_a_phone(
    site: Site, database_url: str, open_page: OpenPage, open_signed_in: OpenPage
) -> None:
    company = found_company(site, f"yunwei{uuid4().hex[:6]}", "zh-CN")
    ask(database_url, company, "read", "工单 12")
    second = ask(database_url, company, "read", "工单 13")
    admin = open_signed_in(company.email, "/settings/support", language="zh-CN", phone=True)

    admin.get_by_role("listitem").filter(has_text="工单 12").get_by_role("button", name="拒绝").click()
    admin.get_by_text("已拒绝").wait_for()
    admin.get_by_role("listitem").filter(has_text="工单 13").get_by_role("button", name="批准").click()
    admin.get_by_text("可以访问").wait_for()
    assert fits_its_screen(admin)

    operator = open_page(f"/support#{enter(database_url, company, second)}", language="zh-CN", phone=True)
    operator.get_by_role("button", name="进入").click()
    banner = operator.get_by_role("region", name="技术支持访问")
    expect(banner).to_contain_text("不能做任何修改")
    assert fits_its_screen(operator)
    banner.get_by_role("button", name="离开").click()
    operator.wait_for_url("**/sign-in**")
