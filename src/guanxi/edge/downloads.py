"""Content of the file store as an answer: in pieces, as a download, and never as something that a browser would run."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import BinaryIO
from urllib.parse import quote

import anyio
from litestar.response import Stream

from guanxi.kernel.files import file_store

PIECE = 1 << 18
# What a browser may show inside a page without running anything.
SHOWN_AS_THEMSELVES = frozenset(
    {
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "application/pdf",
        "text/plain",
        "audio/mpeg",
        "video/mp4",
    }
)


async def answer_file(
    key: str, name: str, size: int | None, content_type: str, *, shown: bool = False
) -> Stream:
    """`shown`: within a page, and remembered by the browser of who may see it; what is there never changes."""
    stream = await anyio.to_thread.run_sync(file_store().open_reader, key)
    kind = content_type if content_type in SHOWN_AS_THEMSELVES else "application/octet-stream"
    headers = {
        "Content-Disposition": "inline" if shown else f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "Cache-Control": "private, max-age=3600" if shown else "private, no-store",
    }
    if size is not None:
        headers["Content-Length"] = str(size)
    return Stream(_pieces(stream), media_type=kind, headers=headers)


async def _pieces(stream: BinaryIO) -> AsyncIterator[bytes]:
    try:
        while piece := await anyio.to_thread.run_sync(stream.read, PIECE):
            yield piece
    finally:
        stream.close()
