"""CSV and .xlsx for people: exports and refused rows. Text that a spreadsheet would run as a formula is defused."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter

# The full-width forms are folded to the plain ones by some spreadsheets when a person confirms the cell.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BOM = b"\xef\xbb\xbf"
_ROWS_A_PIECE = 1_000
_XLSX_ROWS = 1_048_576
_XLSX_CELL_CHARS = 32_767
_SAFE_INTEGER = 10**15
# XML 1.0 has no place for these.
_CONTROLS = {code: None for code in (*range(0, 9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)}


def neutralise(text: str) -> str:
    """Put an apostrophe before text that would start a formula; spreadsheets take it for "this is text"."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def restore(text: str) -> str:
    """Take back what `neutralise` did, for a file that comes home."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_STARTS) else text


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """A whole file in pieces."""
    yield csv_start(header)
    iterator = iter(rows)
    while some := list(islice(iterator, _ROWS_A_PIECE)):
        yield csv_lines(some)


def csv_start(header: Sequence[str]) -> bytes:
    """The header as UTF-8 with a byte-order mark, without which Excel garbles Chinese."""
    return _BOM + csv_lines([header])


def csv_lines(rows: Iterable[Sequence[Any]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([_plain(value) for value in row] for row in rows)
    return buffer.getvalue().encode()


class XlsxFile:
    """A workbook written to `path` row by row in constant memory. Use as a context manager.

    What does not fit on one sheet goes on on another.
    """

    def __init__(self, path: Path, header: Sequence[str], sheet: str = "Sheet1") -> None:
        self._workbook = xlsxwriter.Workbook(
            str(path),
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._bold = self._workbook.add_format({"bold": True})
        self._date = self._workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = self._workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._header, self._name = [_text(name) for name in header], _sheet_name(sheet)
        self._sheets = 0
        self._add_sheet()

    def __enter__(self) -> "XlsxFile":
        return self

    def __exit__(self, *exception: object) -> None:
        self._workbook.close()

    def _add_sheet(self) -> None:
        self._sheets += 1
        name = self._name if self._sheets == 1 else f"{self._name[:26]} {self._sheets}"
        self._sheet = self._workbook.add_worksheet(name)
        self._row = 0
        for column, heading in enumerate(self._header):
            self._sheet.write_string(0, column, heading, self._bold)
        self._sheet.freeze_panes(1, 0)

    def write(self, row: Sequence[Any]) -> None:
        if self._row == _XLSX_ROWS - 1:
            self._add_sheet()
        self._row += 1
        for column, value in enumerate(row):
            if value is not None and value != "":
                self._write(column, value)

    def _write(self, column: int, value: Any) -> None:
        if isinstance(value, bool):
            self._sheet.write_boolean(self._row, column, value)
        elif isinstance(value, int | float | Decimal) and -_SAFE_INTEGER < value < _SAFE_INTEGER:
            self._sheet.write_number(self._row, column, value)
        elif isinstance(value, datetime):
            self._sheet.write_datetime(self._row, column, value.replace(tzinfo=None), self._moment)
        elif isinstance(value, date):
            self._sheet.write_datetime(
                self._row, column, datetime(value.year, value.month, value.day), self._date
            )
        else:
            self._sheet.write_string(self._row, column, _text(str(value)))


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str):
        return neutralise(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date) else value


def _text(text: str) -> str:
    return neutralise(text).translate(_CONTROLS)[:_XLSX_CELL_CHARS]


def _sheet_name(name: str) -> str:
    cleaned = "".join("_" if character in "[]:*?/\\'" else character for character in name)
    return cleaned[:31] or "Sheet1"
