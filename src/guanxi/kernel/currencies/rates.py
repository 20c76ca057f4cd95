"""Rates by currency and day, and what amounts are worth by them. Exact: decimals throughout, rounded once, half to even.

No rate is remembered between statements: whoever writes reads what is committed, so that a job that begins after everybody who
wrote before a new rate has ended finds all amounts of the old one.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal, localcontext

from sqlalchemy import BigInteger, Date, Text, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel import money
from guanxi.kernel.db import prepare
from guanxi.kernel.tenancy import Scope

At = tuple[str, date]
"""A currency on a day."""

_DIGITS = 60  # of the product of the longest amount and the longest rate

# The primary key leads to the one row of each pair.
_RATES = prepare(
    text(
        "SELECT asked.currency, asked.day, found.rate"
        " FROM unnest(CAST(:currencies AS text[]), CAST(:days AS date[])) AS asked(currency, day)"
        " CROSS JOIN LATERAL (SELECT r.rate FROM guanxi.exchange_rate AS r"
        ' WHERE r.tenant_id = :tenant_id AND r.currency = asked.currency COLLATE "C" AND r.valid_from <= asked.day'
        " ORDER BY r.valid_from DESC LIMIT 1) AS found"
    ).bindparams(
        bindparam("tenant_id", type_=BigInteger),
        bindparam("currencies", type_=ARRAY(Text)),
        bindparam("days", type_=ARRAY(Date)),
    )
)


async def rates_at(scope: Scope, asked: Collection[At]) -> dict[At, Decimal]:
    """What one unit was worth in the company's currency on that day; nothing of days before a currency's first rate. One statement."""
    own = scope.tenant.currency
    found = {each: Decimal(1) for each in asked if each[0] == own}
    foreign = sorted(set(asked) - found.keys())
    if foreign:
        params = {
            "tenant_id": scope.tenant.id,
            "currencies": [currency for currency, _ in foreign],
            "days": [day for _, day in foreign],
        }
        rows = await scope.tx.fetch(_RATES, params)
        found.update({(row["currency"], row["day"]): row["rate"] for row in rows})
    return found


def converted(amount: Decimal, rate: Decimal, currency: str) -> int:
    """Minor units of `currency`, of which `rate` buy one unit. Raises OverflowError beyond what money can be."""
    with localcontext() as context:
        context.prec = _DIGITS
        return money.to_minor(amount * rate, currency)


def value_at_home(amount: Decimal, rate: Decimal, currency: str) -> str:
    """The same as a decimal text with the places of the currency."""
    return money.format_minor(converted(amount, rate, currency), currency)
