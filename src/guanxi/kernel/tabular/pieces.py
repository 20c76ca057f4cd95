"""Text in pieces of bounded size, each a whole line or part of a very long one, with push-back for second thoughts."""

import io
from collections import deque
from collections.abc import Iterable
from pathlib import Path

from .encodings import Encoding

PIECE_CHARS = 128 << 10


class Pieces:
    """Line ends come as "\\n" whatever they were; bytes that cannot be read come as U+FFFD."""

    def __init__(self, stream: io.TextIOBase) -> None:
        self._readline = stream.readline
        self._pushed: deque[str] = deque()

    def next(self) -> str:
        """Return "" at the end."""
        return self._pushed.popleft() if self._pushed else self._readline(PIECE_CHARS)

    def push_back(self, pieces: Iterable[str]) -> None:
        self._pushed.extendleft(reversed(list(pieces)))


def open_text(path: Path, encoding: Encoding) -> io.TextIOWrapper:
    stream = path.open("rb", buffering=1 << 18)
    stream.seek(encoding.bom)
    return io.TextIOWrapper(stream, encoding.codec, errors="replace", newline=None)
