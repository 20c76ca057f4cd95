"""Which argument of which function somebody is writing, in a text that ends there."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKENS = re.compile(r'"(?:[^"\\\n]|\\.)*"?|(\w{1,40})?\s{0,9}([(\[])|[)\],]')


@dataclass(frozen=True, slots=True)
class OpenCall:
    """`argument` counts from 0; `typed` is what stands of it, the quotation mark of a text with it."""

    function: str
    argument: int
    typed: str


def open_call(before: str) -> OpenCall | None:
    """None outside of all brackets, and within a list."""
    waiting: list[tuple[str, int, int]] = []  # name, argument, where it begins
    for token in _TOKENS.finditer(before):
        match token[0][-1], token[2]:
            case _, "(":
                waiting.append((token[1] or "", 0, token.end()))
            case _, "[":
                waiting.append(("", 0, token.end()))
            case ((")" | "]"), _):
                waiting = waiting[:-1]
            case ",", _ if waiting:
                name, argument, _ = waiting[-1]
                waiting[-1] = (name, argument + 1, token.end())
    if not waiting or not waiting[-1][0]:
        return None
    name, argument, start = waiting[-1]
    return OpenCall(name, argument, before[start:].lstrip())
