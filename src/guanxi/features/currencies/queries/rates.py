"""Rates as they stand, and the list of a company's currencies."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Date, Integer, Text, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from guanxi.kernel.currencies import At, exchange_rate
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

_TENANT = bindparam("tenant_id", type_=BigInteger)
_CURRENCIES = bindparam("currencies", type_=ARRAY(Text))
_DAYS = bindparam("days", type_=ARRAY(Date))
_NOW = prepare(
    text(
        "SELECT r.currency, count(*) AS rates, max(r.valid_from) FILTER (WHERE r.valid_from <= :today) AS valid_from,"
        " (array_agg(r.rate ORDER BY r.valid_from DESC) FILTER (WHERE r.valid_from <= :today))[1] AS rate"
        " FROM guanxi.exchange_rate r WHERE r.tenant_id = :tenant_id GROUP BY r.currency ORDER BY r.currency"
    ).bindparams(_TENANT, bindparam("today", type_=Date))
)
_PAGE = prepare(
    text(
        "SELECT r.currency, r.valid_from, r.rate, r.changed_at FROM guanxi.exchange_rate r"
        ' WHERE r.tenant_id = :tenant_id AND r.currency = CAST(:currency AS text) COLLATE "C"'
        " AND r.valid_from < :before ORDER BY r.valid_from DESC LIMIT :most"
    ).bindparams(
        _TENANT,
        bindparam("currency", type_=Text),
        bindparam("before", type_=Date),
        bindparam("most", type_=Integer),
    )
)
_LOCKED = prepare(
    text(
        "SELECT r.currency, r.valid_from, r.rate FROM guanxi.exchange_rate r"
        " JOIN unnest(CAST(:currencies AS text[]), CAST(:days AS date[])) AS asked(currency, day)"
        ' ON r.currency = asked.currency COLLATE "C" AND r.valid_from = asked.day'
        " WHERE r.tenant_id = :tenant_id ORDER BY r.currency, r.valid_from FOR UPDATE OF r"
    ).bindparams(_TENANT, _CURRENCIES, _DAYS)
)
_DELETE = prepare(
    text(
        "DELETE FROM guanxi.exchange_rate r"
        " USING unnest(CAST(:currencies AS text[]), CAST(:days AS date[])) AS asked(currency, day)"
        ' WHERE r.tenant_id = :tenant_id AND r.currency = asked.currency COLLATE "C" AND r.valid_from = asked.day'
    ).bindparams(_TENANT, _CURRENCIES, _DAYS)
)
_COUNT = prepare(
    text("SELECT count(*) FROM guanxi.exchange_rate r WHERE r.tenant_id = :tenant_id").bindparams(_TENANT)
)
_LIST = prepare(
    text(
        "UPDATE guanxi.tenant SET settings = settings || CAST(:settings AS jsonb) WHERE tenant_id = :tenant_id"
    ).bindparams(bindparam("settings", type_=JSONB), _TENANT)
)
_LISTED = prepare(
    text(
        "SELECT coalesce(settings -> 'currencies', '[]'::jsonb) FROM guanxi.tenant WHERE tenant_id = :tenant_id FOR UPDATE"
    ).bindparams(_TENANT)
)


async def rates_of_today(scope: Scope, today: date) -> list[Any]:
    return list(await scope.tx.fetch(_NOW, {"tenant_id": scope.tenant.id, "today": today}))


async def page_of_rates(scope: Scope, currency: str, before: date, most: int) -> list[Any]:
    params = {"tenant_id": scope.tenant.id, "currency": currency, "before": before, "most": most}
    return list(await scope.tx.fetch(_PAGE, params))


async def locked_rates(scope: Scope, asked: Collection[At]) -> dict[At, Decimal]:
    rows = await scope.tx.fetch(_LOCKED, _pairs(scope, asked))
    return {(row["currency"], row["valid_from"]): row["rate"] for row in rows}


async def count_rates(scope: Scope) -> int:
    return int(await scope.tx.fetchval(_COUNT, {"tenant_id": scope.tenant.id}))


async def put_rates(scope: Scope, rates: Mapping[At, Decimal | None]) -> None:
    """None takes one away."""
    gone = [each for each, rate in rates.items() if rate is None]
    if gone:
        await scope.tx.execute(_DELETE, _pairs(scope, gone))
    rows = [
        {
            "tenant_id": scope.tenant.id,
            "currency": currency,
            "valid_from": day,
            "rate": rate,
            "changed_at": scope.now,
            "changed_by": scope.actor.user_id,
        }
        for (currency, day), rate in sorted(rates.items())
        if rate is not None
    ]
    await scope.tx.insert(
        exchange_rate,
        rows,
        on_conflict="ON CONFLICT (tenant_id, currency, valid_from) DO UPDATE SET"
        " rate = excluded.rate, changed_at = excluded.changed_at, changed_by = excluded.changed_by",
    )


async def listed_currencies(scope: Scope) -> list[str]:
    """As they stand now; others who change them wait."""
    return list(await scope.tx.fetchval(_LISTED, {"tenant_id": scope.tenant.id}))


async def list_currencies(scope: Scope, currencies: Iterable[str]) -> None:
    params = {"settings": {"currencies": list(currencies)}, "tenant_id": scope.tenant.id}
    await scope.tx.execute(_LIST, params)


def _pairs(scope: Scope, asked: Collection[At]) -> dict[str, Any]:
    ordered = sorted(asked)
    return {
        "tenant_id": scope.tenant.id,
        "currencies": [currency for currency, _ in ordered],
        "days": [day for _, day in ordered],
    }
