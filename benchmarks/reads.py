"""The screens: a list of fifty with filter and sort, a record, a search, a board, an aggregate."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import msgspec

from benchmarks.http import Connection
from benchmarks.scenarios import Scenario
from guanxi.kernel.query import (
    AggregateQuery,
    BoardQuery,
    Group,
    ListQuery,
    Metric,
    fetch_aggregate,
    fetch_board,
    fetch_list,
    fetch_record,
    fetch_search,
)
from guanxi.kernel.tenancy import Scope

RECORDS = "/api/v1/objects/deal/records"
FIELDS = ("name", "account", "stage", "amount", "close_date", "owner")
LIST = ListQuery("deal", filter='stage == "engaging" && amount > 1000', sort="-amount", fields=FIELDS)
AGGREGATE = AggregateQuery(
    "deal", group_by=(Group("stage"),), metrics=(Metric("count"), Metric("sum", "amount"))
)


def reads(record_id: UUID) -> dict[str, Scenario]:
    listing = urlencode(
        {"filter": LIST.filter, "sort": LIST.sort, "fields": ",".join(FIELDS), "limit": 50, "count": "none"}
    )
    aggregate = msgspec.json.encode(
        {"group_by": ["stage"], "metrics": [{"fn": "count"}, {"fn": "sum", "field": "amount"}]}
    )
    return {
        "list": _read(f"{RECORDS}?{listing}", lambda scope: fetch_list(scope, LIST)),
        "read": _read(f"{RECORDS}/{record_id}", lambda scope: fetch_record(scope, "deal", record_id)),
        "search": _read("/api/v1/search?q=X77", lambda scope: fetch_search(scope, "X77")),
        "board": _read(
            "/api/v1/objects/deal/board?limit=20", lambda scope: fetch_board(scope, BoardQuery("deal"))
        ),
        "aggregate": _read(
            "/api/v1/objects/deal/aggregate", lambda scope: fetch_aggregate(scope, AGGREGATE), aggregate
        ),
    }


def _read(path: str, call: Callable[[Scope], Awaitable[Any]], body: bytes = b"") -> Scenario:
    async def send(connection: Connection) -> None:
        await connection.send("POST" if body else "GET", path, body)

    return Scenario(call, send=lambda _: send, again=lambda steps, _: lambda: steps)
