"""Values as people of a language write them: money, numbers, dates, yes and no.

Formats follow the Unicode CLDR for English and Chinese (dates: medium, money: standard).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from guanxi.kernel.templates.reading import Filter

PLACES: Final = 12
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SYMBOLS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        **{
            "USD": "$",
            "EUR": "€",
            "GBP": "£",
            "JPY": "¥",
            "CNY": "CN¥",
            "HKD": "HK$",
            "TWD": "NT$",
            "KRW": "₩",
        },
        **{
            "INR": "₹",
            "AUD": "A$",
            "CAD": "CA$",
            "NZD": "NZ$",
            "MXN": "MX$",
            "BRL": "R$",
            "ILS": "₪",
            "VND": "₫",
        },
    },
    "zh": {
        **{
            "USD": "US$",
            "EUR": "€",
            "GBP": "£",
            "JPY": "JP¥",
            "CNY": "¥",
            "HKD": "HK$",
            "TWD": "NT$",
            "KRW": "￦",
        },
        **{
            "INR": "₹",
            "AUD": "AU$",
            "CAD": "CA$",
            "NZD": "NZ$",
            "MXN": "MX$",
            "BRL": "R$",
            "ILS": "₪",
            "VND": "₫",
        },
    },
}


@dataclass(frozen=True, slots=True)
class Setting:
    """`locale` is en or zh-CN; moments are shown in `timezone`; money is in `currency` with its decimal `places`."""

    locale: str
    timezone: str
    currency: str
    places: int = 2

    @property
    def language(self) -> str:
        return "zh" if self.locale.startswith("zh") else "en"


@dataclass(frozen=True, slots=True)
class Value:
    """A field's value. `kind` says how it is written: text, number, money, date, datetime or boolean; None is empty."""

    content: str | Decimal | date | datetime | bool | None
    kind: str = "text"


def write(value: Value, filters: tuple[Filter, ...], setting: Setting) -> str:
    """Raises 422 `template_filter_…` at the filter that does not fit. Fallbacks are the caller's."""
    text: str | None = None
    for each in filters:
        if each.name in _KINDS:
            if text is not None or value.kind not in _KINDS[each.name]:
                raise each.place.refuse("filter_misplaced", name=each.name, kind=value.kind)
            text = _FORMATS[each.name](value, each, setting)
        elif each.name in _LETTERS:
            text = _LETTERS[each.name](_plain(value, setting) if text is None else text)
    return _plain(value, setting) if text is None else text


def check(filters: tuple[Filter, ...], kind: str, setting: Setting) -> None:
    """The same refusals, whether or not there is a value."""
    for each in filters:
        if each.name == "default":
            if not isinstance(each.argument, str):
                raise each.place.refuse("filter_argument", name=each.name, expected='"…"')
        elif each.name not in _KINDS and each.name not in _LETTERS:
            known = ", ".join((*_KINDS, *_LETTERS, "default"))
            raise each.place.refuse("filter_unknown", name=each.name[:60], known=known)
    if kind in _SAMPLES:
        write(_SAMPLES[kind], filters, setting)
    elif any(each.name in _KINDS for each in filters):
        first = next(each for each in filters if each.name in _KINDS)
        raise first.place.refuse("filter_misplaced", name=first.name, kind=kind)


def _plain(value: Value, setting: Setting) -> str:
    match value.kind, value.content:
        case _, None:
            return ""
        case "boolean", bool(truth):
            words = ("否", "是") if setting.language == "zh" else ("No", "Yes")
            return words[truth]
        case "money", Decimal() as amount:
            return _money(amount, "symbol", setting)
        case _, Decimal() as number:
            return _grouped(number, None)
        case _, datetime() as moment:
            return _moment(moment, "medium", setting)
        case _, date() as day:
            return _day(day, "medium", setting)
    return str(value.content)


def _as_money(value: Value, given: Filter, setting: Setting) -> str:
    style = given.argument or "symbol"
    if style not in ("symbol", "code", "plain"):
        raise given.place.refuse("filter_argument", name="money", expected='"symbol", "code", "plain"')
    assert isinstance(value.content, Decimal)
    return _money(value.content, str(style), setting)


def _as_number(value: Value, given: Filter, setting: Setting) -> str:
    if given.argument is not None and not (isinstance(given.argument, int) and given.argument <= PLACES):
        raise given.place.refuse("filter_argument", name="number", expected=f"0 – {PLACES}")
    assert isinstance(value.content, Decimal)
    return _grouped(value.content, given.argument)


def _as_date(value: Value, given: Filter, setting: Setting) -> str:
    style = given.argument or "medium"
    if style not in ("iso", "medium", "long"):
        raise given.place.refuse("filter_argument", name="date", expected='"iso", "medium", "long"')
    day = value.content
    if isinstance(day, datetime):
        day = day.astimezone(ZoneInfo(setting.timezone)).date()
    assert isinstance(day, date)
    return _day(day, str(style), setting)


def _grouped(number: Decimal, places: int | None) -> str:
    """With separators of thousands, as both languages have them."""
    if places is None:
        text = f"{number:,f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return f"{number:,.{places}f}"


def _money(amount: Decimal, style: str, setting: Setting) -> str:
    text = f"{abs(amount):,.{setting.places}f}"
    sign = "-" if amount < 0 else ""
    if style == "plain":
        return sign + text
    symbol = _SYMBOLS[setting.language].get(setting.currency)
    if style == "code" or symbol is None:
        return f"{sign}{setting.currency}\N{NO-BREAK SPACE}{text}"
    return f"{sign}{symbol}{text}"


def _day(day: date, style: str, setting: Setting) -> str:
    if style == "iso":
        return day.isoformat()
    if setting.language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    month = _MONTHS[day.month - 1]
    return f"{month if style == 'long' else month[:3]} {day.day}, {day.year}"


def _moment(moment: datetime, style: str, setting: Setting) -> str:
    local = moment.astimezone(ZoneInfo(setting.timezone))
    day = _day(local.date(), style, setting)
    if setting.language == "zh":
        return f"{day} {local:%H:%M}"
    return f"{day}, {local.hour % 12 or 12}:{local:%M} {'AM' if local.hour < 12 else 'PM'}"


_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "money": ("money", "number"),
    "number": ("number", "money"),
    "date": ("date", "datetime"),
}
_FORMATS: Final[Mapping[str, Callable[[Value, Filter, Setting], str]]] = {
    "money": _as_money,
    "number": _as_number,
    "date": _as_date,
}
_LETTERS: Final[Mapping[str, Callable[[str], str]]] = {"upper": str.upper, "lower": str.lower}
_SAMPLES: Final[Mapping[str, Value]] = {
    "money": Value(Decimal(1), "money"),
    "number": Value(Decimal(1), "number"),
    "date": Value(date(2026, 1, 31), "date"),
    "datetime": Value(datetime.fromisoformat("2026-01-31T12:00:00+00:00"), "datetime"),
}
