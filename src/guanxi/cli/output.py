"""How commands answer: sentences for people, one JSON document for programs (`--json`)."""

from __future__ import annotations

import json
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def json_option(function: F) -> F:
    return click.option("--json", "as_json", is_flag=True, help="Answer with one JSON document.")(function)


def answer(data: Any, text: str, *, as_json: bool) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, default=str, indent=2) if as_json else text)


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Rows as aligned columns under their names."""
    if not rows:
        return "(none)"
    columns = list(rows[0])
    cells = [
        columns,
        *[[str(row[column] if row[column] is not None else "") for column in columns] for row in rows],
    ]
    widths = [max(_width(line[number]) for line in cells) for number in range(len(columns))]
    return "\n".join(
        "  ".join(
            text + " " * (width - _width(text)) for text, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in cells
    )


def _width(text: str) -> int:
    """Columns of a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


@contextmanager
def step(what: str, *, quiet: bool = False) -> Iterator[None]:
    """Names a piece of work while it runs and says how long it took, on the error stream."""
    began = time.monotonic()
    if not quiet:
        click.echo(f"  {what} …", err=True, nl=not sys.stderr.isatty())
    yield
    if not quiet and sys.stderr.isatty():
        click.echo(f"\r  {what} " + click.style(f"✓ {time.monotonic() - began:.1f} s", fg="green"), err=True)


class Progress:
    """A bar that follows long work: redrawn on a terminal, one line per tenth of the work elsewhere."""

    WIDTH = 24

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._what, self._tenth = "", -1

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self._end_line()

    def show(self, what: str, done: int, total: int) -> None:
        """`what` names the step; a new name begins a new line."""
        if what != self._what:
            self._end_line()
            self._what, self._tenth = what, -1
        share = done / total if total else 1.0
        if self._terminal:
            bar = "█" * round(share * self.WIDTH)
            click.echo(f"\r  {what:<28} {bar:<{self.WIDTH}} {done:>7,} / {total:,} ", err=True, nl=False)
        elif int(share * 10) > self._tenth:
            self._tenth = int(share * 10)
            click.echo(f"  {what}: {done:,} of {total:,}", err=True)

    def _end_line(self) -> None:
        if self._what and self._terminal:
            click.echo(err=True)
