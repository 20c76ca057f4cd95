"""Text to parts: what is said as it stands, and merge fields with their filters. One pass, each character read once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, TypeAlias

from guanxi.kernel.errors import Invalid

MAX_LENGTH: Final = 50_000
MAX_MERGES: Final = 500
MAX_FILTERS: Final = 5
_OPEN, _CLOSE = "{{", "}}"
_NOTHING: str | int | None = None
Token: TypeAlias = "tuple[str, str, int]"  # kind, content, position
# Each alternative begins otherwise, so that no text can be read in two ways.
_TOKEN = re.compile(
    r'\s*(?:(?P<word>[A-Za-z_][\w.]*)|(?P<text>"[^"\n]*")|(?P<number>\d+)|(?P<sign>[|:])|(?P<end>\Z))',
    re.ASCII,
)
_PATH = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """`line` and `column` count characters from 1; `at` from 0 through the whole text."""

    line: int
    column: int
    at: int

    def refuse(self, code: str, **params: object) -> Invalid:
        where = {"line": self.line, "column": self.column, "at": self.at}
        return Invalid(f"template_{code}", field="template", params={**where, **params})


@dataclass(frozen=True, slots=True)
class Filter:
    """``| name`` or ``| name: argument``."""

    name: str
    argument: str | int | None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Merge:
    """`path` is a field's name, perhaps dotted; a `literal` stands for itself, such as two opening braces."""

    path: str | None
    literal: str | None
    filters: tuple[Filter, ...]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Template:
    source: str
    parts: tuple[str | Merge, ...]

    @property
    def merges(self) -> tuple[Merge, ...]:
        return tuple(part for part in self.parts if isinstance(part, Merge))


def read(text: str) -> Template:
    """Raises 422 `template_…` that name line, column and position."""
    reader = _Reader(text)
    if len(text) > MAX_LENGTH:
        raise reader.place(MAX_LENGTH).refuse("too_long", limit=MAX_LENGTH)
    parts: list[str | Merge] = []
    at = merges = 0
    while (start := text.find(_OPEN, at)) >= 0:
        merges += 1
        if merges > MAX_MERGES:
            raise reader.place(start).refuse("too_many", limit=MAX_MERGES)
        parts.append(text[at:start])
        merge, at = reader.merge(start)
        parts.append(merge)
    parts.append(text[at:])
    return Template(text, tuple(part for part in parts if part != ""))


def place_of(text: str, at: int) -> Place:
    return _Reader(text).place(at)


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self._text))]

    def place(self, at: int) -> Place:
        line = bisect_right(self._lines, at)
        return Place(line, at - self._lines[line - 1] + 1, at)

    def merge(self, start: int) -> tuple[Merge, int]:
        """The merge field that opens at `start`, and where the text goes on."""
        end = self._end(start)
        tokens = self._tokens(start + len(_OPEN), end)
        kind, value, at = next(tokens)
        path = literal = None
        if kind == "word" and _PATH.fullmatch(value):
            path = value
        elif kind == "text":
            literal = value
        else:
            raise self.place(at).refuse("field_expected", near=self._text[at : at + 20])
        return Merge(path, literal, self._filters(tokens), self.place(start)), end + len(_CLOSE)

    def _end(self, start: int) -> int:
        """The closing braces; those in quotation marks are text. A merge field stays on its line."""
        quoted, at = False, start + len(_OPEN)
        while at < len(self._text) and self._text[at] != "\n":
            if self._text[at] == '"':
                quoted = not quoted
            elif not quoted and self._text.startswith(_CLOSE, at):
                return at
            at += 1
        raise self.place(start).refuse("not_closed")

    def _tokens(self, at: int, end: int) -> Iterator[Token]:
        """Ends with a token of the kind "end", which nothing reads beyond."""
        while True:
            found = _TOKEN.match(self._text, at, end)
            if found is None:
                blank = len(self._text[at:end]) - len(self._text[at:end].lstrip())
                raise self.place(at + blank).refuse(
                    "unreadable", near=self._text[at + blank : at + blank + 20]
                )
            kind = found.lastgroup or "end"
            value = found[kind]
            yield kind, value[1:-1] if kind == "text" else value, found.start(kind)
            at = found.end()

    def _filters(self, tokens: Iterator[Token]) -> tuple[Filter, ...]:
        filters: list[Filter] = []
        kind, value, at = next(tokens)
        while kind != "end":
            if value != "|" or kind != "sign":
                raise self.place(at).refuse("bar_expected", near=self._text[at : at + 20])
            kind, name, at = next(tokens)
            if kind != "word":
                raise self.place(at).refuse("filter_expected")
            if len(filters) == MAX_FILTERS:
                raise self.place(at).refuse("too_many_filters", limit=MAX_FILTERS)
            place, argument = self.place(at), _NOTHING
            kind, value, at = next(tokens)
            if kind == "sign" and value == ":":
                kind, given, at = next(tokens)
                if kind not in ("text", "number", "word"):
                    raise self.place(at).refuse("argument_expected", name=name[:60])
                argument = int(given) if kind == "number" and len(given) < 9 else given
                kind, value, at = next(tokens)
            filters.append(Filter(name, argument, place))
        return tuple(filters)
