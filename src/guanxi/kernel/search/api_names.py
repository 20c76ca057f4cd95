"""Names that programs and packages use, made of what people call things: `Open deals` becomes open_deals, 质保期 zhibaoqi."""

from __future__ import annotations

import re
from collections.abc import Container

from guanxi.kernel.search.pinyin import pinyin_tokens

LONGEST = 44  # with a number behind it, still no longer than a name may be

_RUNS = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")


def api_name(text: str, taken: Container[str | None], otherwise: str) -> str:
    """Begins with a letter; a number follows where the name is taken."""
    stem = "_".join(words_of(text))[:LONGEST].strip("_")
    if not stem[:1].isalpha():
        stem = f"{otherwise}_{stem}".strip("_")
    return numbered(stem, taken)


def numbered(stem: str, taken: Container[str | None]) -> str:
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}_{number}", number + 1
    return name


def words_of(text: str) -> list[str]:
    runs = _RUNS.findall(text.lower())
    return [run if run.isascii() else next(iter(pinyin_tokens(run)), "") for run in runs]
