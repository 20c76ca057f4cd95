"""Exchange rates in statements: the one row of a currency that holds on a day, found by the primary key."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from guanxi.kernel.currencies import exchange_rate
from guanxi.kernel.query.links import tenant_parameter


def rate_of(
    currency: str, day: sa.ColumnElement[Any], today: sa.ColumnElement[Any], /
) -> sa.ColumnElement[Any]:
    """For the expression compiler. Where the day is the same for all records, the database asks once."""
    rates = exchange_rate.alias()
    return (
        sa.select(rates.c.rate)
        .where(
            rates.c.tenant_id == tenant_parameter(),
            rates.c.currency == sa.literal(currency, sa.Text()),
            rates.c.valid_from <= day,
            rates.c.valid_from <= today,
        )
        .order_by(rates.c.valid_from.desc())
        .limit(sa.literal_column("1"))
        .correlate_except(rates)
        .scalar_subquery()
    )
