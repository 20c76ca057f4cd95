"""Money as whole minor units (int), because only integers can be compared under row-level security at full speed.

Decimal places of currencies follow ISO 4217; those not listed have two.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

_EXPONENTS = {
    **dict.fromkeys(
        (
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "UYI",
            "VND",
            "VUV",
            "XAF",
        ),
        0,
    ),
    **dict.fromkeys(("XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
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
LARGEST_MINOR = 9_007_199_254_740_991  # 2**53 - 1: exact in every client, JavaScript included


def exponent_of(currency: str) -> int:
    return _EXPONENTS.get(currency, 2)


def to_minor(amount: Decimal, currency: str) -> int:
    """Minor units of an amount, rounded half to even. Raises OverflowError beyond 2**53 - 1."""
    minor = int(amount.scaleb(exponent_of(currency)).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
    if abs(minor) > LARGEST_MINOR:
        raise OverflowError(minor)
    return minor


def from_minor(minor: int, currency: str) -> Decimal:
    return Decimal(minor).scaleb(-exponent_of(currency))


def format_minor(minor: int, currency: str) -> str:
    """A plain decimal string with the currency's places: 105400 USD → "1054.00"."""
    exponent = exponent_of(currency)
    return f"{from_minor(minor, currency):.{exponent}f}"
