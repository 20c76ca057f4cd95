"""Lengths of time as people write them: `1h 30m`, `2 days`, `1 小时 30 分`, `1:30`. A day is 24 hours. Seconds inside."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

LARGEST = 100_000 * 86_400
_UNITS = {
    86_400: ("d", "day", "days", "天", "日"),
    3_600: ("h", "hr", "hrs", "hour", "hours", "小时", "時", "时", "个小时", "小時"),
    60: ("m", "min", "mins", "minute", "minutes", "分", "分钟", "分鐘"),
    1: ("s", "sec", "secs", "second", "seconds", "秒", "秒钟"),
}
_SECONDS = {name: seconds for seconds, names in _UNITS.items() for name in names}
_PART = re.compile(r"\s*(\d{1,9}(?:\.\d{1,6})?)\s*([a-z]+|[^\W\d_a-z]+)\s*", re.IGNORECASE)
_CLOCK = re.compile(r"\s*(\d{1,6}):([0-5]\d)(?::([0-5]\d))?\s*")
_WORDS = {
    "en": ((86_400, "{}d"), (3_600, "{}h"), (60, "{}m"), (1, "{}s")),
    "zh": ((86_400, "{} 天"), (3_600, "{} 小时"), (60, "{} 分"), (1, "{} 秒")),
}


def read_duration(text: str) -> int | None:
    """Whole seconds; None for what is no length of time, or of more than 100,000 days. A bare number has no unit: None."""
    text = text.strip()
    sign = -1 if text.startswith("-") else 1
    text = text.removeprefix("-").replace(",", " ")
    clock = _CLOCK.fullmatch(text)
    if clock:
        seconds = Decimal(int(clock[1]) * 3_600 + int(clock[2]) * 60 + int(clock[3] or 0))
    else:
        found = _sum_of_parts(text)
        if found is None:
            return None
        seconds = found
    whole = int(seconds)
    return sign * whole if seconds == whole and whole <= LARGEST else None


def write_duration(seconds: int, locale: str) -> str:
    """`1h 30m`, `1 小时 30 分`; reads back as the same."""
    rest, parts = abs(seconds), []
    for size, words in _WORDS["zh" if locale.startswith("zh") else "en"]:
        count, rest = divmod(rest, size)
        if count:
            parts.append(words.format(count))
    nothing = "0 分" if locale.startswith("zh") else "0m"
    return ("-" if seconds < 0 else "") + (" ".join(parts) or nothing)


def _sum_of_parts(text: str) -> Decimal | None:
    total, at = Decimal(0), 0
    while at < len(text):
        part = _PART.match(text, at)
        size = _SECONDS.get(part[2].lower()) if part else None
        if part is None or size is None:
            return None
        try:
            total += Decimal(part[1]) * size
        except InvalidOperation:
            return None
        at = part.end()
    return total if at else None
