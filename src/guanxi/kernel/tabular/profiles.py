"""What a column holds: its distinct values with their counts, up to a limit."""

from dataclasses import dataclass, field
from itertools import chain

from .limits import DISTINCT_VALUES
from .rows import Cell

_SAMPLED_LATER = 2_000


@dataclass(slots=True)
class ColumnProfile:
    """`values` keeps the first DISTINCT_VALUES distinct cells, as text; `complete` says that these are all.

    `later` samples what comes after, evenly to the end of the file.
    """

    values: dict[str, int] = field(default_factory=dict)
    filled: int = 0
    typed: int = 0
    complete: bool = True
    longest: int = 0
    later: list[str] = field(default_factory=list)
    stride: int = 1
    beyond: int = 0

    def add(self, cell: Cell) -> None:
        if cell == "" and isinstance(cell, str):
            return
        if not isinstance(cell, str):
            self.typed += 1
            cell = str(cell)
        self.filled += 1
        if cell in self.values:
            self.values[cell] += 1
        elif len(self.values) < DISTINCT_VALUES:
            self.values[cell] = 1
            self.longest = max(self.longest, len(cell))
        else:
            self._sample(cell)

    def _sample(self, cell: str) -> None:
        self.complete = False
        self.beyond += 1
        if self.beyond % self.stride == 0:
            self.later.append(cell)
        if len(self.later) >= _SAMPLED_LATER:
            self.later = self.later[1::2]
            self.stride *= 2

    def evidence(self) -> dict[str, int]:
        """Stripped values with their weights, from the whole file."""
        weights: dict[str, int] = {}
        for text, count in chain(self.values.items(), ((text, self.stride) for text in self.later)):
            if text := text.strip():
                weights[text] = weights.get(text, 0) + count
        return weights
