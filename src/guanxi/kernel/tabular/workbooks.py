"""Rows of an .xlsx sheet with typed cells. Sheets of usual size are read by calamine, large ones streamed by openpyxl.

Formulas give their stored values; cells that hold an error are blank.
"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
from python_calamine import CalamineWorkbook

from guanxi.kernel.errors import Invalid

from .limits import CELL_CHARS, COLUMNS, DENSE_CELLS, DENSE_SHEET_BYTES
from .rows import Cell, CellProblem, Row
from .workbook_safety import Measure, measure_workbook

_ERRORS = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA")
)


def sheet_names(path: Path) -> list[str]:
    """The work sheets in their order, hidden ones last."""
    measure_workbook(path)
    with closing(_opened(path)) as workbook:
        sheets = [sheet for sheet in workbook.worksheets]
        return [s.title for s in sorted(sheets, key=lambda sheet: sheet.sheet_state != "visible")]


def read_sheet(path: Path, sheet: str) -> Iterator[Row]:
    measure = measure_workbook(path)
    values = _dense(path, sheet) if _is_small(measure) else _streamed(path, sheet)
    for number, cells in enumerate(values, start=1):
        yield _row(number, cells)


def _is_small(measure: Measure) -> bool:
    return measure.grid is not None and measure.grid <= DENSE_CELLS and measure.largest <= DENSE_SHEET_BYTES


def _dense(path: Path, sheet: str) -> Iterator[Sequence[Any]]:
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            reader = workbook.get_sheet_by_name(sheet)
            # calamine gives blank rows above the first cell, but no blank columns left of it.
            left = [""] * (reader.start[1] if reader.start else 0)
            for row in reader.iter_rows():
                yield left + row
    except Exception as broken:  # calamine's own errors share no base class
        raise Invalid("workbook_broken") from broken


def _streamed(path: Path, sheet: str) -> Iterator[Sequence[Any]]:
    with closing(_opened(path)) as workbook:
        reader = workbook[sheet]
        # The file's own statement of its size may lie, and rows would be padded to it.
        reader.reset_dimensions()
        yield from reader.iter_rows(values_only=True)


def _opened(path: Path) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # A path would be judged by its ending. openpyxl closes the stream with the workbook.
            return openpyxl.load_workbook(path.open("rb"), read_only=True, data_only=True, keep_links=False)
    except Exception as broken:  # openpyxl raises whatever its parsing meets
        raise Invalid("workbook_broken") from broken


def _row(number: int, values: Sequence[Any]) -> Row:
    cells = [_cell(value) for value in values[: COLUMNS + 1]]
    while cells and cells[-1] == "" and isinstance(cells[-1], str):
        cells.pop()
    problems = [
        CellProblem("cell_too_large", column, {"limit": CELL_CHARS})
        for column, cell in enumerate(cells)
        if isinstance(cell, str) and len(cell) > CELL_CHARS
    ]
    for problem in problems:
        cells[problem.column or 0] = str(cells[problem.column or 0])[:CELL_CHARS]
    if any(value not in (None, "") for value in values[COLUMNS + 1 :]):
        problems.append(CellProblem("row_too_long", None, {"found": len(values), "expected": COLUMNS}))
    return Row(number, cells, tuple(problems))


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return "" if value in _ERRORS else value.replace("\0", "")
    if value is None:
        return ""
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else str(value).replace("\0", "")


def _number(value: float) -> Cell:
    """Spreadsheets keep fifteen digits; the rest is binary noise (0.1 + 0.2)."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    rounded = float(f"{value:.15g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 1e15 else rounded


def _moment(value: datetime) -> str:
    if value.microsecond:
        value = (value + timedelta(milliseconds=500)).replace(microsecond=0)
    return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
