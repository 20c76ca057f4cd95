"""Functions of values of any type: blanks, the first that is there, the least and the greatest."""

from __future__ import annotations

from typing import Any

from guanxi.kernel.expressions.catalogue.arguments import as_moment
from guanxi.kernel.expressions.catalogue.entries import CallSite, entry
from guanxi.kernel.expressions.coercion import NUMERIC, coerce_text, describe
from guanxi.kernel.expressions.comparisons import to_decimal
from guanxi.kernel.expressions.core import Condition, Domain, Function, IsNull, Value
from guanxi.kernel.expressions.problems import refuse


def _is_blank(values: list[Any], site: CallSite) -> Condition:
    (value,) = values
    if value.domain is Domain.TEXT:
        value = Function("not_blank", (Function("trim", (value,), Domain.TEXT),), Domain.TEXT)
    return IsNull(value)


def _coalesce(values: list[Any], site: CallSite) -> Value:
    values = _of_one_domain("coalesce", values, site)
    return Function("coalesce", tuple(values), values[0].domain)


def _extreme(name: str) -> Any:
    def build(values: list[Any], site: CallSite) -> Value:
        values = _of_one_domain(name, values, site)
        if values[0].domain not in (*NUMERIC, Domain.DATE, Domain.DATETIME):
            raise refuse("argument_type", site.node, name=name, expected="number", found=describe(values[0]))
        return Function(name, tuple(values), values[0].domain)

    return build


def _of_one_domain(name: str, values: list[Value], site: CallSite) -> list[Value]:
    """Numbers become exact ones, days beside instants the instants at which they begin."""
    first = next((value for value in values if value.domain is not Domain.TEXT), values[0])
    values = [coerce_text(value, first, site.node) for value in values]
    domains = {value.domain for value in values}
    if domains <= NUMERIC:
        return [to_decimal(value) for value in values]
    if domains == {Domain.DATE, Domain.DATETIME}:
        return [as_moment(value, site.node) or value for value in values]
    if len(domains) > 1:
        odd = next(value for value in values if value.domain is not first.domain)
        raise refuse("mixed_arguments", site.node, name=name, left=describe(first), right=describe(odd))
    return values


def _by_the_checker(values: list[Any], site: CallSite) -> Condition:
    """They take a list, which is no value: see sets.py."""
    raise refuse("list_expected", site.node)


LOGIC = (
    entry(
        "logic",
        "hasAny(choices: any, options: list): boolean",
        "Whether one of the options is chosen. One alone reads `\"a\" in field`.",
        "是否选择了其中任意一项。只判断一项时可写 `\"a\" in 字段`。",
        'tags.hasAny(["a", "b"])',
        _by_the_checker,
        is_condition=True,
    ),
    entry(
        "logic",
        "hasAll(choices: any, options: list): boolean",
        "Whether all of the options are chosen.",
        "是否选择了其中的每一项。",
        'tags.hasAll(["a", "b"])',
        _by_the_checker,
        is_condition=True,
    ),
    entry(
        "logic", "isBlank(value: any): boolean", "Whether there is no value, or only blanks.", "是否没有值，或只有空白。",
        "isBlank(amount)", _is_blank, is_condition=True,
    ),
    entry(
        "logic", "coalesce(values...: any): any", "The first value that is not empty.", "第一个不为空的值。",
        "coalesce(amount, 0)", _coalesce,
    ),
    entry(
        "logic", "min(values...: any): any", "The least of some numbers, days or times; empty ones do not count.",
        "若干数字、日期或时间中最小的一个；空值不计。", "min(amount, 1000)", _extreme("min"),
    ),
    entry(
        "logic", "max(values...: any): any", "The greatest of some numbers, days or times; empty ones do not count.",
        "若干数字、日期或时间中最大的一个；空值不计。", "max(amount, 0)", _extreme("max"),
    ),
)  # fmt: skip
