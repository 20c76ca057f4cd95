"""One record of delimited text, put together piece by piece in bounded memory.

The slow, careful path: quotes that span lines, cells beyond the limit, quotes in odd places. Plain lines never come here.
"""

from enum import Enum, auto

from .limits import CELL_CHARS, COLUMNS, RECORD_CHARS
from .rows import CellProblem


class _State(Enum):
    START = auto()
    PLAIN = auto()
    QUOTED = auto()
    AFTER_QUOTE = auto()


class RecordAssembler:
    """Feed pieces until `complete`. Characters beyond the limits are counted and dropped."""

    def __init__(self, delimiter: str, quote: str) -> None:
        self._delimiter, self._quote = delimiter, quote
        self._state = _State.START
        self._cell: list[str] = []
        self._cell_size = 0
        self._cell_spans_lines = False
        self._size = 0
        self.cells: list[str] = []
        self.complete = False
        self.closed_oddly = False
        self._too_large: list[int] = []
        self._dropped = False

    @property
    def in_quotes(self) -> bool:
        return self._state is _State.QUOTED

    @property
    def overflowing(self) -> bool:
        return bool(self._too_large) or self._dropped or self._cell_size > CELL_CHARS

    @property
    def problems(self) -> tuple[CellProblem, ...]:
        found = [CellProblem("cell_too_large", column, {"limit": CELL_CHARS}) for column in self._too_large]
        if self._dropped and not found:
            found.append(CellProblem("row_too_large", None, {"limit": RECORD_CHARS}))
        return tuple(found)

    def feed(self, piece: str) -> None:
        ends_line = piece.endswith("\n")
        body = piece[:-1] if ends_line else piece
        position = 0
        while position < len(body):
            position = self._step(body, position)
        if ends_line:
            self._end_line()

    def finish(self) -> None:
        """The file ended."""
        self._end_cell()
        self.complete = True

    def _step(self, body: str, position: int) -> int:
        if self._state is _State.QUOTED:
            return self._until_quote(body, position)
        if body[position] == self._quote and self._state in (_State.START, _State.AFTER_QUOTE):
            if self._state is _State.AFTER_QUOTE:
                self._add(self._quote)
            self._state = _State.QUOTED
            return position + 1
        if body[position] == self._delimiter:
            self._end_cell()
            return position + 1
        if self._state is _State.AFTER_QUOTE and self._cell_spans_lines:
            self.closed_oddly = True
        self._state = _State.PLAIN
        end = body.find(self._delimiter, position)
        end = len(body) if end < 0 else end
        self._add(body[position:end])
        return end

    def _until_quote(self, body: str, position: int) -> int:
        end = body.find(self._quote, position)
        if end < 0:
            self._add(body[position:])
            return len(body)
        self._add(body[position:end])
        self._state = _State.AFTER_QUOTE
        return end + 1

    def _end_line(self) -> None:
        if self._state is _State.QUOTED:
            self._add("\n")
            self._cell_spans_lines = True
            return
        self._end_cell()
        self.complete = True

    def _add(self, text: str) -> None:
        kept = text[: max(0, CELL_CHARS - self._cell_size)]
        self._cell_size += len(text)
        if self._size + len(kept) > RECORD_CHARS:
            self._dropped = True
            return
        self._size += len(kept)
        self._cell.append(kept)

    def _end_cell(self) -> None:
        if self._cell_size > CELL_CHARS:
            self._too_large.append(len(self.cells))
        # One cell too many is kept, so that the width check sees that the row is too long.
        if len(self.cells) <= COLUMNS:
            self.cells.append("".join(self._cell))
        self._cell, self._cell_size, self._cell_spans_lines = [], 0, False
        self._state = _State.START
