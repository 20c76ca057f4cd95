"""The shapes every reader yields: a row of cells and what is wrong with it."""

from typing import Any, NamedTuple

# A cell of a text file is a str; a workbook adds typed numbers and booleans. Dates come as ISO text. Blank is "".
Cell = str | int | float | bool


class CellProblem(NamedTuple):
    """What is wrong with one cell (`column` counts from 0) or, when column is None, with the whole row."""

    code: str
    column: int | None = None
    params: dict[str, Any] = {}

    @property
    def refuses_row(self) -> bool:
        return self.code in REFUSING

    @property
    def refuses_cell(self) -> bool:
        """The cell may not be used; the row still may when nobody asks for that column."""
        return self.code == "cell_unreadable"


REFUSING = frozenset({"cell_too_large", "row_too_large", "row_too_long", "quote_not_closed"})


class Row(NamedTuple):
    """`number` is what a spreadsheet shows in its margin: the first record of the file is 1."""

    number: int
    cells: list[Cell]
    problems: tuple[CellProblem, ...] = ()
