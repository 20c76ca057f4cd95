"""Marked values. Whoever reads one that he may not see betrays a hole, wherever it turns up.

A group says whose they are and who may read them: the first letter the company (v: the victim, a: the attacker), the
second what protects it (c: known to the company's own people, s: shared with those who may read, h: in a field hidden
from some, p: on records of one person alone).
"""

from __future__ import annotations

import random
import re
import string
from collections.abc import Iterable

VICTIM, ATTACKER = "v", "a"
COMPANY, SHARED, HIDDEN, PRIVATE = "c", "s", "h", "p"
OF_VICTIM = frozenset(VICTIM + kind for kind in "cshp")
OF_ATTACKER = frozenset(ATTACKER + kind for kind in "cshp")

NUMBERS = {"vh": 77_310_042, "vp": 77_310_043, "ah": 88_420_057, "ap": 88_420_058}
DAYS = {"vh": "1987-03-19", "vp": "1987-04-23", "ah": "1986-05-27", "ap": "1986-06-26"}

_GROUP_OF = {str(number): group for group, number in NUMBERS.items()} | {
    day: group for group, day in DAYS.items()
}
_MARK = re.compile(r"zq([a-z]{2})x[a-z]{8}|" + "|".join(map(re.escape, _GROUP_OF)))
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TICKET = re.compile(r"(?<![\w-])[\w-]{59}(?![\w-])")  # as features/forms/service/tickets.py makes them
_random = random.SystemRandom()


def new_word(group: str) -> str:
    return f"zq{group}x" + "".join(_random.choices(string.ascii_lowercase, k=8))


def number_of(group: str) -> int:
    """Groups without a number of their own, which are readable to all, share the hidden one's."""
    return NUMBERS.get(group) or NUMBERS[group[0] + HIDDEN]


def day_of(group: str) -> str:
    return DAYS.get(group) or DAYS[group[0] + HIDDEN]


def marks_in(text: str, forbidden: frozenset[str], sent: str) -> list[str]:
    """Marked values of forbidden groups, apart from those that the request itself named."""
    return [
        found[0]
        for found in _MARK.finditer(text)
        if (found[1] or _GROUP_OF.get(found[0])) in forbidden and found[0] not in sent
    ]


def ids_in(text: str, forbidden: frozenset[str], sent: str) -> list[str]:
    return [found for found in set(_UUID.findall(text)) & forbidden if found not in sent]


def without_ids(text: str, words: Iterable[str] = ()) -> str:
    """Answers to be compared: ids and the words tried are as good as any other, and so is the time of day, or the ticket
    that each page of a form has for itself.
    """
    for word in words:
        text = text.replace(word, "<word>")
    text = _TICKET.sub("<ticket>", _UUID.sub("<id>", text))
    return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", "<time>", text)
