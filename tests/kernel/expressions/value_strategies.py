"""Random expressions of every type, with every function of the catalogue that the database computes."""

from __future__ import annotations

from hypothesis import strategies as st

from guanxi.kernel.expressions import quote
from tests.kernel.expressions.strategies import DATES, INSTANTS, NUMBERS, TEXTS

UNITS = ["week", "month", "quarter", "year", "fiscal_quarter", "fiscal_year"]
COUNTS = ["0", "1", "3", "-2", "7", "12", "-13", "30", "2.9", "employees", "score"]


def _format(template: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map(lambda values: template.format(*values))


_literal = st.sampled_from([*TEXTS, " 　x ", "12.50", "-3", "ŉß", "ab-ab"]).map(quote)
_count = st.sampled_from(COUNTS)
_unit = st.sampled_from(UNITS).map(quote)
_number_leaf = st.sampled_from(["amount", "budget", "employees", "score", "rate", *NUMBERS])
_moment_leaf = st.one_of(
    st.sampled_from(["due_at", "created_at", "now()", "due_at - hours(5)", "created_at + minutes(90)"]),
    st.sampled_from(INSTANTS).map(lambda instant: f'timestamp("{instant}")'),
)
_day_leaf = st.one_of(
    st.sampled_from(["close_date", "today()", "close_date + days(31)", "date(due_at)", "created_at"]),
    st.sampled_from(DATES).map(lambda day: f'date("{day}")'),
)

days = st.recursive(
    _day_leaf,
    lambda inner: st.one_of(
        _format(
            "{}({}, {})", st.sampled_from(["addDays", "addMonths", "addYears", "addWorkdays"]), inner, _count
        ),
        _format("{}({}, {})", st.sampled_from(["startOf", "endOf"]), inner, _unit),
        _format("{}(date({}), date({}))", st.sampled_from(["min", "max", "coalesce"]), inner, inner),
        _format("(done ? date({}) : date({}))", inner, inner),
    ),
    max_leaves=3,
)
moments = st.one_of(
    _moment_leaf,
    _format("{}({}, {})", st.sampled_from(["min", "max", "coalesce"]), _moment_leaf, _moment_leaf),
)
_parts = ["year", "quarter", "month", "week", "day", "weekday"]
counts = st.one_of(
    _format(
        "{}({})", st.sampled_from([*_parts, "fiscalYear", "fiscalQuarter"]), st.one_of(days, _moment_leaf)
    ),
    _format("{}({})", st.sampled_from(["hour", "minute"]), _moment_leaf),
    _format("{}({}, {})", st.sampled_from(["daysBetween", "workdaysBetween", "monthsBetween"]), days, days),
    _format("{}({})", st.sampled_from(["size", "length"]), st.sampled_from(["name", "note"])),
    _format("indexOf({}, {})", st.sampled_from(["name", "note"]), _literal),
)
_degrees = st.sampled_from(
    ["31.2304", "121.4737", "-33.8688", "-90", "180", "90.1", "0", "0.00000004", "score", "rate", "amount"]
)
_places = _format("place({}, {})", _degrees, _degrees)
distances = _format("distance({}, {})", _places, _places)
_currency = st.sampled_from(["USD", "JPY", "EUR", "CNY"]).map(quote)
numbers = st.recursive(
    st.one_of(_number_leaf, counts, distances),
    lambda inner: st.one_of(
        _format("({} {} {})", inner, st.sampled_from(["+", "-", "*"]), inner),
        _format("convert({}, {})", inner, _currency),
        _format("convert({}, {}, {})", inner, _currency, days),
        _format("({} / {})", inner, st.sampled_from(["employees", "3", "0.7"])),
        _format("ratio({}, {})", inner, st.sampled_from(["amount", "7"])),
        _format("round({}, {})", inner, st.sampled_from(["0", "2", "-1", "6"])),
        _format("{}({})", st.sampled_from(["floor", "ceil", "abs", "round"]), inner),
        _format("{}({}, {})", st.sampled_from(["min", "max", "coalesce"]), inner, inner),
        _format("(done ? {} : {})", inner, inner),
    ),
    max_leaves=4,
)
lengths = st.one_of(
    _format("{}(({}) - ({}))", st.sampled_from(["inDays", "inHours"]), _moment_leaf, _moment_leaf),
    _format("hoursBetween({}, {})", moments, moments),
    _format("number({})", _literal),
)
texts = st.recursive(
    st.one_of(st.sampled_from(["name", "note", "account.name", "label(stage)", "stage"]), _literal),
    lambda inner: st.one_of(
        _format("({} + {})", inner, inner),
        _format("{}({})", st.sampled_from(["upper", "lower", "trim"]), inner),
        _format("{}.upper()", st.just("name")),
        _format("substring({}, {})", inner, _count),
        _format("substring({}, {}, {})", inner, _count, _count),
        _format("{}({}, {})", st.sampled_from(["left", "right"]), inner, _count),
        _format("replace({}, {}, {})", inner, inner, inner),
        _format("coalesce({}, {})", inner, inner),
        _format("(done ? {} : {})", inner, inner),
        _format("text({})", st.one_of(numbers, days, moments, st.sampled_from(["done", "name"]))),
    ),
    max_leaves=4,
)
truths = st.one_of(
    _format("isBlank({})", st.one_of(texts, numbers, days)),
    _format("{}({}, {})", st.sampled_from(["contains", "startsWith", "endsWith"]), texts, texts),
    _format("({} > {})", numbers, numbers),
    _format("({} <= {})", days, days),
)
values = st.one_of(texts, numbers, counts, lengths, days, moments, truths)
