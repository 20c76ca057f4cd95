"""What an upload may not be, whatever its name says: something else than its name claims, a program, two things at once, or
a picture that unpacks to more than a browser can hold. Nothing is unpacked to find out.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from guanxi.kernel.errors import Invalid
from guanxi.kernel.files.content_types import content_type_of

HEAD_BYTES: Final = 1 << 16
MAX_PIXELS: Final = 100_000_000
"""Of a picture; 400 MB once it is unpacked to be shown."""

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
# What each ending claims. Endings that are not here claim nothing.
_CLAIMS: Final[Mapping[str, tuple[str, ...]]] = {
    ".png": ("image/png",),
    ".jpg": ("image/jpeg",),
    ".jpeg": ("image/jpeg",),
    ".gif": ("image/gif",),
    ".webp": ("image/webp",),
    ".bmp": ("image/bmp",),
    ".tif": ("image/tiff",),
    ".tiff": ("image/tiff",),
    ".pdf": ("application/pdf",),
    ".docx": (f"{_OFFICE}wordprocessingml.document",),
    ".xlsx": (f"{_OFFICE}spreadsheetml.sheet",),
    ".pptx": (f"{_OFFICE}presentationml.presentation",),
    ".zip": ("application/zip",),
    ".gz": ("application/gzip",),
    ".mp4": ("video/mp4",),
}
_PROGRAMS: Final = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf")
_PROGRAMS_OF_MAC: Final = (b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe")
_MARKUP: Final = re.compile(
    rb"<\s*(?:script|html|svg|iframe|!doctype|\?php|body|object|embed)\b", re.IGNORECASE
)
_SIZE_MARKERS: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def check_content(path: Path, name: str) -> str:
    """The media type of a stored upload. Raises 422 `file_type_mismatch`, `file_program`, `file_two_types`,
    `image_too_large`.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    kind = content_type_of(head, name)
    if _is_program(head):
        raise Invalid("file_program", field="file")
    claimed = _CLAIMS.get(Path(name).suffix.lower())
    if claimed is not None and kind not in claimed:
        raise Invalid(
            "file_type_mismatch", field="file", params={"ending": Path(name).suffix.lower(), "type": kind}
        )
    if kind.startswith("image/"):
        _check_image(kind, head, path)
    return kind


def _is_program(head: bytes) -> bool:
    """Two letters alone also begin ordinary texts."""
    if head.startswith(b"MZ"):
        return len(head) > 64 and b"\0" in head[:64]
    return head.startswith((*_PROGRAMS[1:], *_PROGRAMS_OF_MAC))


def _check_image(kind: str, head: bytes, path: Path) -> None:
    # Some readers take the first thing that they know for the whole: markup after a picture's head, a zip at its end.
    if _MARKUP.search(head[:2_048]) or _is_archive(path):
        raise Invalid("file_two_types", field="file")
    size = _size_of(kind, head)
    if size is not None and size[0] * size[1] > MAX_PIXELS:
        width, height = size
        raise Invalid("image_too_large", field="file", params={"width": width, "height": height})


def _is_archive(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
        return False


def _size_of(kind: str, head: bytes) -> tuple[int, int] | None:
    """Width and height in pixels as the head says; None where it does not say."""
    try:
        match kind:
            case "image/png":
                return struct.unpack(">II", head[16:24])
            case "image/gif":
                return struct.unpack("<HH", head[6:10])
            case "image/bmp":
                width, height = struct.unpack("<ii", head[18:26])
                return abs(width), abs(height)
            case "image/webp":
                return _size_of_webp(head)
            case "image/jpeg":
                return _size_of_jpeg(head)
    except struct.error:
        return None
    return None


def _size_of_webp(head: bytes) -> tuple[int, int] | None:
    match head[12:16]:
        case b"VP8X":
            return (int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1)
        case b"VP8L":
            bits = int.from_bytes(head[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None  # Plain VP8 holds at most 16,383 by 16,383, which its decoder refuses by itself.


def _size_of_jpeg(head: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(head) and head[at] == 0xFF:
        marker, length = head[at + 1], int.from_bytes(head[at + 2 : at + 4], "big")
        if marker in _SIZE_MARKERS:
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        at += 2 + max(length, 2)
    return None
