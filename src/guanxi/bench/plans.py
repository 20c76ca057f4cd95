"""Whether what a company asks for is found by an index, however many other companies are in the tables."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from guanxi.kernel.changes import Change, apply
from guanxi.kernel.db import Database
from guanxi.kernel.ids import new_id
from guanxi.kernel.query import BoardQuery, ListQuery, fetch_board, fetch_list, fetch_search
from guanxi.kernel.tenancy import Scope, open_scope

DEALS_AT_ONCE = 500
LIST = ListQuery(
    "deal",
    filter='stage == "engaging" && amount > 1000',
    sort="-amount",
    fields=("name", "account", "stage", "amount", "close_date", "owner"),
)
JOINED = ListQuery("deal", filter='account.name == "Account 1"', sort="name", fields=("name", "account"))
QUESTIONS: dict[str, Callable[[Scope], Awaitable[Any]]] = {
    "list": lambda scope: fetch_list(scope, LIST),
    "list by a field of the account": lambda scope: fetch_list(scope, JOINED),
    "board": lambda scope: fetch_board(scope, BoardQuery("deal")),
    "search": lambda scope: fetch_search(scope, "Acme"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """Of all statements of one request: milliseconds, rows read and thrown away, tables that were read from end to end."""

    ms: float
    rows_removed: int
    whole_tables: list[str]


async def fill(database: Database, tenant_id: int, user_id: UUID, deals: int) -> None:
    """Accounts and deals by the product's own writer; what is there already counts."""
    async with open_scope(database, tenant_id, user_id, source="bench") as scope:
        there = await scope.tx.fetchval("SELECT count(*) FROM guanxi.deal")
        accounts = [new_id() for _ in range(max(1, deals // 20))]
        if there < deals:
            named = [(each, f"Account {number}") for number, each in enumerate(accounts)]
            await apply(
                scope, [Change("create", "account", id=each, values={"name": name}) for each, name in named]
            )
    for first in range(there, deals, DEALS_AT_ONCE):
        async with open_scope(database, tenant_id, user_id, source="bench") as scope:
            numbers = range(first, min(deals, first + DEALS_AT_ONCE))
            await apply(scope, [_deal(number, accounts) for number in numbers])


def _deal(number: int, accounts: Sequence[UUID]) -> Change:
    stage = ("prospecting", "engaging", "won")[number % 3]
    values = {
        "name": f"{('Acme', '华信软件')[number % 2]} {number}", "account": str(accounts[number % len(accounts)]),
        "stage": stage, "amount": f"{number * 7919 % 1_000_000}.00", "close_date": "2027-03-31",
    }  # fmt: skip
    return Change("create", "deal", values=values)


async def plans_of(database: Database, tenant_id: int, user_id: UUID) -> dict[str, Plan]:
    """By question, as the database runs them for this person."""
    found = {}
    for name, ask in QUESTIONS.items():
        steps = await _recorded(database, tenant_id, user_id, ask)
        async with open_scope(database, tenant_id, user_id, source="bench") as scope:
            trees = [await _explained(scope, sql, arguments) for sql, arguments in steps]
        found[name] = Plan(
            round(sum(tree["Execution Time"] + tree["Planning Time"] for tree in trees), 2),
            sum(node.get("Rows Removed by Filter", 0) for tree in trees for node in _nodes(tree["Plan"])),
            sorted({
                node["Relation Name"]
                for tree in trees
                for node in _nodes(tree["Plan"])
                if node["Node Type"] == "Seq Scan" and _rows_read(node) and not _is_of_system(node)
            }),
        )  # fmt: skip
    return found


async def _recorded(
    database: Database, tenant_id: int, user_id: UUID, ask: Callable[[Scope], Awaitable[Any]]
) -> list[tuple[str, Sequence[Any]]]:
    steps: list[tuple[str, Sequence[Any]]] = []
    async with open_scope(database, tenant_id, user_id, source="bench") as scope:
        with scope.tx.connection.query_logger(lambda query: steps.append((query.query, query.args))):
            await ask(scope)
    return [
        (sql, arguments) for sql, arguments in steps if sql.lstrip().upper().startswith(("SELECT", "WITH"))
    ]


async def _explained(scope: Scope, sql: str, arguments: Sequence[Any]) -> dict[str, Any]:
    answer = await scope.tx.connection.fetchval(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", *arguments)
    tree: dict[str, Any] = (json.loads(answer) if isinstance(answer, str) else answer)[0]
    return tree


def _rows_read(node: dict[str, Any]) -> int:
    """An empty table is read whole for want of a better way."""
    return int(node.get("Actual Rows", 0) + node.get("Rows Removed by Filter", 0))


def _is_of_system(node: dict[str, Any]) -> bool:
    """The driver looks up types there, once."""
    return str(node["Relation Name"]).startswith("pg_")


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from _nodes(part)
