"""Numbers as people write them: 1,234.56 · 1.234,56 · ￥1 234 · (12.5) · 35% · 3.2万."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

DecimalMark = Literal[".", ","]

_WIDE = str.maketrans("０１２３４５６７８９．，－＋％（）￥　", "0123456789.,-+%()¥ ")
_SPACES = re.compile(r"(?<=\d)[\s\u00a0\u202f'’](?=\d{3}(?!\d))")
_SHAPE = re.compile(
    r"""^(?P<open>\()?\s*(?P<sign>[-+−])?\s*
        (?P<before>[A-Z]{0,3}[¥$€£₩₹]|(?:CNY|RMB|USD|EUR|GBP|JPY|HKD|TWD|SGD|AUD|CAD|人民币|美元|欧元|港币))?\s*
        (?P<sign2>[-−])?\s*
        (?P<core>\d[\d.,]*|[.,]\d+)\s*
        (?P<unit>千万|百万|万|萬|亿|億|千|k|m|mn|bn)?\s*
        (?P<after>[¥$€£₩₹]|元整|元|圆|块|CNY|RMB|USD|EUR|GBP|JPY|HKD|TWD|SGD|AUD|CAD|人民币|美元|欧元|港币)?\s*
        (?P<percent>%)?\s*(?P<trailing>-)?(?P<close>\))?$""",
    re.VERBOSE | re.IGNORECASE,
)
_UNITS = {
    "千": 10**3, "万": 10**4, "萬": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "億": 10**8,
    "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9,
}  # fmt: skip
_CURRENCIES = {
    "¥": "CNY", "$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW", "₹": "INR", "元": "CNY", "元整": "CNY", "圆": "CNY",
    "块": "CNY", "RMB": "CNY", "人民币": "CNY", "美元": "USD", "欧元": "EUR", "港币": "HKD", "HK$": "HKD", "US$": "USD",
    "NT$": "TWD", "RMB¥": "CNY", "CN¥": "CNY", "A$": "AUD", "C$": "CAD", "S$": "SGD",
}  # fmt: skip
_GROUPED = {
    ".": re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d*)?$|^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d*)?$"),
    ",": re.compile(r"^\d{1,3}(?:\.\d{3})+(?:,\d*)?$"),
}
_UNGROUPED = {".": re.compile(r"^\d*\.?\d*$"), ",": re.compile(r"^\d*,?\d*$")}
_PLAIN = re.compile(r"^-?\d{1,18}(?:\.\d{1,9})?$")


@dataclass(frozen=True, slots=True)
class Number:
    """`percent` says that the text had a percent sign: "35%" is 35 with percent."""

    value: Decimal
    currency: str | None = None
    percent: bool = False
    marked: bool = False  # a currency sign, code or 万/亿 stood with it


def read_number(text: str, decimal: DecimalMark = ".") -> Number | None:
    """The number that the text stands for with this decimal mark, or None."""
    text = text.strip()
    if decimal == "." and _PLAIN.match(text):
        return Number(Decimal(text))
    shape = _shape(text)
    if shape is None:
        return None
    core = shape["core"]
    if not (_UNGROUPED[decimal].match(core) or _GROUPED[decimal].match(core)):
        return None
    digits = core.replace(",", "") if decimal == "." else core.replace(".", "").replace(",", ".")
    value = Decimal(digits) * _UNITS.get((shape["unit"] or "").lower(), 1)
    negative = bool(shape["open"] or shape["sign"] in ("-", "−") or shape["sign2"] or shape["trailing"])
    sign = (shape["before"] or shape["after"] or "").upper()
    return Number(
        -value if negative else value,
        currency=_CURRENCIES.get(
            sign, sign if len(sign) == 3 and sign.isalpha() and sign.isascii() else None
        ),
        percent=bool(shape["percent"]),
        marked=bool(sign or shape["unit"]),
    )


def proves_decimal(text: str) -> DecimalMark | Literal["either"] | None:
    """The decimal mark that this text proves; "either" when it reads both ways (1,234); None when it proves nothing."""
    shape = _shape(text.strip())
    core = shape["core"] if shape else ""
    commas, points = core.count(","), core.count(".")
    if not commas and not points:
        return None
    if commas and points:
        return "." if core.rindex(".") > core.rindex(",") else ","
    mark: DecimalMark = "," if commas else "."
    other: DecimalMark = "." if commas else ","
    if commas + points > 1:
        return other
    before, after = core.split(mark)
    could_group = len(after) == 3 and 1 <= len(before) <= 3 and before != "0"
    return "either" if could_group else mark


def _shape(text: str) -> re.Match[str] | None:
    if len(text) > 64:
        return None
    shape = _SHAPE.match(_SPACES.sub("", text.translate(_WIDE)))
    if not shape or bool(shape["open"]) != bool(shape["close"]):
        return None
    return None if sum(bool(shape[sign]) for sign in ("open", "sign", "sign2", "trailing")) > 1 else shape
