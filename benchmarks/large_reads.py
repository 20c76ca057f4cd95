"""The requests of one person before a very large company, and what they would mean at each share of sight."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from benchmarks.large_company import LargeCompany

DEALS = "/api/v1/objects/deal"
RECORDS = f"{DEALS}/records"
FIELDS = "name,account,stage,amount,close_date,owner"


@dataclass(frozen=True)
class Request:
    """`pages` is how many pages of the list are walked before the one that is measured."""

    name: str
    path: str
    body: dict[str, Any] | None = None
    pages: int = 0
    expects: tuple[int, ...] = field(default=(200,))


def requests(company: LargeCompany) -> Iterator[Request]:
    owners = [str(each) for each in company.owners]
    yield _list("list, latest")
    yield _list("sort -amount", sort="-amount")
    yield _list("sort amount (nulls last)", sort="amount", filter='status == "open"')
    yield _list("sort close_date, nullable", sort="close_date")
    yield _list("sort name", sort="name")
    yield _list("sort created_at", sort="created_at")
    yield _list("filter stage", filter='stage == "engaging"')
    yield _list("filter stage, sort -amount", filter='stage == "engaging" && amount > 1000', sort="-amount")
    yield _list("filter amount range", filter="amount > 990000", sort="-amount")
    yield _list("filter close_date range", filter='close_date >= "2024-01-01" && close_date < "2024-02-01"')
    yield _list("filter external_id", filter='external_id == "X777"')
    yield _list("filter account (1 in 200)", filter=f'account == "{company.account_id}"')
    yield _list("deep page 40", pages=40)
    yield _list("deep page 40, -amount", sort="-amount", pages=40)
    yield _list("one owner", filter=f'owner == "{owners[0]}"')
    yield _list("owners, 10", filter=f"owner in {json.dumps(owners[:10])}")
    yield _list("owners, 50 (team)", filter=f"owner in {json.dumps(owners)}")
    yield _list("mine, open", filter='owner == me && status == "open"')
    yield _list("rare text, unindexed", filter='next_step.contains("nowhere")')
    yield _list("sort unindexed", sort="-probability")
    yield _list("exact count", filter='stage == "won"', count="exact")
    yield Request(
        "related deals",
        f"/api/v1/objects/account/records/{company.account_id}/related/deals?{urlencode({'limit': 50, 'count': 'capped'})}",
    )
    yield Request("search, rare number", "/api/v1/search?q=X777123")
    yield Request("search, prefix X77", "/api/v1/search?q=X77")
    yield Request("search, rare name", f"/api/v1/search?{urlencode({'q': '瑞盛能源'})}")
    yield Request("search, common word", f"/api/v1/search?{urlencode({'q': '软件'})}")
    yield Request("search, two words", f"/api/v1/search?{urlencode({'q': 'globex renewal'})}")
    yield Request("search, pinyin", "/api/v1/search?q=ruisheng")
    yield _list("list with words", q="globex", limit=50)
    yield Request("board", f"{DEALS}/board?limit=20")
    yield Request(
        "board, one account",
        f"{DEALS}/board?{urlencode({'limit': 20, 'filter': f'account == {json.dumps(str(company.account_id))}'})}",
    )
    sums = [{"fn": "count"}, {"fn": "sum", "field": "amount"}]
    yield Request("aggregate by stage", f"{DEALS}/aggregate", {"group_by": ["stage"], "metrics": sums})
    yield Request(
        "aggregate of one owner",
        f"{DEALS}/aggregate",
        {"group_by": ["stage"], "metrics": sums, "filter": f'owner == "{owners[0]}"'},
    )
    yield Request(
        "aggregate of a month",
        f"{DEALS}/aggregate",
        {
            "group_by": ["stage"],
            "metrics": sums,
            "filter": 'close_date >= "2024-01-01" && close_date < "2024-02-01"',
        },
    )
    yield Request("my day", "/api/v1/my-day")
    yield Request("sales overview", "/api/v1/reports/sales-overview")


def _list(name: str, pages: int = 0, **parameters: Any) -> Request:
    asked = {"fields": FIELDS, "limit": 50, "count": "capped"} | parameters
    return Request(name, f"{RECORDS}?{urlencode(asked)}", pages=pages)
