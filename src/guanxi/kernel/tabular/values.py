"""What kind of thing one cell looks like, apart from numbers and dates, which have files of their own."""

import re

from .dates import proves_order, read_date
from .numbers import read_number
from .rows import Cell

TRUE = frozenset(
    (
        "true",
        "t",
        "yes",
        "y",
        "1",
        "on",
        "x",
        "active",
        "enabled",
        "是",
        "对",
        "對",
        "有",
        "真",
        "√",
        "✓",
        "✔",
        "启用",
        "啟用",
        "激活",
        "已完成",
    )
)
FALSE = frozenset(
    (
        "false",
        "f",
        "no",
        "n",
        "0",
        "off",
        "inactive",
        "disabled",
        "否",
        "错",
        "錯",
        "无",
        "無",
        "假",
        "×",
        "✗",
        "✘",
        "停用",
        "禁用",
        "未完成",
    )
)
_EMAIL = re.compile(r"^(?:mailto:)?[^\s@<>,;]{1,64}@[^\s@<>,;]{1,190}\.[^\s@<>,;.\d]{2,63}$", re.IGNORECASE)
_URL = re.compile(r"^(?:https?://[^\s]{3,}|www\.[^\s]{3,}|[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:com|cn|net|org|io|co|de|fr|uk|jp|hk|tw|ai|dev|app)(?:/\S*)?)$", re.IGNORECASE)  # fmt: skip
_PHONE = re.compile(r"^\+?[\d\s().\-–/]{6,24}(?:\s*(?:ext\.?|x|转|轉)\s*\d{1,6})?$", re.IGNORECASE)
_MOBILE = re.compile(r"^(?:\+?86)?1[3-9]\d{9}$")


def read_boolean(text: str) -> bool | None:
    word = text.strip().casefold()
    return True if word in TRUE else False if word in FALSE else None


def is_email(text: str) -> bool:
    return bool(_EMAIL.match(text))


def is_url(text: str) -> bool:
    return bool(_URL.match(text))


def is_phone(text: str) -> bool:
    """Digits with the marks people put between them; bare digits only when they are a Chinese mobile number."""
    digits = sum(character.isdigit() for character in text)
    if not 7 <= digits <= 20 or not _PHONE.match(text):
        return False
    return not text.isdigit() or bool(_MOBILE.match(text))


def looks_typed(cell: Cell) -> bool:
    """Not a name: a number, a date, an address."""
    if not isinstance(cell, str):
        return True
    text = cell.strip()
    if not text:
        return False
    return bool(
        read_number(text)
        or read_number(text, ",")
        or read_date(text)
        or proves_order(text)
        or is_email(text)
        or is_url(text)
    )
