"""The functions of the catalogue over values in memory. Those of `STRICT` give null as soon as an argument is null."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from guanxi.kernel.expressions import semantics_dates as dates
from guanxi.kernel.expressions import semantics_places as places
from guanxi.kernel.expressions import semantics_text as texts
from guanxi.kernel.expressions.results import fit_float, fit_minor
from guanxi.kernel.expressions.semantics import exact
from guanxi.kernel.search import latin_forms

Strict = Callable[[tuple[Any, ...]], Callable[..., Any]]
"""Takes what is fixed and gives the function of the rest."""


def _plain(function: Callable[..., Any]) -> Strict:
    return lambda fixed: function


def _round(fixed: tuple[Any, ...]) -> Callable[[Decimal], Decimal | None]:
    step = Decimal(1).scaleb(-fixed[0])

    def rounded(number: Decimal) -> Decimal | None:
        try:
            return exact.quantize(number, step)
        except InvalidOperation:
            return None

    return rounded


def _label(fixed: tuple[Any, ...]) -> Callable[[str], str]:
    labels = dict(fixed)
    return lambda value: labels.get(value, value)


STRICT: dict[str, Strict] = {
    "upper": _plain(texts.raise_case),
    "trim": _plain(texts.trim),
    "substring": _plain(texts.substring),
    "left": _plain(texts.left),
    "right": _plain(texts.right),
    "replace": _plain(texts.replace),
    "indexOf": _plain(str.find),
    "text_of_number": _plain(texts.text_of_number),
    "text_of_date": _plain(texts.text_of_date),
    "text_of_moment": _plain(lambda moment, zone: texts.text_of_moment(moment, ZoneInfo(zone))),
    "text_of_boolean": _plain(lambda value: "true" if value else "false"),
    "number": _plain(texts.number_of_text),
    "label": _label,
    "not_blank": _plain(lambda text: text or None),
    "pinyin": _plain(lambda text: latin_forms(text)[0]),
    "initials": _plain(lambda text: latin_forms(text)[1]),
    "round": _round,
    "in_currency": _round,
    "floor": _plain(lambda number: number.to_integral_value(ROUND_FLOOR)),
    "ceil": _plain(lambda number: number.to_integral_value(ROUND_CEILING)),
    "abs": _plain(exact.abs),
    "distance": _plain(places.distance),
    "place": _plain(places.place),
    "local_date": _plain(lambda moment, zone: dates.local_date(moment, ZoneInfo(zone))),
    "addDays": _plain(dates.add_days),
    "addMonths": _plain(dates.add_months),
    "addWorkdays": lambda fixed: lambda day, number: dates.add_workdays(day, number, *fixed),
    "workdaysBetween": lambda fixed: lambda start, end: dates.workdays_between(start, end, *fixed),
    "daysBetween": _plain(lambda start, end: (end - start).days),
    "monthsBetween": _plain(dates.months_between),
    "fiscalYear": lambda fixed: lambda day: dates.fiscal_year(day, *fixed),
    "fiscalQuarter": lambda fixed: lambda day: dates.fiscal_quarter(day, *fixed),
    "startOf": lambda fixed: lambda day: dates.start_of(day, *fixed),
    "endOf": lambda fixed: lambda day: dates.end_of(day, *fixed),
    "microseconds": _plain(lambda duration: duration),
    "in_calendar": _plain(lambda moment: moment),
    "fit_float": _plain(fit_float),
    "fit_minor": lambda fixed: lambda number: fit_minor(number, *fixed),
}


def _least(values: tuple[Any, ...]) -> Any:
    present = [value for value in values if value is not None]
    return min(present) if present else None


def _greatest(values: tuple[Any, ...]) -> Any:
    present = [value for value in values if value is not None]
    return max(present) if present else None


def _coalesced(values: tuple[Any, ...]) -> Any:
    return next((value for value in values if value is not None), None)


OF_ALL: dict[str, Callable[[tuple[Any, ...]], Any]] = {
    "concat": lambda values: texts.concatenate(*values),
    "coalesce": _coalesced,
    "min": _least,
    "max": _greatest,
}
"""Functions that go on where an argument is null."""
