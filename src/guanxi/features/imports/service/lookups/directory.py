"""The names of one object's records: all of them when they are few, else those that were asked for."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from guanxi.features.imports.queries.names import fetch_names, find_exactly
from guanxi.features.imports.service.values import Candidate, match_key
from guanxi.kernel.metadata import ObjectDef
from guanxi.kernel.tenancy import Scope

WHOLE_UP_TO = 20_000
REMEMBERED = 100_000


class _Ambiguous:
    """More than one record goes by this name."""


AMBIGUOUS: Final = _Ambiguous()
Found = UUID | _Ambiguous | None


class Directory:
    """Finds ids by key. `columns` are tried in order: a record's name goes before its e-mail address.

    `keyed` makes the key of a value; without it case, width and space do not count, as far as the index can serve that:
    in a large table only the usual spellings of a name are tried.
    """

    def __init__(
        self, definition: ObjectDef, columns: Sequence[str], keyed: Callable[[str], str] = match_key
    ) -> None:
        self.definition = definition
        self._columns = tuple(columns)
        self._keyed = keyed
        self._ids: dict[str, Found] = {}
        self._labels: dict[UUID, str] = {}
        self._ranks: dict[str, int] = {}
        self.whole = False

    async def load(self, scope: Scope) -> None:
        """Read all names if they are few. Of an object that the caller does not read, none is known."""
        if not self._columns:
            self.whole = True
            return
        rows = await fetch_names(scope, self.definition, self._columns, WHOLE_UP_TO + 1)
        self.whole = len(rows) <= WHOLE_UP_TO
        if self.whole:
            for row in rows:
                self._take(row["id"], row["name"], row[2:])

    async def seek(self, scope: Scope, texts: Iterable[str]) -> None:
        """Look in the table for what is not known yet; remember misses only for the length of one batch."""
        missing = {text for text in texts if self._ids.get(self._keyed(text)) is None}
        if not missing:
            return
        if len(self._ids) > REMEMBERED:
            self._forget()
        for rank, column in enumerate(self._columns):
            spellings = {spelling for text in missing for spelling in self._spellings(text)}
            for row in await find_exactly(
                scope, self.definition, column, _typed(self.definition, column, spellings)
            ):
                self._note(self._keyed(str(row["found"])), row["id"], rank)
                self._labels[row["id"]] = row["name"]

    def find(self, text: str) -> Found:
        return self._ids.get(self._keyed(text))

    def key(self, text: str) -> str:
        """Equal for two texts that go for the same."""
        return self._keyed(text)

    def add(self, text: str, record_id: UUID, label: str) -> None:
        """A record that was just created. A directory that grows beyond bounds asks the table from then on."""
        if self.whole and len(self._ids) > WHOLE_UP_TO * 2:
            self.whole = False
            self._forget()
        self._note(self._keyed(text), record_id, 0)
        self._labels[record_id] = label

    def label_of(self, record_id: UUID) -> str | None:
        return self._labels.get(record_id)

    def candidates(self) -> list[Candidate]:
        """What may be suggested, by name."""
        return [Candidate(record_id, label) for record_id, label in self._labels.items()]

    def keys(self) -> frozenset[str]:
        return frozenset(self._ids)

    def _forget(self) -> None:
        for remembered in (self._ids, self._labels, self._ranks):
            remembered.clear()

    def _spellings(self, text: str) -> set[str]:
        if self._keyed is not match_key:
            return {text}
        plain = " ".join(unicodedata.normalize("NFKC", text).split())
        return {text, plain, plain.lower(), plain.upper(), plain.title(), plain.capitalize()}

    def _take(self, record_id: UUID, name: str, values: Sequence[Any]) -> None:
        self._labels[record_id] = name
        for rank, value in enumerate(values):
            if value is not None and value != "":
                self._note(self._keyed(str(value)), record_id, rank)

    def _note(self, key: str, record_id: UUID, rank: int) -> None:
        known = self._ids.get(key)
        if known is None or rank < self._ranks[key]:
            self._ids[key], self._ranks[key] = record_id, rank
        elif known != record_id and rank == self._ranks[key]:
            self._ids[key] = AMBIGUOUS


def _typed(definition: ObjectDef, column: str, texts: Iterable[str]) -> list[Any]:
    kind = definition.table.c[column].type.python_type
    if kind is str:
        return list(texts)
    return (
        [int(text) for text in texts if text.lstrip("-").isdigit() and len(text) < 10] if kind is int else []
    )
