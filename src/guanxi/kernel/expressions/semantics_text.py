"""Rules of text on which the SQL and the Python side agree to the character."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo
from decimal import Decimal

from guanxi.kernel.expressions.semantics import exact

MOST_CHARACTERS = 20_000
"""No text that is computed grows beyond it; the rest is cut off."""
MOST_REPLACEMENT = 100
BLANKS = " \t\n\r\u00a0\u3000"
NUMBER = "[+-]?[0-9]{1,15}([.][0-9]{1,12})?"
PLACES = 12

_number = re.compile(NUMBER)
_SMALLEST = Decimal(1).scaleb(-PLACES)


def raise_case(text: str) -> str:
    """Upper case, letter by letter, as PostgreSQL's ``upper`` does: no letter becomes two."""
    raised = text.upper()
    if len(raised) == len(text) and raised.isascii():
        return raised
    return "".join(_raised(letter) for letter in text)


def _raised(letter: str) -> str:
    upper = letter.upper()
    if len(upper) == 1:
        return upper
    title = letter.title()
    return title if len(title) == 1 else letter


def place_of(number: Decimal) -> int | None:
    """A count of characters, none beyond the longest text; None below zero, where there is nothing to count."""
    if number <= -1:
        return None
    return int(min(number, Decimal(MOST_CHARACTERS)))


def concatenate(*texts: str | None) -> str:
    return "".join(text for text in texts if text)[:MOST_CHARACTERS]


def substring(text: str, start: Decimal, end: Decimal) -> str | None:
    first, last = place_of(start), place_of(end)
    return None if first is None or last is None else text[:last][first:]


def left(text: str, number: Decimal) -> str | None:
    count = place_of(number)
    return None if count is None else text[:count]


def right(text: str, number: Decimal) -> str | None:
    count = place_of(number)
    return None if count is None else text[-count:] if count else ""


def replace(text: str, part: str, other: str) -> str:
    return text.replace(part, other[:MOST_REPLACEMENT])[:MOST_CHARACTERS] if part else text


def trim(text: str) -> str:
    return text.strip(BLANKS)


def text_of_number(number: Decimal) -> str:
    text = format(exact.quantize(number, _SMALLEST), "f").rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def text_of_date(day: date) -> str:
    return day.isoformat()


def text_of_moment(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M").rjust(16, "0")


def number_of_text(text: str) -> Decimal | None:
    found = trim(text)
    return Decimal(found) if _number.fullmatch(found) else None
