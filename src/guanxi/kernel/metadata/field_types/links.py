"""References to any number of records of one object, held as rows of `record_link` and nowhere else.

A value is never the whole list, which may be long: it is what a write adds to the list and takes from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from guanxi.kernel.metadata.field_types.lookup import LOOKUP
from guanxi.kernel.metadata.fields import Field, FieldRefused, FieldType, ParseContext

MOST_GIVEN = 1_000
_EDITS = frozenset({"add", "remove"})


@dataclass(frozen=True, slots=True)
class LinkChange:
    """`whole` asks for exactly those `added`, of the records that the writer sees; it is settled before anything is written."""

    added: tuple[UUID, ...] = ()
    removed: tuple[UUID, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class LinksType(FieldType):
    def parse(self, raw: Any, field: Field, context: ParseContext) -> LinkChange:
        """A list of ids, or {add, remove} of such lists; an id may be given as {id}."""
        if isinstance(raw, Mapping) and raw and raw.keys() <= _EDITS:
            added = _ids(raw.get("add") or (), field, context)
            removed = _ids(raw.get("remove") or (), field, context)
            if set(added) & set(removed):
                raise FieldRefused("link_added_and_removed")
            return LinkChange(added, removed)
        return LinkChange(_ids(raw, field, context), whole=True)

    def to_json(self, stored: Iterable[UUID]) -> list[str]:
        return [str(each) for each in stored]

    def from_json(self, kept: Any) -> Any:
        return None if kept is None else tuple(UUID(each) for each in kept)


def _ids(raw: Any, field: Field, context: ParseContext) -> tuple[UUID, ...]:
    if not isinstance(raw, list | tuple):
        raise FieldRefused("links_expected")
    if len(raw) > MOST_GIVEN:
        raise FieldRefused("links_too_many", limit=MOST_GIVEN)
    return tuple(dict.fromkeys(LOOKUP.parse(each, field, context) for each in raw))


LINKS = LinksType(
    name="links", value_kind="links", sortable=False, default_allowed=False, apart=True, pointing=True
)
