"""Names of custom fields and objects, made of their labels."""

from __future__ import annotations

import re
from collections.abc import Container

from guanxi.kernel.metadata import Label
from guanxi.kernel.metadata.custom_fields import PREFIX
from guanxi.kernel.search.pinyin import pinyin_tokens

LONGEST = 44  # with a number behind it, still no longer than a name may be

_RUNS = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")


def proposed_name(label: Label, taken: Container[str], otherwise: str = "field") -> str:
    """`Warranty until` becomes c_warranty_until, 质保期 c_zhibaoqi; a number follows where that is taken."""
    stem = PREFIX + ("_".join(_words(label.en)) or "_".join(_words(label.zh)) or otherwise)[:LONGEST].strip(
        "_"
    )
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}_{number}", number + 1
    return name


def _words(text: str) -> list[str]:
    runs = _RUNS.findall(text.lower())
    return [run if run.isascii() else next(iter(pinyin_tokens(run)), "") for run in runs]
