"""Options of a choice field by code or by label in either language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from guanxi.features.imports.service.values.keys import match_key
from guanxi.features.imports.service.values.refusals import Refusal
from guanxi.features.imports.service.values.settings import ReadingSettings
from guanxi.kernel.metadata import Field
from guanxi.kernel.tabular import restore

# What other systems call the ends of a pipeline.
_USUAL = {
    "closed won": "won", "closed-won": "won", "won deal": "won", "成交": "won", "已成交": "won", "赢单关闭": "won", "closed lost": "lost",
    "closed-lost": "lost", "已丢单": "lost", "丢单": "lost", "失败": "lost", "输单关闭": "lost", "prospect": "prospecting", "engaged": "engaging",
}  # fmt: skip


def option_keys(field: Field) -> Mapping[str, str]:
    """Match key → option value. Where two options share a label, the first one (of the first pipeline) has it."""
    keys: dict[str, str] = {}
    for option in field.options:
        if option.retired:
            continue
        for name in (option.value, option.value.replace("_", " "), option.label.en, option.label.zh):
            keys.setdefault(match_key(name), option.value)
    for usual, value in _USUAL.items():
        known = field.option_of.get(value)
        if known is not None and not known.retired:
            keys.setdefault(usual, value)
    return keys


_BETWEEN = re.compile(r"[;；|\n]")
_ALSO_BETWEEN = re.compile(r"[;；|\n,，、]")


def multi_choice_reader(field: Field, settings: ReadingSettings) -> Callable[[str], Any]:
    """`a; b`; commas part too, unless an option has one in its name."""
    keys = option_keys(field)

    def read(text: str) -> Any:
        found: list[str] = []
        for part in filter(str.strip, _BETWEEN.split(restore(text))):
            whole = keys.get(match_key(part))
            for name in [part] if whole else filter(str.strip, _ALSO_BETWEEN.split(part)):
                value = keys.get(match_key(name))
                if value is None:
                    return Refusal("import_option_unknown", {"value": name.strip()[:80]})
                found.append(value)
        return list(dict.fromkeys(found)) or None

    return read


def choice_reader(field: Field, settings: ReadingSettings) -> Callable[[str], Any]:
    keys = option_keys(field)

    def read(text: str) -> Any:
        key = match_key(restore(text))
        if not key:
            return None
        return keys.get(key) or Refusal("import_option_unknown", {"value": text[:80]})

    return read
