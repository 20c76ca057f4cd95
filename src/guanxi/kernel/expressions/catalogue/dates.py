"""Functions of days, times and what lies between them. Where a day is expected, a time stands for the day it falls on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from guanxi.kernel.expressions.arithmetic import combine
from guanxi.kernel.expressions.catalogue.arguments import as_day, as_moment
from guanxi.kernel.expressions.catalogue.entries import CallSite, entry
from guanxi.kernel.expressions.coercion import describe
from guanxi.kernel.expressions.comparisons import MAX_DAYS, to_decimal
from guanxi.kernel.expressions.core import Constant, ContextValue, DatePart, Domain, Elapsed, Function, Value
from guanxi.kernel.expressions.problems import refuse

HOUR = 3_600_000_000
_MICROSECONDS = {"minutes": HOUR // 60, "hours": HOUR, "days": 24 * HOUR}


def _context(name: str, domain: Domain) -> Any:
    return lambda values, site: ContextValue(name, domain)


def _date(values: list[Any], site: CallSite) -> Value:
    if values[0].domain is Domain.TEXT and not isinstance(values[0], Constant):
        raise refuse("argument_literal", site.node, name="date")
    day = as_day(values[0], site.node)
    if day is None:
        raise refuse("argument_type", site.node, name="date", expected="datetime", found=describe(values[0]))
    return day


def _timestamp(values: list[Any], site: CallSite) -> Value:
    moment = as_moment(values[0], site.node)
    assert moment is not None
    return moment


def _duration(unit: str) -> Any:
    size = _MICROSECONDS[unit]

    def build(values: list[Any], site: CallSite) -> Value:
        (value,) = values
        number = value.value if isinstance(value, Constant) and value.domain is Domain.DECIMAL else None
        if not isinstance(number, Decimal) or number % 1 or abs(number) > MAX_DAYS:
            raise refuse("days_argument", site.node, name=unit, limit=MAX_DAYS)
        return Constant(int(number) * size, Domain.DURATION)

    return build


def _in_unit(unit: str) -> Any:
    size = Constant(Decimal(_MICROSECONDS[unit]), Domain.DECIMAL)
    return lambda values, site: combine("/", to_decimal(_whole(values[0])), size, site.node)


def _whole(duration: Value) -> Value:
    return Function("microseconds", (duration,), Domain.INTEGER)


def _hours_between(values: list[Any], site: CallSite) -> Value:
    start, end = values
    return _in_unit("hours")([Elapsed(end, start)], site)


def _part(part: str) -> Any:
    def build(values: list[Any], site: CallSite) -> Value:
        (moment,) = values
        if moment.domain not in (Domain.DATE, Domain.DATETIME):
            raise refuse("argument_type", site.node, name=part, expected="date", found=describe(moment))
        return DatePart(part, moment)

    return build


def _time_part(part: str) -> Any:
    return lambda values, site: DatePart(part, values[0])


def _edge(name: str) -> Any:
    def build(values: list[Any], site: CallSite) -> Value:
        day, unit = values
        return Function(name, (day,), Domain.DATE, fixed=(str(unit.value), site.fiscal_month))

    return build


def _fiscal(name: str) -> Any:
    def build(values: list[Any], site: CallSite) -> Value:
        return Function(name, tuple(values), Domain.INTEGER, fixed=(site.fiscal_month,))

    return build


def _by_calendar(name: str, domain: Domain) -> Any:
    def build(values: list[Any], site: CallSite) -> Value:
        return Function(name, tuple(values), domain, fixed=(site.work_calendar,))

    return build


def _add_years(values: list[Any], site: CallSite) -> Value:
    day, years = values
    months = combine("*", years, Constant(Decimal(12), Domain.DECIMAL), site.node)
    return Function("addMonths", (day, months), Domain.DATE)


DATES = (
    entry("date", "today(): date", "The present day.", "今天的日期。", "today()", _context("today", Domain.DATE)),
    entry("date", "now(): datetime", "The present moment.", "现在的时间。", "now()", _context("now", Domain.DATETIME)),
    entry(
        "date", "date(value: any): date", "The day that a text such as `2026-12-31` names, or on which a time falls.",
        "`2026-12-31` 这样的文本所表示的日期，或某个时间所在的日期。", 'date("2026-12-31")', _date,
    ),
    entry(
        "date", "timestamp(text: literal): datetime", "The moment that a text names.", "文本所表示的时间。",
        'timestamp("2026-12-31T18:00:00Z")', _timestamp,
    ),
    entry(
        "date", "days(number: number): duration", "So many days, to add to or take from a day or time.",
        "若干天，用来与日期或时间相加减。", "today() + days(7)", _duration("days"),
    ),
    entry(
        "date", "hours(number: number): duration", "So many hours, to add to or take from a time.",
        "若干小时，用来与时间相加减。", "now() - hours(24)", _duration("hours"),
    ),
    entry(
        "date", "minutes(number: number): duration", "So many minutes, to add to or take from a time.",
        "若干分钟，用来与时间相加减。", "now() - minutes(30)", _duration("minutes"),
    ),
    entry("date", "year(value: any): count", "The year.", "年份。", "year(created_at)", _part("year")),
    entry("date", "quarter(value: any): count", "The quarter, 1 to 4.", "季度，1 到 4。", "quarter(created_at)", _part("quarter")),
    entry("date", "month(value: any): count", "The month, 1 to 12.", "月份，1 到 12。", "month(created_at)", _part("month")),
    entry(
        "date", "week(value: any): count", "The week of the year by ISO 8601, 1 to 53.", "ISO 8601 的周数，1 到 53。",
        "week(created_at)", _part("week"),
    ),
    entry("date", "day(value: any): count", "The day of the month, 1 to 31.", "一个月中的第几天，1 到 31。", "day(created_at)", _part("day")),
    entry(
        "date", "weekday(value: any): count", "The day of the week, 1 for Monday to 7 for Sunday.",
        "星期几，1 为星期一，7 为星期日。", "weekday(created_at)", _part("weekday"),
    ),
    entry("date", "hour(value: moment): count", "The hour, 0 to 23.", "小时，0 到 23。", "hour(created_at)", _time_part("hour")),
    entry("date", "minute(value: moment): count", "The minute, 0 to 59.", "分钟，0 到 59。", "minute(created_at)", _time_part("minute")),
    entry(
        "date", "fiscalYear(value: day): count", "The fiscal year of the company, named by the year in which it ends.",
        "公司的财年，以其结束的年份命名。", "fiscalYear(created_at)", _fiscal("fiscalYear"),
    ),
    entry(
        "date", "fiscalQuarter(value: day): count", "The quarter of the company's fiscal year, 1 to 4.",
        "公司财年的季度，1 到 4。", "fiscalQuarter(created_at)", _fiscal("fiscalQuarter"),
    ),
    entry(
        "date", "addDays(value: day, number: number): date", "So many days later.", "若干天之后的日期。", "addDays(created_at, 30)",
    ),
    entry(
        "date", "addMonths(value: day, number: number): date",
        "So many months later; the last day of a month that has fewer days.",
        "若干月之后的日期；该月没有这一天时取月末。", "addMonths(created_at, 3)",
    ),
    entry(
        "date", "addYears(value: day, number: number): date", "So many years later.", "若干年之后的日期。",
        "addYears(created_at, 1)", _add_years,
    ),
    entry(
        "date", "addWorkdays(value: day, number: number): date",
        "So many working days later, by the company's working calendar.",
        "若干个工作日之后的日期（按公司的工作日历）。", "addWorkdays(created_at, 5)", _by_calendar("addWorkdays", Domain.DATE),
    ),
    entry(
        "date", "workdaysBetween(start: day, end: day): count",
        "Working days after the first up to and with the second, by the company's working calendar.",
        "从第一个日期之后到第二个日期为止的工作日数（按公司的工作日历）。", "workdaysBetween(created_at, today())",
        _by_calendar("workdaysBetween", Domain.INTEGER),
    ),
    entry(
        "date", "daysBetween(start: day, end: day): count", "Days from the first to the second.",
        "从第一个日期到第二个日期的天数。", "daysBetween(created_at, today())",
    ),
    entry(
        "date", "monthsBetween(start: day, end: day): count", "Complete months from the first to the second.",
        "从第一个日期到第二个日期的整月数。", "monthsBetween(created_at, today())",
    ),
    entry(
        "date", "hoursBetween(start: moment, end: moment): number", "Hours from the first to the second, with fractions.",
        "从第一个时间到第二个时间的小时数，带小数。", "hoursBetween(created_at, now())", _hours_between,
    ),
    entry(
        "date", "inDays(duration: duration): number", "A difference of two times in days, with fractions.",
        "两个时间之差的天数，带小数。", "inDays(now() - created_at)", _in_unit("days"),
    ),
    entry(
        "date", "inHours(duration: duration): number", "A difference of two times in hours, with fractions.",
        "两个时间之差的小时数，带小数。", "inHours(now() - created_at)", _in_unit("hours"),
    ),
    entry(
        "date", "startOf(value: day, unit: unit): date",
        "The first day of the `week`, `month`, `quarter`, `year`, `fiscal_quarter` or `fiscal_year`; weeks begin on Monday.",
        "所在周、月、季度、年、财季或财年（`week`、`month`、`quarter`、`year`、`fiscal_quarter`、`fiscal_year`）的第一天；每周从星期一开始。",
        'startOf(created_at, "month")', _edge("startOf"),
    ),
    entry(
        "date", "endOf(value: day, unit: unit): date", "The last day of the period, as for startOf.",
        "所在时段的最后一天，时段与 startOf 相同。", 'endOf(created_at, "quarter")', _edge("endOf"),
    ),
)  # fmt: skip
