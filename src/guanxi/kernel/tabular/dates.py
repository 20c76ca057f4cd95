"""Dates as people write them: 2017-03-01 · 3/1/2017 · 01.03.17 · 2017年3月1日 · 1 Mar 2017, each with or without a time."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal

DateOrder = Literal["ymd", "mdy", "dmy"]

_TIME = (
    r"(?:(?:\s+|\s*T\s*|,\s*)(?P<half>上午|下午|AM|PM)?\s*(?P<hour>\d{1,2})[:：时點点](?P<minute>\d{1,2})分?"
    r"(?:[:：]?(?P<second>\d{1,2})(?:[.,]\d{1,9})?秒?)?"
    r"\s*(?P<half2>[AaPp]\.?[Mm]\.?)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?$"
)
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s+)?"
_YEAR_FIRST = re.compile(
    r"^(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})" + _TIME, re.IGNORECASE
)
_COMPACT = re.compile(
    r"^(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])" + _TIME, re.IGNORECASE
)
_CHINESE = re.compile(
    r"^(?P<y>\d{4}|\d{2})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号號]?"
    + _TIME.replace(r"\s+|", r"\s*|")
)
_YEAR_LAST = re.compile(
    r"^(?P<a>\d{1,2})(?P<s>[-/.])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})" + _TIME, re.IGNORECASE
)
_DAY_NAMED = re.compile(
    rf"^{_WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+(?P<name>[A-Za-z]{{3,9}})\.?,?[\s-]+(?P<y>\d{{4}}|\d{{2}})"
    + _TIME,
    re.IGNORECASE,
)
_MONTH_NAMED = re.compile(
    rf"^{_WEEKDAY}(?P<name>[A-Za-z]{{3,9}})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})" + _TIME,
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), start=1)
    for name in names.split()
}  # fmt: skip
_WIDE = str.maketrans("０１２３４５６７８９／－．　", "0123456789/-. ")


def read_date(text: str, order: DateOrder | None = None) -> date | datetime | None:
    """A date, or a datetime when the text has a time; None when it is neither, or fits two orders and none is given."""
    text = text.strip().translate(_WIDE)
    if not 6 <= len(text) <= 64:
        return None
    for pattern, read in _PATTERNS:
        found = pattern.match(text)
        if found:
            return read(found, order)
    return None


def proves_order(text: str) -> DateOrder | Literal["either"] | None:
    """The order that a year-last date proves, "either" when both fit, None when the text is no such date."""
    found = _YEAR_LAST.match(text.strip().translate(_WIDE))
    if not found:
        return None
    first, second = int(found["a"]), int(found["b"])
    if first > 12:
        return "dmy" if second <= 12 else None
    if second > 12:
        return "mdy"
    return "either" if first != second else None


def _year_first(found: re.Match[str], order: DateOrder | None) -> date | datetime | None:
    return _made(found, int(found["y"]), int(found["m"]), int(found["d"]))


def _year_last(found: re.Match[str], order: DateOrder | None) -> date | datetime | None:
    first, second = int(found["a"]), int(found["b"])
    if order is None:
        order = "dmy" if first > 12 else "mdy" if second > 12 or first == second else None
    if order not in ("mdy", "dmy"):
        return None
    month, day = (first, second) if order == "mdy" else (second, first)
    return _made(found, int(found["y"]), month, day)


def _named(found: re.Match[str], order: DateOrder | None) -> date | datetime | None:
    month = _MONTHS.get(found["name"].lower())
    return _made(found, int(found["y"]), month, int(found["d"])) if month else None


def _made(found: re.Match[str], year: int, month: int, day: int) -> date | datetime | None:
    if year < 100:
        year += 2000 if year < 70 else 1900
    try:
        whole = date(year, month, day)
        return whole if found["hour"] is None else datetime.combine(whole, _time(found), _zone(found["zone"]))
    except ValueError:
        return None


def _time(found: re.Match[str]) -> time:
    hour = int(found["hour"])
    half = (found["half"] or found["half2"] or "").lower().replace(".", "")
    if half in ("pm", "下午") and hour < 12:
        hour += 12
    elif half in ("am", "上午") and hour == 12:
        hour = 0
    return time(hour, int(found["minute"]), int(found["second"] or 0))


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text in "Zz":
        return UTC
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))


_Read = Callable[[re.Match[str], DateOrder | None], date | datetime | None]
_PATTERNS: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (_YEAR_FIRST, _year_first),
    (_YEAR_LAST, _year_last),
    (_CHINESE, _year_first),
    (_COMPACT, _year_first),
    (_DAY_NAMED, _named),
    (_MONTH_NAMED, _named),
)
