"""Which row holds the column names, and names made distinct."""

from collections.abc import Sequence
from dataclasses import dataclass

from .rows import Cell, CellProblem, Row
from .values import looks_typed

_SEARCHED = 20


@dataclass(frozen=True, slots=True)
class Header:
    """`row` is the number of the header row in the file, 0 when there is none; names are distinct and not blank."""

    row: int
    names: tuple[str, ...]
    problems: tuple[CellProblem, ...] = ()


def find_header(sample: Sequence[Row]) -> int:
    """The row number of the header in the first rows of a file, 0 when its first row already is data."""
    head = [row for row in sample[:_SEARCHED] if _filled(row.cells)]
    if not head:
        return 0
    usual = max(len(_filled(row.cells)) for row in head)
    first = next(row for row in head if len(_filled(row.cells)) * 10 >= usual * 6)
    following = [row for row in sample if row.number > first.number and _filled(row.cells)]
    return 0 if _is_data(first, following) else first.number


def make_header(row_number: int, cells: Sequence[Cell], width: int) -> Header:
    names: list[str] = []
    problems: list[CellProblem] = []
    taken: set[str] = set()
    for column in range(width):
        name = " ".join(str(cells[column]).split())[:200] if column < len(cells) else ""
        if not name:
            problems.append(CellProblem("header_empty", column, {"column": column_letter(column)}))
            name = f"[{column_letter(column)}]"
        if name.casefold() in taken:
            problems.append(CellProblem("header_duplicate", column, {"name": name}))
            name = _distinct(name, taken)
        taken.add(name.casefold())
        names.append(name)
    return Header(row_number, tuple(names), tuple(problems) if row_number else ())


def column_letter(column: int) -> str:
    """0 → A, 26 → AA, as spreadsheets name columns."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _distinct(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name} ({number})".casefold() in taken:
        number += 1
    return f"{name} ({number})"


def _filled(cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell != "" and (not isinstance(cell, str) or cell.strip())]


def _is_data(first: Row, following: Sequence[Row]) -> bool:
    """A first row with numbers, dates or addresses where the later rows have them too is no header."""
    typed = [column for column, cell in enumerate(first.cells) if looks_typed(cell)]
    if not typed or not following:
        return False
    alike = [
        column
        for column in typed
        if sum(1 for row in following if column < len(row.cells) and looks_typed(row.cells[column])) * 2
        > len(following)
    ]
    return len(alike) * 2 >= len(typed)
