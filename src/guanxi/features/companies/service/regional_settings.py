"""Currencies, time zones and languages: which exist, and what is usual for a language."""

from __future__ import annotations

import zoneinfo
from functools import lru_cache

from guanxi.edge.locale import DEFAULT_LOCALE, SUPPORTED_LOCALES
from guanxi.kernel.errors import Problem
from guanxi.kernel.money import CURRENCIES

_USUAL = {"en": ("USD", "UTC"), "zh-CN": ("CNY", "Asia/Shanghai")}


def usual_currency(locale: str) -> str:
    return _USUAL[locale][0]


def usual_timezone(locale: str) -> str:
    return _USUAL[locale][1]


def checked_locale(value: str, field: str = "locale") -> str:
    """`zh`, `zh-Hans-CN` and the like mean the Chinese that we have."""
    language = value.strip().split("-", 1)[0].lower()
    for locale in SUPPORTED_LOCALES:
        if locale == value or locale.split("-", 1)[0] == language:
            return locale
    raise Problem("locale_invalid", field=field, params={"value": value, "default": DEFAULT_LOCALE})


def checked_timezone(value: str, field: str = "timezone") -> str:
    if value not in _timezones():
        raise Problem("timezone_invalid", field=field, params={"value": value})
    return value


@lru_cache(maxsize=1)
def _timezones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def checked_line(value: str, field: str) -> str:
    """One line of text without blanks around it and without control characters."""
    text = " ".join(value.split())
    if not text or not text.isprintable():
        raise Problem("blank", field=field)
    return text


def checked_currency(value: str, field: str = "currency") -> str:
    currency = value.strip().upper()
    if currency not in CURRENCIES:
        raise Problem("currency_invalid", field=field, params={"value": value})
    return currency
