"""Currencies, time zones and languages: which exist, and what is usual for a language."""

from __future__ import annotations

import zoneinfo
from functools import lru_cache

from guanxi.edge.locale import DEFAULT_LOCALE, SUPPORTED_LOCALES
from guanxi.kernel.errors import Problem

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


# ISO 4217, active codes of currencies that people trade in (funds, metals and test codes left out).
CURRENCIES = frozenset(
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
    CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ
    GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR
    LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN
    PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB
    TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
    """.split()  # noqa: SIM905 - reads better than 150 lines
)
