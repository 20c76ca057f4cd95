"""One value of a field as a value of another type: kept whole, kept in part, or impossible."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Literal
from zoneinfo import ZoneInfo

from guanxi.kernel import money
from guanxi.kernel.metadata import Field, FieldRefused, ParseContext
from guanxi.kernel.metadata.field_types.rich_text import RichText
from guanxi.kernel.rich_text import of_plain
from guanxi.kernel.tabular import DateOrder, read_boolean, read_date, read_number

Kind = Literal["whole", "lossy", "impossible"]
SOURCES = frozenset(
    {
        "text", "long_text", "email", "phone", "url", "integer", "number", "percent", "money", "date", "datetime", "boolean",
        "choice", "multi_choice", "auto_number", "rich_text",
    }
)  # fmt: skip
TARGETS = SOURCES - {"auto_number"}
_NUMBERS = frozenset({"integer", "number", "percent", "money"})
_CHOICES = frozenset({"choice", "multi_choice"})
_YES = {True: {"en": "Yes", "zh-CN": "是"}, False: {"en": "No", "zh-CN": "否"}}
BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Setting:
    """What converting depends on beside the fields."""

    currency: str
    timezone: str
    locale: str
    date_order: DateOrder | None = None

    @property
    def context(self) -> ParseContext:
        return ParseContext(self.currency, self.timezone)


@dataclass(frozen=True, slots=True)
class Converted:
    """`value` as it is stored; None where it is impossible. `text` is what was there, as people read it."""

    kind: Kind
    value: Any
    text: str


def convert(source: Field, target: Field, stored: Any, setting: Setting) -> Converted:
    text = text_form(source, stored, setting)
    try:
        value, whole = _converted(source, target, stored, text, setting)
    except (FieldRefused, OverflowError, ValueError):
        return Converted("impossible", None, text)
    if value is None:
        return Converted("impossible", None, text)
    return Converted("whole" if whole else "lossy", value, text)


def text_form(field: Field, stored: Any, setting: Setting) -> str:
    """As an export would write it."""
    match field.type.name:
        case "money":
            return money.format_minor(stored, setting.currency)
        case "number" | "percent":
            return f"{Decimal(repr(stored)).normalize():f}"
        case "boolean":
            return _YES[stored].get(setting.locale, _YES[stored]["en"])
        case "date":
            return str(stored.isoformat())
        case "datetime":
            return f"{stored.astimezone(ZoneInfo(setting.timezone)):%Y-%m-%d %H:%M:%S}"
        case "choice" | "multi_choice":
            options = [(field.option_of.get(each), each) for each in field.type.options_in(stored)]
            return BETWEEN.join(
                option.label.in_locale(setting.locale) if option else code for option, code in options
            )
    return str(stored)


def _converted(source: Field, target: Field, stored: Any, text: str, setting: Setting) -> tuple[Any, bool]:
    kind, wanted = source.type.name, target.type.name
    if kind in _CHOICES and wanted in _CHOICES:
        codes = source.type.options_in(stored)
        given = list(codes) if wanted == "multi_choice" else codes[0]
        return target.type.parse(given, target, setting.context), wanted == "multi_choice" or len(codes) == 1
    if wanted in _CHOICES:
        code = _option_called(target, text)
        return None if code is None else target.type.parse(code, target, setting.context), True
    return _READERS.get(wanted, _text)(source, target, stored, text, setting)


def _text(source: Field, target: Field, stored: Any, text: str, setting: Setting) -> tuple[Any, bool]:
    longest = target.max_length or target.type.longest
    cut = text[:longest] if longest else text
    value = target.type.parse(cut, target, setting.context)
    return value or None, value == text and not _is_formatted(stored)


def _is_formatted(stored: Any) -> bool:
    return isinstance(stored, RichText) and stored.html != of_plain(stored.text)


def _number(source: Field, target: Field, stored: Any, text: str, setting: Setting) -> tuple[Any, bool]:
    number = Decimal(text) if source.type.name in _NUMBERS else None
    if number is None:
        found = read_number(text)
        if found is None:
            return None, False
        number = found.value
    places = {"integer": 0, "money": money.exponent_of(setting.currency)}.get(target.type.name)
    rounded = number
    if places is not None and number.adjusted() < 20:
        rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    return target.type.parse(rounded, target, setting.context), rounded == number


def _day(source: Field, target: Field, stored: Any, text: str, setting: Setting) -> tuple[Any, bool]:
    if isinstance(stored, datetime):
        local = stored.astimezone(ZoneInfo(setting.timezone))
        return local.date(), local.time() == time.min
    day = stored if isinstance(stored, date) else read_date(text, setting.date_order)
    if isinstance(day, datetime):
        return day.date(), day.time() == time.min
    return day, True


def _moment(source: Field, target: Field, stored: Any, text: str, setting: Setting) -> tuple[Any, bool]:
    day = stored if isinstance(stored, date) else read_date(text, setting.date_order)
    if day is None:
        return None, False
    moment = day if isinstance(day, datetime) else datetime.combine(day, time.min)
    return target.type.parse(moment, target, setting.context), True


def _boolean(source: Field, target: Field, stored: Any, text: str, setting: Setting) -> tuple[Any, bool]:
    return stored if isinstance(stored, bool) else read_boolean(text), True


def _option_called(target: Field, text: str) -> str | None:
    wanted = " ".join(text.split()).casefold()
    for option in target.options:
        if wanted in (option.value.casefold(), option.label.en.casefold(), option.label.zh.casefold()):
            return option.value
    return None


def _rich_text(source: Field, target: Field, stored: Any, text: str, setting: Setting) -> tuple[Any, bool]:
    """Plain text is never read as markup here: what it says would change."""
    longest = target.max_length or target.type.longest
    value = target.type.parse(of_plain(text[:longest]), target, setting.context)
    return value, len(text) <= longest


_Reader = Callable[[Field, Field, Any, str, Setting], tuple[Any, bool]]
_READERS: Mapping[str, _Reader] = {
    **dict.fromkeys(_NUMBERS, _number),
    "date": _day,
    "datetime": _moment,
    "boolean": _boolean,
    "rich_text": _rich_text,
}
