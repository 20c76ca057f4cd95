"""How much amounts are worth by what they have kept, and by the rates as they stand in this transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from guanxi.kernel.currencies import exchange_rate
from guanxi.kernel.db import prepare
from guanxi.kernel.metadata import Field, ObjectDef
from guanxi.kernel.metadata.field_types.currency_amount import AMOUNT, CONVERTED, CURRENCY
from guanxi.kernel.metadata.pipelines import OPEN, STATUS
from guanxi.kernel.query.storage import value_of
from guanxi.kernel.tenancy import Scope

MOST_COUNTED = 100_000


async def effect_on(
    scope: Scope, definition: ObjectDef, field: Field, currencies: Collection[str], today: date
) -> Any:
    """`records`, `before`, `after`, `without_rate` of the first `MOST_COUNTED` + 1 records. As the application."""
    statement = _effect(definition, field, scope.tenant.money_exponent)
    params = {"tenant_id": scope.tenant.id, "currencies": sorted(currencies), "today": today}
    return await scope.tx.fetchrow(prepare(statement), params)


def _effect(definition: ObjectDef, field: Field, places: int) -> sa.Select[Any]:
    tenant = sa.bindparam("tenant_id", type_=sa.BigInteger())
    today = sa.bindparam("today", type_=sa.Date())
    table, parts = definition.table, field.parts
    currency = value_of(table, parts[CURRENCY])
    day: sa.ColumnElement[Any] = today
    if field.rate_date is not None:
        day = sa.func.least(
            sa.func.coalesce(value_of(table, definition.fields[field.rate_date]), today), today
        )
        if STATUS in definition.roles:
            status = value_of(table, definition.fields[definition.roles[STATUS]])
            day = sa.case((status == sa.literal_column(f"'{OPEN}'"), today), else_=day)
    amounts = (
        sa.select(
            currency.label("currency"),
            value_of(table, parts[AMOUNT]).label("amount"),
            value_of(table, parts[CONVERTED]).label("before"),
            sa.cast(day, sa.Date()).label("day"),
        )
        .where(
            table.c.tenant_id == tenant,
            table.c.deleted_at.is_(sa.null()),
            value_of(table, field).is_not(sa.null()),
            currency == sa.any_(sa.bindparam("currencies", type_=ARRAY(sa.Text()))),
        )
        .limit(sa.literal_column(str(MOST_COUNTED + 1)))
        .subquery("amounts")
    )
    rate = (
        sa.select(exchange_rate.c.rate)
        .where(
            exchange_rate.c.tenant_id == tenant,
            exchange_rate.c.currency == amounts.c.currency,
            exchange_rate.c.valid_from <= amounts.c.day,
        )
        .order_by(exchange_rate.c.valid_from.desc())
        .limit(sa.literal_column("1"))
        .correlate(amounts)
        .lateral("found")
    )
    worth = sa.func.round(amounts.c.amount * rate.c.rate, sa.literal_column(str(places)))
    return sa.select(
        sa.func.count().label("records"),
        sa.func.coalesce(sa.func.sum(amounts.c.before), sa.literal_column("0")).label("before"),
        sa.func.coalesce(
            sa.func.sum(sa.func.coalesce(worth, amounts.c.before)), sa.literal_column("0")
        ).label("after"),
        sa.func.count().filter(rate.c.rate.is_(sa.null())).label("without_rate"),
    ).select_from(amounts.outerjoin(rate, sa.true()))
