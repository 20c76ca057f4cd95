"""Functions of numbers, money among them."""

from __future__ import annotations

from typing import Any

from guanxi.kernel.expressions.arithmetic import combine
from guanxi.kernel.expressions.catalogue.entries import CallSite, entry
from guanxi.kernel.expressions.core import Constant, Domain, Function, Value


def _round(values: list[Any], site: CallSite) -> Value:
    number, digits = values[0], values[1] if len(values) > 1 else None
    places = int(digits.value) if isinstance(digits, Constant) else 0  # type: ignore[call-overload]
    return Function("round", (number,), Domain.DECIMAL, fixed=(places,))


def _ratio(values: list[Any], site: CallSite) -> Value:
    part, base = values
    return combine("/", part, base, site.node)


NUMBERS = (
    entry(
        "number", "round(number: number, digits?: digits): number",
        "Rounded to so many decimal places, none unless given; halves go away from zero.",
        "四舍五入到指定的小数位数，不指定则取整。", "round(amount / 3, 2)", _round,
    ),
    entry("number", "floor(number: number): number", "The next lower whole number.", "向下取整。", "floor(amount / 1000)"),
    entry("number", "ceil(number: number): number", "The next higher whole number.", "向上取整。", "ceil(amount / 1000)"),
    entry("number", "abs(number: number): number", "Without its sign.", "绝对值。", "abs(amount)"),
    entry(
        "number", "ratio(part: number, base: number): number",
        "The one divided by the other; empty where that is zero. Of two amounts of money it is a plain number.",
        "两数相除；除数为零时结果为空。两个金额之比是普通数字。", "ratio(amount, 100000)", _ratio,
    ),
)  # fmt: skip
