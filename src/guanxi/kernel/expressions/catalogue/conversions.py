"""What an amount of the company's currency is in another one."""

from __future__ import annotations

from typing import Any

from guanxi.kernel import money
from guanxi.kernel.expressions.catalogue.entries import CallSite, entry
from guanxi.kernel.expressions.core import Arithmetic, ContextValue, Domain, Function, Rate, Value
from guanxi.kernel.expressions.problems import refuse


def _convert(values: list[Any], site: CallSite) -> Value:
    amount, currency = values[0], str(values[1].value)
    if not site.currency:
        raise refuse("rates_unknown", site.node)
    places = money.exponent_of(currency)
    if currency == site.currency:
        return Function("fit_minor", (amount,), Domain.INTEGER, places, (places,))
    day = values[2] if len(values) > 2 else ContextValue("company_today", Domain.DATE)
    return Function(
        "in_currency", (Arithmetic("/", amount, Rate(currency, day)),), Domain.DECIMAL, 0, (places,)
    )


CONVERSIONS = (
    entry(
        "number", "convert(amount: amount, currency: currency, day?: day): number",
        "What an amount of the company's currency is in another one, by the rate of that day; without a day, or with one"
        " still to come, by today's. Rounded to the places of that currency, and empty where there is no rate.",
        "把公司币种的金额折算为另一币种：按指定日期的汇率；未指定日期或日期未到时按今天的汇率。结果按目标币种的小数位取整；没有汇率时为空。",
        'convert(amount, "USD")', _convert,
    ),
)  # fmt: skip
