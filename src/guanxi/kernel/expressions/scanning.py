"""Looks over a condition before the grammar does: every text must be closed where it is opened.

The grammar's pattern for texts may read a backslash in two ways, so that trying all of them on a text that never ends
takes time that doubles with every backslash. What passes here is matched at the first try.
"""

from __future__ import annotations

from guanxi.kernel.expressions.problems import refuse_at

_QUOTES = "\"'"


def refuse_open_text(source: str) -> None:
    """Raises ``expression_text_open`` at the quotation mark. Reads each character once."""
    at = 0
    while at < len(source):
        if source.startswith("//", at):
            at = _end_of_line(source, at)
        elif source[at] in _QUOTES:
            at = _after_text(source, at)
        else:
            at += 1


def _after_text(source: str, start: int) -> int:
    mark = source[start] * 3 if source.startswith(source[start] * 3, start) else source[start]
    at = start + len(mark)
    while at < len(source):
        if source.startswith(mark, at):
            return at + len(mark)
        if source[at] == "\n" and len(mark) == 1:
            break
        at += 2 if source[at] == "\\" and source[at + 1 : at + 2] != "\n" else 1
    line, column = source.count("\n", 0, start) + 1, start - source.rfind("\n", 0, start)
    raise refuse_at("text_open", line, column)


def _end_of_line(source: str, at: int) -> int:
    end = source.find("\n", at)
    return len(source) if end < 0 else end
