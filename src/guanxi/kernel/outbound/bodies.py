"""Reads an answer's body within a limit, on the line and unpacked."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable

from guanxi.kernel.errors import Problem

ACCEPTED = "gzip, deflate"
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


async def read_body(pieces: AsyncIterable[bytes], encoding: str, limit: int) -> bytes:
    """Raises 502 `outbound_too_large`, `outbound_answer_broken`. Nothing beyond `limit` bytes is ever unpacked."""
    unpacker = _unpacker(encoding)
    packed, body = 0, bytearray()
    async for piece in pieces:
        packed += len(piece)
        room = limit - len(body) + 1
        body += piece if unpacker is None else _unpacked(unpacker, piece, room)
        if packed > limit or len(body) > limit:
            raise Problem("outbound_too_large", status=502, params={"limit": limit})
    if unpacker is not None and not unpacker.eof and packed:
        raise _broken()
    return bytes(body)


def _unpacker(encoding: str) -> zlib._Decompress | None:
    """One layer only: packing in packing multiplies."""
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return None
    if name not in ("gzip", "x-gzip", "deflate"):
        raise _broken()
    return zlib.decompressobj(_GZIP_OR_ZLIB)


def _unpacked(unpacker: zlib._Decompress, piece: bytes, room: int) -> bytes:
    try:
        return unpacker.decompress(piece, room)
    except zlib.error:
        raise _broken() from None


def _broken() -> Problem:
    return Problem("outbound_answer_broken", status=502)
