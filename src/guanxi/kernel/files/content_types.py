"""What a file is, judged by its first bytes. The name and the browser's word are not believed.

Types that a browser would run (HTML, SVG, XML, scripts) are stored as what they are but always answered as a download
of unknown bytes.
"""

from __future__ import annotations

UNKNOWN = "application/octet-stream"
SNIFFED_BYTES = 512

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "application/ogg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
# A zip by its bytes is one of these by its name; nothing else depends on the name.
_OFFICE = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


def content_type_of(head: bytes, name: str) -> str:
    """The media type of content that begins with `head`, of which the first bytes are looked at."""
    head = head[:SNIFFED_BYTES]
    if head.startswith(b"PK\x03\x04"):
        return next((kind for end, kind in _OFFICE.items() if name.lower().endswith(end)), "application/zip")
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return "video/mp4"
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    return _text_type(head)


def _text_type(head: bytes) -> str:
    if b"\x00" in head:
        return UNKNOWN
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<"):
        return (
            "text/html"
            if b"<html" in start or b"<!doctype html" in start or b"<script" in start
            else "text/xml"
        )
    if any(byte < 9 for byte in head):
        return UNKNOWN
    return "text/plain"
