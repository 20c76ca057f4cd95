"""Guanxi on a phone's home screen: what makes it installable, without a network, and after a new build."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from tests.fixtures.site import OpenPage, Site

IN_CHARGE = """async () => {
  await navigator.serviceWorker.ready;
  if (navigator.serviceWorker.controller) return true;
  await new Promise((go) => navigator.serviceWorker.addEventListener('controllerchange', go, { once: true }));
  return true;
}"""
KEPT = """async () => {
  const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const requests = (await Promise.all(caches_.map((cache) => cache.keys()))).flat();
  return requests.map((request) => new URL(request.url).pathname);
}"""
OLD_BUILD = """async () => {
  const cache = await caches.open('guanxi-of-an-older-build');
  await cache.put('/assets/index-old.js', new Response('old'));
}"""


@pytest.fixture
def violations() -> list[str]:
    return []


@pytest.fixture
def open_controlled(open_page: OpenPage, violations: list[str]) -> OpenPage:
    """A page whose service worker answers for it."""

    def open_controlled(path: str, **given: Any) -> Any:
        page = open_page(path, **given)
        page.on(
            "console", lambda line: violations.append(line.text) if "Content Security" in line.text else None
        )
        assert page.evaluate(IN_CHARGE)
        return page

    return open_controlled


def test_manifest_names_icons_that_exist(site: Site) -> None:
    manifest = httpx.get(f"{site.url}/manifest.webmanifest")

    assert manifest.headers["content-type"].startswith("application/manifest+json")
    assert (manifest.json()["display"], manifest.json()["start_url"]) == ("standalone", "/")
    sizes = {icon["sizes"] for icon in manifest.json()["icons"]}
    assert {"192x192", "512x512"} <= sizes
    for icon in manifest.json()["icons"]:
        answer = httpx.get(f"{site.url}{icon['src']}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(icon["type"])


def test_worker_is_asked_for_anew_at_each_load(site: Site) -> None:
    answer = httpx.get(f"{site.url}/sw.js")

    assert answer.headers["cache-control"] == "no-cache"
    assert "worker-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("language", "title", "retry"),
    [("en-US", "You are offline", "Try again"), ("zh-CN", "网络已断开", "重试")],
)
def test_says_that_there_is_no_network_and_goes_on_when_there_is(
    open_controlled: OpenPage, violations: list[str], language: str, title: str, retry: str
) -> None:
    page = open_controlled("/sign-in", language=language, phone=True)

    page.context.set_offline(True)
    page.goto("/o/deal")
    page.get_by_role("heading", name=title).wait_for()
    expect(page.get_by_role("heading")).to_have_count(1)
    assert page.get_by_role("link", name=retry).bounding_box()["height"] >= 40

    page.context.set_offline(False)
    page.locator("input[name=email]").wait_for()
    assert violations == []


def test_keeps_its_own_files_and_nothing_of_the_company(
    site: Site, open_signed_in: OpenPage, open_controlled: OpenPage
) -> None:
    site.sign_up("keepers")
    page = open_signed_in("admin@keepers.example", "/o/account")
    assert page.evaluate(IN_CHARGE)
    page.reload()
    page.get_by_role("heading", name="No accounts yet").wait_for()

    kept = page.evaluate(KEPT)

    assert "/offline.html" in kept
    assert any(path.startswith("/assets/index-") for path in kept)
    own = ("/assets/", "/offline.", "/favicon.svg")
    assert [path for path in kept if not path.startswith(own)] == []


def test_what_an_older_build_kept_is_gone(open_page: OpenPage) -> None:
    page = open_page("/offline.html")
    page.evaluate(OLD_BUILD)

    page.goto("/sign-in")

    assert page.evaluate(IN_CHARGE)
    assert "/assets/index-old.js" not in page.evaluate(KEPT)
