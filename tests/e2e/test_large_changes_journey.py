"""Journeys of large changes: watched from every page and after a reload, stopped, taken back; later edits are listed.

What is to be seen half way is held there: a lock on one record keeps the worker at its chunk for as long as is needed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from playwright.sync_api import expect

from tests.e2e.companies import Company, fits_its_screen, found_company
from tests.fixtures.site import PATIENCE_MS, OpenPage, Site

CHUNK = 1_000
ROWS = 2_500
MANY = """
INSERT INTO guanxi.account (tenant_id, id, name, city, owner_id, acl, created_at, updated_at)
SELECT u.tenant_id, uuidv7(), 'A' || lpad(n::text, 5, '0'), 'Bern', u.id, ARRAY[t.everyone], now(), now()
FROM generate_series(1, %(rows)s::int) n, guanxi.app_user u JOIN guanxi.tenant t USING (tenant_id)
WHERE u.email = %(email)s
"""
COUNTED = """
INSERT INTO guanxi.object_count SELECT tenant_id, 1, 0, %(rows)s FROM guanxi.app_user WHERE email = %(email)s
"""
# Found by itself, for places that are skipped must not be locked; and locked by itself, in the one shard that has it.
FIND = """
SELECT a.tenant_id, a.id FROM guanxi.account a JOIN guanxi.app_user u ON u.tenant_id = a.tenant_id AND u.email = %s
ORDER BY a.id OFFSET %s LIMIT 1
"""
LOCK = "SELECT FROM guanxi.account WHERE tenant_id = %s AND id = %s FOR UPDATE"
SOMEBODY_WAITS = "SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))"

Hold = Callable[[Company, int], AbstractContextManager[Callable[[], None]]]


@pytest.fixture
def found_many(site: Site, owner_url: str) -> Callable[..., Company]:
    """A company with many accounts in Bern."""

    def found_many(rows: int = ROWS, language: str = "en-US") -> Company:
        company = found_company(site, f"large{uuid4().hex[:6]}", language)
        with psycopg.connect(owner_url) as owner:
            for statement in (MANY, COUNTED):
                owner.execute(statement, {"rows": rows, "email": company.email})
        return company

    return found_many


@pytest.fixture
def hold(owner_url: str) -> Hold:
    """Nothing changes the record at this place, in the order of ids, until it is let go. Gives a wait for who comes."""

    @contextmanager
    def hold(company: Company, place: int) -> Iterator[Callable[[], None]]:
        with psycopg.connect(owner_url) as owner:
            owner.execute(LOCK, owner.execute(FIND, [company.email, place]).fetchone())

            def somebody_waits() -> None:
                deadline = time.monotonic() + PATIENCE_MS / 1000
                while owner.execute(SOMEBODY_WAITS).fetchone() is None:
                    owner.execute("SELECT pg_stat_clear_snapshot()")
                    assert time.monotonic() < deadline, "nobody came to the record"
                    time.sleep(0.02)

            yield somebody_waits

    return hold


def count(company: Company, condition: str) -> int:
    asked = {"filter": condition, "count": "exact", "limit": 1}
    return int(company.api.get("/objects/account/records", params=asked).json()["count"]["value"])


def change_all(company: Company, **change: Any) -> None:
    answer = company.api.post("/objects/account/mass-updates", json={"filter": "true", **change})
    assert answer.status_code == 202, answer.text


def choose_all(page: Any) -> None:
    page.locator("[role=gridcell][data-first] a").first.wait_for()
    page.get_by_role("checkbox", name="Select all that are loaded").check()
    page.get_by_role("button", name="Select all 2,500").click()


def test_watched_everywhere_stopped_and_taken_back(
    found_many: Callable[..., Company], hold: Hold, open_signed_in: OpenPage
) -> None:
    company = found_many()
    page = open_signed_in(company.email, "/o/account")
    work = page.get_by_role("region", name="Large changes")

    choose_all(page)
    with hold(company, CHUNK + 500) as somebody_waits:
        page.get_by_role("toolbar").get_by_role("button", name="Edit field").click()
        page.get_by_role("combobox", name="Field").fill("City")
        page.get_by_role("option", name="City", exact=True).click()
        page.get_by_label("City", exact=True).fill("Basel")
        page.get_by_role("button", name="Apply to all selected").click()
        work.get_by_text("/ 2,500").wait_for()
        page.get_by_role("link", name="Deals").first.click()
        expect(work.get_by_text("Changing accounts")).to_be_visible()
        page.reload()
        work.get_by_text("/ 2,500").wait_for()
        somebody_waits()
        work.get_by_role("button", name="Stop").click()
        work.get_by_text("Stopping").wait_for()

    work.get_by_text("Stopped. What was changed until then stays so").wait_for()
    assert count(company, 'city == "Basel"') == 2 * CHUNK
    work.get_by_role("button", name="Undo").click()
    work.get_by_text("2,000 records taken back.").wait_for()
    assert count(company, 'city == "Bern"') == ROWS
    expect(work.get_by_text("Stopped.")).to_have_count(0)
    work.get_by_role("button", name="Hide").click()
    expect(work).to_have_count(0)
    page.reload()
    page.get_by_role("main").get_by_role("heading").first.wait_for()
    expect(work).to_have_count(0)


def test_what_was_edited_since_is_listed(
    found_many: Callable[..., Company], open_signed_in: OpenPage
) -> None:
    company = found_many()
    page = open_signed_in(company.email, "/my-day")
    work = page.get_by_role("region", name="Large changes")

    change_all(company, values={"city": "Basel", "employees": 7})
    work.get_by_text("2,500 records changed.").wait_for()
    (edited,) = company.api.get("/objects/account/records", params={"filter": 'name == "A00042"'}).json()[
        "data"
    ]
    company.change("account", edited["id"], employees=8)
    work.get_by_role("button", name="Undo").click()

    work.get_by_text("2,500 records taken back.").wait_for()
    work.get_by_text("One was edited since and stays as it is:").wait_for()
    work.get_by_role("link", name="A00042").click()
    page.wait_for_url(f"**/o/account/{edited['id']}")
    assert count(company, "employees == 8") == 1
    assert count(company, 'city == "Bern"') == ROWS


def test_on_a_phone_in_chinese(
    found_many: Callable[..., Company], hold: Hold, open_signed_in: OpenPage
) -> None:
    company = found_many(1_200, "zh-CN")
    page = open_signed_in(company.email, "/my-day", language="zh-CN", phone=True)
    work = page.get_by_role("region", name="批量操作")

    with hold(company, CHUNK + 100):
        change_all(company, delete=True)
        work.get_by_text("正在删除客户").wait_for()
        work.get_by_text("/ 1,200").wait_for()
        assert fits_its_screen(page)

    work.get_by_text("已删除 1,200 条记录。").wait_for()
    work.get_by_role("button", name="撤销").click()
    work.get_by_text("已撤销 1,200 条记录的改动。").wait_for()
    assert fits_its_screen(page)
    assert count(company, "true") == 1_200
