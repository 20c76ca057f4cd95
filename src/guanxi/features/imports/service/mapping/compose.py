"""A name put together from columns where the file has none: "{account} – {product}", in terms of the file's own column names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from guanxi.features.imports.service.mapping.headers import header_words
from guanxi.features.imports.service.mapping.synonyms import FAMILY_NAME, GIVEN_NAME
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.tabular import Cell

PART = re.compile(r"\{([^{}]+)\}")
_PEOPLE = frozenset({"contact", "lead", "user"})
_SEPARATORS = " -–—·,;:/|"
_CJK = re.compile(r"[\u4e00-\u9fff]")
# The fields that tell one record from another, for objects whose files often have no name, best first.
_TELLING = {"deal": ("account", "product", "contact"), "activity": ("type", "account", "contact", "deal")}


def proposed_template(
    definition: ObjectDef, headers: Sequence[str], field_of: Mapping[int, str | None]
) -> str | None:
    """For a file without a name column: the halves of a person's name, else what it belongs to, else its number."""
    if definition.name in _PEOPLE and (halves := _halves(headers, field_of)):
        return halves
    column_of = {field: headers[column] for column, field in field_of.items() if field}
    parts = [column_of[field] for field in _TELLING.get(definition.name, ()) if field in column_of][:2]
    parts = (
        parts
        or [
            column_of[field.name]
            for field in definition.field_list
            if field.finds_records and field.name in column_of
        ][:1]
    )
    return " – ".join(f"{{{part}}}" for part in parts if _can_be_named(part)) or None


def unknown_parts(template: str, headers: Sequence[str]) -> list[str]:
    return [part for part in PART.findall(template) if part.strip() not in headers]


def composer(template: str, headers: Sequence[str]) -> Callable[[Sequence[Cell]], str]:
    """A function from a row's cells to the text. Separators around a blank part go with it."""
    column_of = {name: column for column, name in enumerate(headers)}
    pieces = PART.split(template)

    def compose(cells: Sequence[Cell]) -> str:
        text = "".join(
            piece if position % 2 == 0 else str(cells[column_of[piece.strip()]])
            for position, piece in enumerate(pieces)
        )
        return " ".join(text.split()).strip(_SEPARATORS)

    return compose


def _halves(headers: Sequence[str], field_of: Mapping[int, str | None]) -> str | None:
    free = {header_words(name): name for column, name in enumerate(headers) if not field_of.get(column)}
    given = next((free[word] for word in GIVEN_NAME if word in free), None)
    family = next((free[word] for word in FAMILY_NAME if word in free), None)
    if not given or not family or not (_can_be_named(given) and _can_be_named(family)):
        return None
    return f"{{{family}}}{{{given}}}" if _CJK.search(family) else f"{{{given}}} {{{family}}}"


def _can_be_named(header: str) -> bool:
    return "{" not in header and "}" not in header
