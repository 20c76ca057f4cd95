"""The normalised copy of a table: one JSON line per row, readable from any row, written once with flat memory.

Layout: lines `[number, [cells…]]` or `[number, [cells…], [[code, column, params]…]]`; then the column profiles as one line;
then a footer line `{"rows", "profiles_at", "index"}` and twenty digits that say where the footer starts.
`index` holds the byte offset of every 1,000th row.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

import msgspec

from .limits import INDEX_EVERY
from .profiles import ColumnProfile
from .rows import CellProblem, Row

_TRAILER = 20
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder()


class Writable(Protocol):
    def write(self, data: bytes, /) -> int: ...


def write_normalised(out: Writable, rows: Iterable[Row], width: int) -> int:
    """Write the copy and return how many rows it holds."""
    profiles = [ColumnProfile() for _ in range(width)]
    index: list[int] = []
    at = count = 0
    for row in rows:
        if count % INDEX_EVERY == 0:
            index.append(at)
        line = _encode(row)
        out.write(line)
        at += len(line)
        count += 1
        for profile, cell in zip(profiles, row.cells, strict=False):
            profile.add(cell)
    packed = _encoder.encode([_pack_profile(profile) for profile in profiles]) + b"\n"
    footer = _encoder.encode({"rows": count, "profiles_at": at, "index": index}) + b"\n"
    out.write(packed)
    out.write(footer)
    out.write(b"%020d" % (at + len(packed)))
    return count


class NormalisedTable:
    """Random access to a copy. Rows are addressed by position, counting from 0."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as stream:
            stream.seek(-_TRAILER, 2)
            footer_at = int(stream.read(_TRAILER))
            stream.seek(footer_at)
            footer = _decoder.decode(stream.readline())
        self.count: int = footer["rows"]
        self._profiles_at: int = footer["profiles_at"]
        self._index: list[int] = footer["index"]

    def __len__(self) -> int:
        return self.count

    def rows(self, start: int = 0, limit: int | None = None) -> Iterator[Row]:
        """Rows from `start` on, at most `limit` of them."""
        wanted = self.count - start if limit is None else min(limit, self.count - start)
        if wanted <= 0 or start < 0:
            return
        with self._path.open("rb") as stream:
            stream.seek(self._index[start // INDEX_EVERY])
            for _ in range(start % INDEX_EVERY):
                stream.readline()
            for _ in range(wanted):
                yield _decode(stream.readline())

    def profiles(self) -> list[ColumnProfile]:
        with self._path.open("rb") as stream:
            stream.seek(self._profiles_at)
            return [ColumnProfile(**packed) for packed in _decoder.decode(stream.readline())]


def _encode(row: Row) -> bytes:
    if row.problems:
        return _encoder.encode([row.number, row.cells, [list(problem) for problem in row.problems]]) + b"\n"
    return _encoder.encode([row.number, row.cells]) + b"\n"


def _decode(line: bytes) -> Row:
    parts: list[Any] = _decoder.decode(line)
    problems = tuple(CellProblem(*problem) for problem in parts[2]) if len(parts) > 2 else ()
    return Row(parts[0], parts[1], problems)


def _pack_profile(profile: ColumnProfile) -> dict[str, Any]:
    return {name: getattr(profile, name) for name in ColumnProfile.__slots__}
