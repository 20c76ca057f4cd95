"""Which character encoding a file is in, decided on bytes from its whole length and proved by decoding them.

Order of proof: byte-order mark, UTF-16 by its zero bytes, UTF-8 by validity, then GB18030, Big5 and Windows-1252 by how
natural the decoded characters are. The caller may override the answer; nothing here refuses a file.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .naturalness import naturalness

SUPPORTED = (
    "utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5", "windows-1252",
    "shift_jis", "euc_kr", "windows-1251", "iso-8859-15", "utf-32-le", "utf-32-be",
)  # fmt: skip

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = ("gb18030", "big5", "windows-1252")
_BLOCK = 1 << 20
_SAMPLE_BYTES = 256 << 10
# A file with one broken byte in twenty readable characters is still that encoding, with holes to report.
_TOLERATED = 20


@dataclass(frozen=True, slots=True)
class Encoding:
    """`name` is one of SUPPORTED; `bom` is the length of the mark to skip; `certain` is False after a guess."""

    name: str
    bom: int = 0
    certain: bool = True

    @property
    def codec(self) -> str:
        # Microsoft's code page 950 reads everything that plain Big5 does, and the euro sign and box drawing too.
        return {"big5": "cp950", "windows-1252": "cp1252", "windows-1251": "cp1251"}.get(self.name, self.name)


def detect_encoding(path: Path) -> Encoding:
    with path.open("rb") as stream:
        head = stream.read(4)
        for mark, name in _BOMS:
            if head.startswith(mark):
                return Encoding(name, bom=len(mark))
        stream.seek(0)
        survey = _survey(stream, path.stat().st_size)
    return survey.verdict()


def bom_length(path: Path, name: str) -> int:
    """The mark to skip when the caller, not the detector, names the encoding."""
    with path.open("rb") as stream:
        head = stream.read(4)
    return next((len(mark) for mark, marked in _BOMS if marked == name and head.startswith(mark)), 0)


class _Survey:
    """What one pass over the bytes found."""

    def __init__(self, size: int) -> None:
        self._size = max(size, 1)
        self._utf8 = codecs.getincrementaldecoder("utf-8")("replace")
        self._samples: list[bytes] = []
        self.zeros = [0, 0]
        self.line_feeds = {"any": 0, "utf-16-le": 0, "utf-16-be": 0}
        self.pairs = 0
        self.utf8_readable = 0
        self.utf8_broken = 0

    def add(self, block: bytes, *, last: bool) -> None:
        if b"\0" in block:
            self.zeros[0] += block[::2].count(0)
            self.zeros[1] += block[1::2].count(0)
            self.line_feeds["utf-16-le"] += block.count(b"\n\0")
            self.line_feeds["utf-16-be"] += block.count(b"\0\n")
        self.line_feeds["any"] += block.count(b"\n")
        self.pairs += len(block) // 2
        if block.isascii() and not last:
            self._count_utf8(self._utf8.decode(block))
            return
        self._count_utf8(self._utf8.decode(block, final=last))
        self._samples.extend(
            _lines_beyond_ascii(block, budget=max(2048, _SAMPLE_BYTES * len(block) // self._size))
        )

    def _count_utf8(self, text: str) -> None:
        if not text.isascii():
            broken = text.count("\ufffd")
            self.utf8_broken += broken
            self.utf8_readable += len(text) - len(text.encode("ascii", "ignore")) - broken

    def verdict(self) -> Encoding:
        sixteen = self._utf16()
        if sixteen:
            return Encoding(sixteen)
        if not self.utf8_broken:
            return Encoding("utf-8")
        if self.utf8_readable >= _TOLERATED * self.utf8_broken:
            return Encoding("utf-8", certain=False)
        return self._legacy()

    def _utf16(self) -> str | None:
        """Digits, delimiters and line ends keep one byte of a pair zero, mostly the same one (开 is 0x5F00)."""
        even, odd = self.zeros
        for name, mine, other in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
            breaks_lines = self.line_feeds[name] or not self.line_feeds["any"]
            if mine >= 2 and mine > self.pairs // 50 and other <= mine // 3 and breaks_lines:
                return name
        return None

    def _legacy(self) -> Encoding:
        sample = b"\n".join(self._samples)
        scores = {name: naturalness(sample, name) for name in _LEGACY}
        best = max(_LEGACY, key=lambda name: scores[name])
        runner_up = max(score for name, score in scores.items() if name != best)
        return Encoding(best, certain=scores[best] - runner_up > 0.2)


def _survey(stream: BinaryIO, size: int) -> _Survey:
    survey = _Survey(size)
    block = stream.read(_BLOCK)
    while block:
        following = stream.read(_BLOCK)
        survey.add(block, last=not following)
        block = following
    return survey


def _lines_beyond_ascii(block: bytes, budget: int) -> Iterator[bytes]:
    """Lines with other than ASCII bytes. A line feed is never half of a character in the three encodings."""
    for line in block.split(b"\n"):
        if budget <= 0:
            return
        if not line.isascii():
            yield line[:2048]
            budget -= min(len(line), 2048)
