"""Puts values in the places of merge fields. The work grows with the length of the template and of the values only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from guanxi.kernel.templates.escaping import Target, check_places, escape
from guanxi.kernel.templates.formats import Setting, Value, check, write
from guanxi.kernel.templates.reading import Merge, Template

MAX_RESULT: Final = 200_000
"""Characters of the finished text."""

ValueOf = Callable[[Merge], Value]


@dataclass(frozen=True, slots=True)
class Rendered:
    """`empty` names the merge fields that had neither a value nor a fallback."""

    text: str
    empty: tuple[str, ...]


def render(template: Template, value_of: ValueOf, setting: Setting, target: Target) -> Rendered:
    """Raises 422 `template_…` at the place of what is wrong, whatever the values are."""
    addresses = check_places(template, target)
    pieces: list[str] = []
    empty: dict[str, None] = {}
    length = 0
    for part in template.parts:
        if isinstance(part, Merge):
            value = value_of(part)
            if part.place.at in addresses and value.kind != "url":
                raise part.place.refuse("address_expected")
            piece = escape(_written(part, value, setting, empty), target)
        else:
            piece = part
        length += len(piece)
        if (
            isinstance(part, Merge) and length > MAX_RESULT
        ):  # What stands in the template is short enough by itself.
            raise part.place.refuse("result_too_long", limit=MAX_RESULT)
        pieces.append(piece)
    return Rendered("".join(pieces), tuple(empty))


def _written(merge: Merge, value: Value, setting: Setting, empty: dict[str, None]) -> str:
    check(merge.filters, value.kind, setting)
    text = "" if value.content is None else write(value, merge.filters, setting)
    if text.strip():
        return text
    fallback = next((str(each.argument) for each in merge.filters if each.name == "default"), None)
    if fallback is None and merge.path is not None:
        empty[merge.path] = None
    return text if fallback is None else fallback
