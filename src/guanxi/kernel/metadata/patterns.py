"""Patterns that texts must have, in the syntax of RE2: its matching takes time in proportion to the text, whatever the pattern."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import re2

from guanxi.kernel.metadata.fields import FieldRefused

LONGEST = 200
MOST_MEMORY = 1 << 20  # bytes that one compiled pattern may take


@lru_cache(maxsize=1_000)
def compiled(pattern: str) -> Any:
    """Raises FieldRefused `pattern_invalid`."""
    options = re2.Options()
    options.max_mem = MOST_MEMORY
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as wrong:
        said = wrong.args[0] if wrong.args else ""
        reason = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
        raise FieldRefused("pattern_invalid", pattern=pattern[:LONGEST], reason=reason[:120]) from None


def check_pattern(pattern: str | None, text: str) -> None:
    """The whole text must match. Raises FieldRefused `pattern_mismatch`."""
    if pattern is not None and text and not compiled(pattern).fullmatch(text):
        raise FieldRefused("pattern_mismatch", value=text[:80], pattern=pattern[:LONGEST])
