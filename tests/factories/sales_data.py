"""The public sales data set of the demo, written straight into a company's tables: for tests that read."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

import guanxi.demo
from guanxi.kernel.ids import new_id

DATA = Path(guanxi.demo.__file__).parent / "crm_sales"
STAGES = {
    "Prospecting": ("prospecting", "open", 10.0),
    "Engaging": ("engaging", "open", 40.0),
    "Won": ("won", "won", 100.0),
    "Lost": ("lost", "lost", 0.0),
}
USER_COLUMNS = "tenant_id, id, name, office, role, status, principal, owner_id, acl, created_at, updated_at"
DEAL_COLUMNS = (
    "tenant_id, id, name, external_id, pipeline, stage, status, amount, currency, probability, engage_date, "
    "close_date, cycle_days, owner_id, acl, created_at, updated_at"
)


@dataclass
class SalesData:
    """`users` and their offices by name; what was written, to compare with."""

    users: dict[str, UUID] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)


def load_sales_data(owner_url: str, company: str) -> SalesData:
    """Users and deals of the data set; `company` is the name of one that signed up."""
    data = SalesData()
    with psycopg.connect(owner_url) as connection:
        tenant_id, everyone = connection.execute(
            "SELECT tenant_id, everyone FROM guanxi.tenant WHERE name = %s", [company]
        ).fetchone() or (0, 0)
        _copy(connection, "app_user", USER_COLUMNS, _users(connection, tenant_id, everyone, data))
        _copy(connection, "deal", DEAL_COLUMNS, _deals(tenant_id, everyone, data))
    return data


def _copy(connection: psycopg.Connection, table: str, columns: str, rows: Iterator[tuple[Any, ...]]) -> None:
    written = list(rows)
    with connection.cursor().copy(f"COPY guanxi.{table} ({columns}) FROM STDIN") as copy:
        for row in written:
            copy.write_row(row)


def _users(
    connection: psycopg.Connection, tenant_id: int, everyone: int, data: SalesData
) -> Iterator[tuple[Any, ...]]:
    now = datetime.now()
    for row in _rows("sales_teams"):
        user_id = new_id()
        (principal,) = connection.execute("SELECT nextval('guanxi.principal_seq')").fetchone() or (0,)
        name, office = row["sales_agent"], row["regional_office"]
        data.users[name], data.offices[name] = user_id, office
        yield (
            tenant_id,
            user_id,
            name,
            office,
            "member",
            "inactive",
            principal,
            user_id,
            [everyone],
            now,
            now,
        )


def _deals(tenant_id: int, everyone: int, data: SalesData) -> Iterator[tuple[Any, ...]]:
    now = datetime.now()
    for row in _rows("sales_pipeline"):
        stage, status, probability = STAGES[row["deal_stage"]]
        engaged, closed = _day(row["engage_date"]), _day(row["close_date"])
        yield (
            tenant_id, new_id(), row["account"] or row["opportunity_id"], row["opportunity_id"], "sales", stage, status,
            int(row["close_value"]) * 100 if row["close_value"] else None, "USD", probability, engaged, closed,
            (closed - engaged).days if closed and engaged else None, data.users[row["sales_agent"]], [everyone], now, now,
        )  # fmt: skip


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _day(text: str) -> date | None:
    return datetime.strptime(text, "%m/%d/%Y").date() if text else None
