"""A small company to walk through: an account with a contact and a deal, in the language of its people."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx

from tests.fixtures.site import Site

T = TypeVar("T")
LOCALES = {"en-US": "en", "zh-CN": "zh-CN"}


@dataclass
class Company:
    email: str
    api: httpx.Client
    user: dict[str, Any]
    ids: dict[str, str] = field(default_factory=dict)

    def create(self, key: str, object_name: str, /, **values: Any) -> str:
        """Makes a record and remembers its id by `key`."""
        answer = self.api.post(f"/objects/{object_name}/records", json=values)
        assert answer.status_code == 201, answer.text
        self.ids[key] = answer.json()["ids"][0]
        return self.ids[key]

    def fields(self, object_name: str, /) -> dict[str, dict[str, Any]]:
        """By their names."""
        return {each["name"]: each for each in self.api.get(f"/objects/{object_name}").json()["fields"]}

    def read(self, object_name: str, record_id: str, /) -> dict[str, Any]:
        answer = self.api.get(f"/objects/{object_name}/records/{record_id}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def change(self, object_name: str, record_id: str, /, **values: Any) -> None:
        answer = self.api.patch(f"/objects/{object_name}/records/{record_id}", json=values)
        assert answer.status_code == 200, answer.text


def found_company(site: Site, name: str, language: str = "en-US") -> Company:
    signed_up = site.sign_up(name, locale=LOCALES[language])
    return Company(f"admin@{name}.example", site.api(signed_up["token"]), signed_up["user"])


def company_with_deal(site: Site, name: str, language: str = "en-US") -> Company:
    company = found_company(site, name, language)
    account = company.create(
        "account", "account", name="Cancity", industry="retail", annual_revenue="718620000.00"
    )
    contact = company.create(
        "contact",
        "contact",
        name="Maria Lopez",
        title="Buyer",
        email="maria@cancity.example",
        account=account,
    )
    company.create(
        "deal", "deal", name="Cancity GTX", account=account, contact=contact, amount="54820.50",
        pipeline="sales", stage="engaging",
    )  # fmt: skip
    return company


def until(find: Callable[[], T], seconds: float = 30) -> T:
    """What is found at last. What one process of the server changed of a company, another hears a moment later."""
    deadline = time.monotonic() + seconds
    while not (found := find()):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return found


def fits_its_screen(page: Any) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
