"""What sort of file this is, by its first bytes. A name such as "customers.csv" proves nothing."""

import zipfile
from pathlib import Path
from typing import Literal

from guanxi.kernel.errors import Invalid

from .encodings import Encoding

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"MZ\x90", b"SQLite format 3", b"PAR1", b"{\\rtf")  # fmt: skip
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\0\x1a")


def sniff(path: Path) -> Literal["xlsx", "text"]:
    """Raise Invalid for what is certainly neither a workbook nor text."""
    with path.open("rb") as stream:
        head = stream.read(512)
    if head.startswith(_OLE):
        raise Invalid("file_is_old_excel")
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        if _holds_workbook(path):
            return "xlsx"
        raise Invalid("file_not_a_table")
    if head.startswith(_FOREIGN):
        raise Invalid("file_not_a_table")
    return "text"


def refuse_what_is_no_table(path: Path, encoding: Encoding) -> None:
    """Web pages and JSON saved under a table's name, and bytes that are no text."""
    with path.open("rb") as stream:
        stream.seek(encoding.bom)
        text = stream.read(64 << 10).decode(encoding.codec, "replace")
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype", "<html", "<?xml", "<table", "<meta")):
        raise Invalid("file_is_web_page")
    if start.startswith(("{", '[{"', "[\n")):
        raise Invalid("file_not_a_table")
    controls = sum(1 for character in text if character < " " and character not in _ALLOWED_CONTROLS)
    # Zero bytes on their own are survivable (they are dropped); with half of the file they are not text.
    if controls * 20 > len(text) or text.count("\0") * 2 > len(text):
        raise Invalid("file_not_a_table")


def _holds_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.NameToInfo
    except (zipfile.BadZipFile, OSError) as broken:
        raise Invalid("workbook_broken") from broken
