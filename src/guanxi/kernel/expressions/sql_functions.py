"""The functions of the catalogue in SQL, each argument written once: formulas stand in formulas, and doubled text doubles
at every level.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from guanxi.kernel.expressions.results import LARGEST_MINOR, LARGEST_NUMBER, PLACES
from guanxi.kernel.expressions.semantics_dates import MONTHS_OF_UNIT, MOST_DAYS, MOST_MONTHS, fiscal_shift
from guanxi.kernel.expressions.semantics_text import BLANKS, MOST_CHARACTERS, MOST_REPLACEMENT, NUMBER
from guanxi.kernel.working_time import calendar_of

Element = sa.ColumnElement[Any]
Builder = Callable[..., Element]

_TEXT, _INTEGER, _BIGINT = sa.Text(), sa.Integer(), sa.BigInteger()
_NUMERIC, _DATE = sa.Numeric(), sa.Date()
_DOUBLE: sa.Double[float] = sa.Double()
_WALL_CLOCK = sa.DateTime()
_BLANKS = "E'" + "".join({"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(each, each) for each in BLANKS) + "'"
_FIRST_BEYOND = {False: "DATE '10000-01-01'", True: "TIMESTAMPTZ '10000-01-01 00:00:00+00'"}
_LAST_BEFORE = {False: "DATE '0001-12-31 BC'", True: "TIMESTAMPTZ '0001-12-31 23:59:59+00 BC'"}


def _sql(text: str, type_: Any = None) -> Element:
    """A constant of ours."""
    return sa.literal_column(text, type_)


def _text(name: str, *arguments: Any) -> Element:
    element: Element = getattr(sa.func, name)(*arguments, type_=_TEXT)
    return element


def _count(number: Element) -> Element:
    """As `place_of`. `least` and `greatest` pass nulls over, so these become what is made null."""
    bounded = sa.func.least(sa.func.greatest(sa.func.trunc(number), _sql("-1")), _sql(str(MOST_CHARACTERS)))
    return sa.cast(sa.func.nullif(bounded, _sql("-1")), _INTEGER)


def _whole(number: Element, limit: int) -> Element:
    """As `whole`: both values just beyond the limit are made null."""
    beyond = str(limit + 1)
    bounded = sa.func.least(sa.func.greatest(sa.func.trunc(number), _sql(f"-{beyond}")), _sql(beyond))
    return sa.cast(sa.func.nullif(sa.func.nullif(bounded, _sql(beyond)), _sql(f"-{beyond}")), _INTEGER)


def _within(value: Element, low: str, high: str, type_: Any) -> Element:
    """Null at and beyond both bounds."""
    bounded = sa.func.least(sa.func.greatest(value, _sql(low)), _sql(high))
    inside = sa.func.nullif(sa.func.nullif(bounded, _sql(low)), _sql(high))
    return sa.type_coerce(inside, type_)


def _in_calendar(moment: Element) -> Element:
    timed = isinstance(moment.type, sa.DateTime)
    return _within(moment, _LAST_BEFORE[timed], _FIRST_BEYOND[timed], moment.type)


def _day(element: Element) -> Element:
    return _in_calendar(sa.cast(element, _DATE))


def _add_days(day: Element, number: Element) -> Element:
    return _in_calendar(sa.type_coerce(day.op("+")(_whole(number, MOST_DAYS)), _DATE))


def _moved(day: Element, months: Element) -> Element:
    return sa.type_coerce(day.op("+")(sa.func.make_interval(_sql("0"), months)), _WALL_CLOCK)


def _add_months(day: Element, number: Element) -> Element:
    return _day(_moved(day, _whole(number, MOST_MONTHS)))


def _add_workdays(day: Element, number: Element, calendar: str) -> Element:
    reached = sa.func.guanxi.add_workdays(
        day, _whole(number, MOST_DAYS), *_work_calendar(calendar), type_=_DATE
    )
    return _in_calendar(reached)


def _workdays_between(start: Element, end: Element, calendar: str) -> Element:
    def until(day: Element) -> Element:
        return sa.func.guanxi.workdays_until(day, *_work_calendar(calendar), type_=_INTEGER)

    return until(end).op("-")(until(start))


def _work_calendar(text: str) -> tuple[Element, ...]:
    """Nothing for the usual one, which has functions of its own that are faster."""
    if not text:
        return ()
    calendar = calendar_of(text)
    days = "{" + ",".join(map(str, calendar.days)) + "}"
    exceptions = (
        "{" + ",".join(each.isoformat() for each in of) + "}" for of in (calendar.off, calendar.besides)
    )
    return (_sql(f"'{days}'::integer[]"), *(_sql(f"'{each}'::date[]") for each in exceptions))


def _months(count: int) -> str:
    return f"interval '{count} months'"


def _fiscal_part(part: str) -> Builder:
    def build(day: Element, fiscal_month: int) -> Element:
        moved = sa.type_coerce(day.op("+")(_sql(_months(fiscal_shift(fiscal_month)))), _WALL_CLOCK)
        return sa.cast(sa.extract(part, moved), _INTEGER)

    return build


def _edge(day: Element, unit: str, fiscal_month: int, last: bool) -> Element:
    """PostgreSQL's calendar goes on where Python's ends, so only the result is cut."""
    is_fiscal = unit.startswith("fiscal")
    shift = fiscal_shift(fiscal_month) if is_fiscal else 0
    moved = day.op("+")(_sql(_months(shift))) if shift else sa.cast(day, _WALL_CLOCK)
    truncated: Element = sa.func.date_trunc(
        _sql(f"'{unit.removeprefix('fiscal_')}'"), moved, type_=_WALL_CLOCK
    )
    if shift:
        truncated = truncated.op("-")(_sql(_months(shift)))
    if last:
        period = "interval '7 days'" if unit == "week" else _months(MONTHS_OF_UNIT[unit])
        truncated = truncated.op("+")(_sql(period)).op("-")(_sql("interval '1 day'"))
    return _day(truncated)


def _round(number: Element, digits: int) -> Element:
    return sa.func.round(number, _sql(str(digits)), type_=_NUMERIC)


def _label(choice: Element, *labels: Any) -> Element:
    pairs = [(sa.literal(value, _TEXT), sa.literal(label, _TEXT)) for value, label in labels]
    if not pairs:
        return choice
    texts = sa.func.jsonb_build_object(*[part for pair in pairs for part in pair])
    return sa.type_coerce(sa.func.coalesce(texts.op("->>")(choice), choice), _TEXT)


def _number(text: Element) -> Element:
    found = sa.func.substring(_text("btrim", text, _sql(_BLANKS)), _sql(f"'^({NUMBER})$'"), type_=_TEXT)
    return sa.cast(found, _NUMERIC)


def _text_of_number(number: Element) -> Element:
    trimmed = sa.func.trim_scale(sa.func.round(number, _sql(str(PLACES))))
    return sa.cast(trimmed, _TEXT)


def _fit_float(number: Element) -> Element:
    rounded = sa.func.round(number, _sql(str(PLACES)))
    return sa.cast(_within(rounded, f"-{LARGEST_NUMBER}", str(LARGEST_NUMBER), _NUMERIC), _DOUBLE)


def _fit_minor(number: Element, exponent: int) -> Element:
    minor = sa.func.round(number.op("*")(_sql(f"1e{exponent}")) if exponent else number)
    return sa.cast(_within(minor, f"-{LARGEST_MINOR}", str(LARGEST_MINOR), _NUMERIC), _BIGINT)


def _cut(text: Element) -> Element:
    return _text("left", text, _sql(str(MOST_CHARACTERS)))


def _place(latitude: Element, longitude: Element) -> Element:
    """As the column of a field has it."""
    return sa.func.guanxi.place(latitude, longitude, type_=JSONB())


BUILDERS: dict[str, Builder] = {
    "concat": lambda *texts: _cut(_text("concat", *texts)),
    "upper": lambda text: _text("upper", text),
    "trim": lambda text: _text("btrim", text, _sql(_BLANKS)),
    "substring": lambda text, start, end: _text(
        "substr", _text("left", text, _count(end)), _count(start).op("+")(_sql("1"))
    ),
    "left": lambda text, count: _text("left", text, _count(count)),
    "right": lambda text, count: _text("right", text, _count(count)),
    "replace": lambda text, part, by: _cut(
        _text("replace", text, part, _text("left", by, _sql(str(MOST_REPLACEMENT))))
    ),
    "indexOf": lambda text, part: sa.func.strpos(text, part, type_=_INTEGER).op("-")(_sql("1")),
    "text_of_number": _text_of_number,
    "text_of_date": lambda day: _text("to_char", day, _sql("'YYYY-MM-DD'")),
    "text_of_moment": lambda moment, zone: _text(
        "to_char", sa.func.timezone(zone, moment, type_=_WALL_CLOCK), _sql("'YYYY-MM-DD HH24:MI'")
    ),
    "text_of_boolean": lambda value: sa.cast(value, _TEXT),
    "number": _number,
    "label": _label,
    "not_blank": lambda text: sa.func.nullif(text, _sql("''"), type_=_TEXT),
    "round": _round,
    "in_currency": _round,
    "floor": lambda number: sa.func.floor(number, type_=_NUMERIC),
    "ceil": lambda number: sa.func.ceil(number, type_=_NUMERIC),
    "abs": lambda number: sa.func.abs(number, type_=_NUMERIC),
    "distance": lambda *degrees: sa.func.guanxi.distance_km(*degrees, type_=_NUMERIC),
    "place": _place,
    "min": lambda *values: sa.type_coerce(sa.func.least(*values), values[0].type),
    "max": lambda *values: sa.type_coerce(sa.func.greatest(*values), values[0].type),
    "coalesce": lambda *values: sa.type_coerce(sa.func.coalesce(*values), values[0].type),
    "local_date": lambda moment, zone: _day(sa.func.timezone(zone, moment, type_=_WALL_CLOCK)),
    "addDays": _add_days,
    "addMonths": _add_months,
    "addWorkdays": _add_workdays,
    "workdaysBetween": _workdays_between,
    "daysBetween": lambda start, end: sa.type_coerce(end.op("-")(start), _INTEGER),
    "monthsBetween": lambda start, end: sa.func.guanxi.months_between(start, end, type_=_INTEGER),
    "fiscalYear": _fiscal_part("year"),
    "fiscalQuarter": _fiscal_part("quarter"),
    "startOf": lambda day, unit, fiscal_month: _edge(day, unit, fiscal_month, last=False),
    "endOf": lambda day, unit, fiscal_month: _edge(day, unit, fiscal_month, last=True),
    "microseconds": lambda duration: duration,
    "in_calendar": _in_calendar,
    "fit_float": _fit_float,
    "fit_minor": _fit_minor,
}
