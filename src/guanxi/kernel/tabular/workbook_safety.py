"""Checks on an .xlsx before any parser opens it: a zip is measured by unpacking it in small blocks, never by its own claims."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from pathlib import Path

from guanxi.kernel.errors import Invalid

from .limits import (
    WORKBOOK_ENTRIES,
    WORKBOOK_RATIO,
    WORKBOOK_RATIO_FLOOR_BYTES,
    WORKBOOK_SHARED_STRINGS_BYTES,
    WORKBOOK_UNPACKED_BYTES,
)

_BLOCK = 1 << 18
_CELL = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_ENTITY = (b"<!ENTITY", "<!ENTITY".encode("utf-16-le"), "<!ENTITY".encode("utf-16-be"))
_OVERLAP = 64
# Beyond this size sheets are streamed, and where their cells lie no longer matters.
_SURVEYED_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Measure:
    """Sizes as unpacked; `grid` is the number of cells in the rectangle that spans all cells, None when not surveyed."""

    unpacked: int
    largest: int
    grid: int | None


def measure_workbook(path: Path) -> Measure:
    """Raise Invalid for a bomb, an encrypted or a broken file."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _measure(archive, path.stat().st_size)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as broken:
        raise Invalid("workbook_broken") from broken


def _measure(archive: zipfile.ZipFile, packed: int) -> Measure:
    entries = archive.infolist()
    if len(entries) > WORKBOOK_ENTRIES:
        raise Invalid("workbook_unsafe")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Invalid("workbook_protected")
    if "xl/workbook.xml" not in archive.namelist():
        raise Invalid("workbook_broken")
    unpacked = largest = rows = columns = 0
    surveyed = sum(entry.file_size for entry in entries) <= _SURVEYED_BYTES
    for entry in entries:
        size = 0
        for block in _blocks(archive, entry):
            size += len(block)
            _refuse_bomb(entry.filename, size, unpacked + size, packed)
            if any(mark in block for mark in _ENTITY):
                raise Invalid("workbook_unsafe")
            if surveyed:
                rows, columns = _spanned(block, rows, columns)
        unpacked += size
        largest = max(largest, size)
    return Measure(unpacked, largest, rows * columns if surveyed and unpacked <= _SURVEYED_BYTES else None)


def _blocks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The real content, each block led by the tail of the one before. The size in the directory may lie, so it is lifted."""
    honest = copy(entry)
    honest.file_size = WORKBOOK_UNPACKED_BYTES + 1
    tail = b""
    with archive.open(honest) as stream:
        while block := stream.read(_BLOCK):
            yield block if not tail else tail + block
            tail = block[-_OVERLAP:]


def _refuse_bomb(name: str, size: int, unpacked: int, packed: int) -> None:
    if unpacked > WORKBOOK_UNPACKED_BYTES:
        raise Invalid("workbook_unsafe")
    if unpacked > WORKBOOK_RATIO_FLOOR_BYTES and unpacked > packed * WORKBOOK_RATIO:
        raise Invalid("workbook_unsafe")
    if size > WORKBOOK_SHARED_STRINGS_BYTES and not name.startswith("xl/worksheets/"):
        raise Invalid("workbook_unsafe")


def _spanned(block: bytes, rows: int, columns: int) -> tuple[int, int]:
    for letters, digits in _CELL.findall(block):
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        rows, columns = max(rows, int(digits)), max(columns, column)
    return rows, columns
