"""Rows of delimited text, streamed with flat memory: a split for plain lines, csv for quoted ones, care for the rest.

A row that cannot be read is yielded with what is wrong with it; reading goes on with the next.
"""

import csv
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from .dialects import Dialect
from .encodings import Encoding
from .limits import CELL_CHARS
from .pieces import PIECE_CHARS, Pieces, open_text
from .quoted import RecordAssembler
from .rows import Cell, CellProblem, Row

csv.field_size_limit(CELL_CHARS + PIECE_CHARS)
_ROWS_THAT_TELL_WIDTH = 20


def read_delimited(path: Path, encoding: Encoding, dialect: Dialect) -> Iterator[Row]:
    """Yield every record, blank ones too (they count in the numbering)."""
    with closing(open_text(path, encoding)) as stream:
        pieces = Pieces(stream)
        for _ in range(dialect.skip_lines):
            pieces.next()
        yield from _Reader(pieces, dialect).rows()


class _Reader:
    def __init__(self, pieces: Pieces, dialect: Dialect) -> None:
        self._pieces = pieces
        self._delimiter, self._quote = dialect.delimiter, dialect.quote
        self._width = 0
        self._first = 1 + dialect.skip_lines

    def rows(self) -> Iterator[Row]:
        number = self._first
        while piece := self._pieces.next():
            row = self._row(number, piece)
            if number - self._first < _ROWS_THAT_TELL_WIDTH:
                self._width = max(self._width, len(row.cells))
            yield row
            number += 1

    def _row(self, number: int, piece: str) -> Row:
        cells = self._quick(piece)
        problems: tuple[CellProblem, ...] = ()
        if cells is None:
            cells, problems = self._careful(piece)
        if "\0" in piece or "\ufffd" in piece or problems:
            return _with_unreadable(number, cells, problems)
        return Row(number, cells)

    def _quick(self, piece: str) -> list[Cell] | None:
        """The cells of a whole line within the limits, or None when it needs care."""
        if len(piece) > CELL_CHARS:
            return None
        line = piece[:-1] if piece[-1] == "\n" else piece
        if self._quote not in line:
            return list(line.split(self._delimiter))
        try:
            return next(csv.reader((line,), delimiter=self._delimiter, quotechar=self._quote, strict=True))  # type: ignore[return-value]
        except csv.Error:
            return None

    def _careful(self, piece: str) -> tuple[list[Cell], tuple[CellProblem, ...]]:
        record = RecordAssembler(self._delimiter, self._quote)
        eaten: list[str] = []
        while piece:
            # Beyond the limits nothing is remembered, so there is no going back either.
            remembered = not record.overflowing
            if remembered:
                eaten.append(piece)
            record.feed(piece)
            if remembered and (record.closed_oddly or self._seems_unclosed(record, eaten)):
                return self._give_up_quote(eaten)
            if record.complete:
                return list(record.cells), record.problems
            piece = self._pieces.next()
        if record.in_quotes and not record.overflowing:
            return self._give_up_quote(eaten)
        record.finish()
        return list(record.cells), record.problems

    def _seems_unclosed(self, record: RecordAssembler, eaten: list[str]) -> bool:
        """Lines inside over-long quotes that have as many cells as the header were rows of their own."""
        if not (record.in_quotes and record.overflowing) or self._width < 2:
            return False
        lines = [line for line in eaten[1:] if line.endswith("\n")]
        alike = sum(1 for line in lines if line.count(self._delimiter) == self._width - 1)
        return alike * 2 > len(lines) > 0

    def _give_up_quote(self, eaten: list[str]) -> tuple[list[Cell], tuple[CellProblem, ...]]:
        """Refuse the line with the stray quote and read the following lines again as rows of their own."""
        self._pieces.push_back(eaten[1:])
        cells = eaten[0].rstrip("\n").split(self._delimiter)
        column = next((i for i, cell in enumerate(cells) if cell.lstrip().startswith(self._quote)), None)
        return list(cells), (CellProblem("quote_not_closed", column),)


def _with_unreadable(number: int, cells: list[Cell], problems: tuple[CellProblem, ...]) -> Row:
    """Zero bytes are dropped with a warning; characters that could not be decoded are reported."""
    found = list(problems)
    for column, cell in enumerate(cells):
        text = str(cell)
        if "\0" in text:
            cells[column] = text.replace("\0", "")
            found.append(CellProblem("zero_bytes_removed", column))
        if "\ufffd" in text:
            found.append(CellProblem("cell_unreadable", column, {"cell": text[:80]}))
    return Row(number, cells, tuple(found))
