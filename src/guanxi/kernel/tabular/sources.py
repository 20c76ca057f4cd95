"""A file somebody uploaded, recognised by its content whatever its name, and its rows.

`recognise` finds out what the file is; `Source.table` reads it. What the caller states in `Choices` is not judged again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import Literal

from guanxi.kernel.errors import Invalid

from .delimited import read_delimited
from .dialects import Dialect, detect_dialect
from .encodings import SUPPORTED, Encoding, bom_length, detect_encoding
from .headers import Header, find_header, make_header
from .kinds import refuse_what_is_no_table, sniff
from .limits import COLUMNS
from .rows import Cell, CellProblem, Row
from .workbooks import read_sheet, sheet_names

_HEAD_ROWS = 200
_HEAD_CHARS = 2 << 20


@dataclass(frozen=True, slots=True)
class Choices:
    """What the caller decided; None leaves it to recognition. `header_row` 0 says that there is no header."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    path: Path
    kind: Literal["csv", "xlsx"]
    encoding: Encoding | None = None
    dialect: Dialect | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    header: Header = field(default_factory=lambda: Header(0, ()))

    def rows(self) -> Iterator[Row]:
        """Every record as it stands, the header and blank ones too."""
        if self.kind == "xlsx":
            assert self.sheet is not None
            return read_sheet(self.path, self.sheet)
        assert self.encoding is not None and self.dialect is not None
        return read_delimited(self.path, self.encoding, self.dialect)

    def table(self) -> Iterator[Row]:
        """The data rows, each as wide as the header; blank rows are left out, the numbering keeps them."""
        width = len(self.header.names)
        for row in self.rows():
            if row.number <= self.header.row or _is_blank(row):
                continue
            yield row if len(row.cells) == width else _fitted(row, width, ragged_is_odd=self.kind == "csv")


def recognise(path: Path, choices: Choices = Choices()) -> Source:
    """Raise Invalid when the file is empty, too wide or no table at all."""
    if not path.stat().st_size:
        raise Invalid("table_empty")
    source = _workbook(path, choices) if sniff(path) == "xlsx" else _text(path, choices)
    return replace(source, header=_header(source, choices))


def _workbook(path: Path, choices: Choices) -> Source:
    names = sheet_names(path)
    if not names:
        raise Invalid("table_empty")
    if choices.sheet is not None and choices.sheet not in names:
        raise Invalid("sheet_unknown", field="sheet", params={"sheet": choices.sheet})
    chosen = choices.sheet or next((name for name in names if _has_rows(path, name)), names[0])
    return Source(path, "xlsx", sheet=chosen, sheets=tuple(names))


def _has_rows(path: Path, sheet: str) -> bool:
    return any(not _is_blank(row) for row in islice(read_sheet(path, sheet), _HEAD_ROWS))


def _text(path: Path, choices: Choices) -> Source:
    encoding = _encoding(path, choices.encoding)
    refuse_what_is_no_table(path, encoding)
    if choices.delimiter is not None and (len(choices.delimiter) != 1 or choices.delimiter in '\r\n"'):
        raise Invalid("delimiter_invalid", field="delimiter")
    return Source(path, "csv", encoding=encoding, dialect=detect_dialect(path, encoding, choices.delimiter))


def _encoding(path: Path, chosen: str | None) -> Encoding:
    if chosen is None:
        return detect_encoding(path)
    if chosen not in SUPPORTED:
        raise Invalid("encoding_unknown", field="encoding", params={"encoding": chosen})
    return Encoding(chosen, bom=bom_length(path, chosen))


def _header(source: Source, choices: Choices) -> Header:
    sample = _sample(source)
    if all(_is_blank(row) for row in sample):
        raise Invalid("table_empty")
    at = find_header(sample) if choices.header_row is None else choices.header_row
    cells = next((row.cells for row in sample if row.number == at), []) if at else []
    if at and not cells:
        raise Invalid("header_row_unknown", field="header_row", params={"row": at})
    width = _width(cells, sample, at)
    if width > COLUMNS:
        raise Invalid("too_many_columns", params={"limit": COLUMNS})
    return make_header(at, cells, width)


def _sample(source: Source) -> list[Row]:
    rows: list[Row] = []
    room = _HEAD_CHARS
    for row in islice(source.rows(), _HEAD_ROWS):
        rows.append(row)
        room -= sum(len(cell) for cell in row.cells if isinstance(cell, str))
        if room < 0:
            break
    return rows


def _width(header: list[Cell], sample: list[Row], at: int) -> int:
    """Columns up to the last named one; without a name, up to the last that any sampled row fills."""
    named = _last_filled(header)
    return named or max((_last_filled(row.cells) for row in sample if row.number > at), default=0)


def _last_filled(cells: list[Cell]) -> int:
    return next((i for i in range(len(cells), 0, -1) if str(cells[i - 1]).strip()), 0)


def _is_blank(row: Row) -> bool:
    return not row.problems and not any(
        cell != "" and (not isinstance(cell, str) or cell.strip()) for cell in row.cells
    )


def _fitted(row: Row, width: int, *, ragged_is_odd: bool) -> Row:
    found = len(row.cells)
    if found < width:
        padded = row.cells + [""] * (width - found)
        short = (
            (CellProblem("row_too_short", None, {"found": found, "expected": width}),)
            if ragged_is_odd
            else ()
        )
        return Row(row.number, padded, row.problems + short)
    if any(str(cell).strip() for cell in chain(row.cells[width:])):
        return Row(
            row.number,
            row.cells,
            (*row.problems, CellProblem("row_too_long", None, {"found": found, "expected": width})),
        )
    return Row(row.number, row.cells[:width], row.problems)
