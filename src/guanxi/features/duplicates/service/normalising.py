"""What two values have in common that mean the same, by each way of comparing. Empty where a value says nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from pypinyin import Style, lazy_pinyin

_SPACE = re.compile(r"\s+")
_NO_WORD = re.compile(r"[^\w]+")
# Legal forms at the end of a name, longest first; what is written in brackets before them is a place.
_FORMS_ZH = (
    "股份有限责任公司", "有限责任公司", "股份有限公司", "集团有限公司", "有限合伙企业", "有限公司", "股份公司", "集团公司",
    "有限合伙", "公司", "集团",
)  # fmt: skip
_FORMS = frozenset(
    {
        "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp", "lp", "plc", "gmbh",
        "ag", "kg", "ohg", "ug", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "as", "oy", "aps", "pty", "pte", "pvt",
        "kk", "sdn", "bhd", "group", "holding", "holdings",
    }
)  # fmt: skip
_PHONE_DIGITS = 10  # with or without the country's number
_LEAST_DIGITS = 6


def text(value: str) -> str:
    """Whatever the case, the width and the spaces."""
    folded = unicodedata.normalize("NFKC", value).casefold()
    return _SPACE.sub(" ", folded).strip()


def email(value: str) -> str:
    return text(value).replace(" ", "")


def phone(value: str) -> str:
    """The last digits: numbers are written with and without the country's."""
    digits = "".join(
        str(unicodedata.digit(each)) for each in value if unicodedata.digit(each, None) is not None
    )
    return digits[-_PHONE_DIGITS:] if len(digits) >= _LEAST_DIGITS else ""


def company(value: str) -> str:
    """Without its legal form and what stands between words; a name that is nothing else stays as it is."""
    folded = text(value).replace("(", " ").replace(")", " ")
    words = _NO_WORD.sub(" ", folded.replace(".", "")).split()
    while len(words) > 1 and words[-1] in _FORMS:
        words.pop()
    joined = "".join(words)
    for form in _FORMS_ZH:
        if joined.endswith(form) and len(joined) > len(form):
            joined = joined.removesuffix(form)
            break
    return joined


def pinyin(value: str) -> str:
    """Chinese by its sounds, everything else as it is compared as text."""
    return "".join(lazy_pinyin(text(value)[:200], style=Style.NORMAL, v_to_u=False)).replace(" ", "")


NORMALISED: Mapping[str, Callable[[str], str]] = {
    "text": text,
    "email": email,
    "phone": phone,
    "company": company,
    "pinyin": pinyin,
}


def normalised(by: str, value: Any) -> str:
    if value is None:
        return ""
    return str(value) if by == "exact" else NORMALISED[by](str(value))
