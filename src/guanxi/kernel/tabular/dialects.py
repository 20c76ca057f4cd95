"""How delimited text is cut into cells: the delimiter, the quote and lines to pass over, judged on a sample."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from .encodings import Encoding
from .pieces import PIECE_CHARS, open_text

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 300
_SAMPLE_CHARS = 4 << 20
_EXCEL_HINT = re.compile(r"^sep=(.)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    delimiter: str = ","
    quote: str = '"'
    skip_lines: int = 0


def detect_dialect(path: Path, encoding: Encoding, delimiter: str | None = None) -> Dialect:
    """`delimiter`, when given, is the caller's and is not judged."""
    lines = _sample(path, encoding)
    hint = _EXCEL_HINT.match(lines[0].strip()) if lines else None
    if hint:
        return Dialect(delimiter or hint.group(1), _quote(lines, delimiter or hint.group(1)), skip_lines=1)
    chosen = delimiter or max(DELIMITERS, key=lambda candidate: _consistency(lines, candidate))
    return Dialect(chosen, _quote(lines, chosen))


def _sample(path: Path, encoding: Encoding) -> list[str]:
    lines: list[str] = []
    room = _SAMPLE_CHARS
    with open_text(path, encoding) as stream:
        while room > 0 and len(lines) < _SAMPLE_LINES and (line := stream.readline(PIECE_CHARS)):
            room -= len(line)
            # A piece of a very long line says little about how lines are cut.
            if len(line) < PIECE_CHARS and line.strip():
                lines.append(line.replace("\0", ""))
    return lines


def _consistency(lines: list[str], delimiter: str) -> float:
    """The share of records that have the most usual width, favouring more columns; nothing for one column."""
    try:
        widths = Counter(len(cells) for cells in csv.reader(lines, delimiter=delimiter) if cells)
    except csv.Error:
        widths = Counter(line.count(delimiter) + 1 for line in lines)
    wide = [(count, width) for width, count in widths.items() if width > 1]
    if not wide:
        return 0.0
    count, width = max(wide)
    share = count / sum(widths.values())
    return share * share * (1 + min(width, 50) / 100)


def _quote(lines: list[str], delimiter: str) -> str:
    """Apostrophes quote only where whole cells stand between them and double quotes do not occur as quotes."""
    edge = re.escape(delimiter)
    found = {
        mark: sum(
            len(re.findall(rf"(?:^|{edge}){mark}[^{mark}\n]*{mark}(?={edge}|$)", line.strip()))
            for line in lines
        )
        for mark in ('"', "'")
    }
    return "'" if found["'"] > 1 and not found['"'] else '"'
